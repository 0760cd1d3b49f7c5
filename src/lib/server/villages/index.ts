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
