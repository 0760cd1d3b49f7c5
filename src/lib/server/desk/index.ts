export { readDesk, stampOf, type Desk, type MatterKind, type WaitingList } from './read-desk.ts';
