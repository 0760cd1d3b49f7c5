export { findFamily, getPerson, type Person } from './person.ts';
export { findNamedResidents, findNames, type NamedResident } from './own/names.ts';
export {
  readFamilyMember,
  readOwnRecord,
  takeOutRecord,
  type OwnRecord,
} from './own/own-record.ts';
