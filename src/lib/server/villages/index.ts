export { type BroughtOfficial, bringOfficials, type OfficialOutcome } from './bring-officials.ts';
export { type BroughtProfile, fillProfile } from './fill-profile.ts';
export {
  addHost,
  foundFurtherVillage,
  listVillages,
  type VillageLine,
} from './found-further-village.ts';
export { foundVillage } from './found-village.ts';
export { findRegion, searchRegions, type Region } from './search-regions.ts';
export { changeProfile, type ProfileChange } from './change-profile.ts';
export {
  addHoliday,
  addNationalHolidays,
  listHolidays,
  missingNationalHolidays,
  removeHoliday,
} from './holidays.ts';
export { setLogo } from './logo.ts';
export { saveLetterLook, saveLook, saveOffice } from './save-settings.ts';
export {
  anyVillage,
  findVillage,
  findVillageByCode,
  findVillageIds,
  getVillage,
  refreshVillages,
  type VillageContext,
} from './village-context.ts';
export { archiveAhead, archiveEnd } from './archive-end.ts';
export { officeCalendar, officeNow } from './office-calendar.ts';
export {
  officialsServing,
  readOfficialPhoto,
  setOfficialPhoto,
  type ServingOfficial,
} from './official-photos.ts';
export { findOfficials } from './store.ts';
