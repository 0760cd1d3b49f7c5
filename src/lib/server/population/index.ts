export { findFamily, getPerson, type Person } from './person.ts';
