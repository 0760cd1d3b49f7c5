import type { VillageContext } from '#lib/server/villages/index.ts';

const shown = [
  'kind',
  'name',
  'regionCode',
  'district',
  'regency',
  'province',
  'timeZone',
  'address',
  'postalCode',
  'phone',
  'email',
  'about',
  'officeHours',
  'accent',
  'commentsOn',
  'logoFileId',
  'uploadRetentionDays',
] as const satisfies readonly (keyof VillageContext)[];

/**
 * What pages show of their village. Its other ways (numbering, deadlines, every holiday) are the
 * use-cases' business, and the framework writes out all that a page is given.
 */
export const shownVillage = (village: VillageContext) =>
  Object.fromEntries(shown.map((key) => [key, village[key]])) as Pick<
    VillageContext,
    (typeof shown)[number]
  >;
