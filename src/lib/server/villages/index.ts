export { foundVillage } from './found-village.ts';
export { findRegion, searchRegions, type Region } from './search-regions.ts';
export {
  anyVillage,
  findVillage,
  findVillageByCode,
  findVillageIds,
  getVillage,
  refreshVillages,
  type VillageContext,
} from './village-context.ts';
export { findHolidays, findOfficials } from './store.ts';
