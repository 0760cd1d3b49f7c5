export { findFamily, getPerson, type Person } from './person.ts';
export { findNamedResidents, findNames, type NamedResident } from './own/names.ts';
export {
  readFamilyMember,
  readOwnRecord,
  takeOutRecord,
  type OwnRecord,
} from './own/own-record.ts';
export { openResident, unmaskResident, type OpenedResident } from './open-resident.ts';
export { searchResidents, type ResidentLine, type ResidentPage } from './search-residents.ts';
