import { requireOfficer } from '#lib/domain/authority.ts';
import { joinDateParts, splitDateText } from '#lib/domain/date-parts.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { fixedHolidays, type Holiday } from '#lib/domain/fixed-holidays.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { deleteHoliday, findHolidaysFrom, insertHolidays } from './settings-store.ts';
import type { VillageContext } from './village-context.ts';

const today = (village: VillageContext) => villageDate(now(), village.timeZone);

/** The holidays of this year and after, in order. */
export async function listHolidays(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<Holiday[]> {
  requireOfficer(visitor, 'village.settings');
  return findHolidaysFrom(tx, `${today(village).slice(0, 4)}-01-01`);
}

/** The fixed national holidays of this year and the next that the village has not entered. */
export function missingFixedHolidays(
  village: VillageContext,
  entered: readonly Holiday[],
): Holiday[] {
  const day = today(village);
  const year = Number(day.slice(0, 4));
  const known = new Set(entered.map((h) => h.day));
  return [year, year + 1]
    .flatMap(fixedHolidays)
    .filter((holiday) => holiday.day >= day && !known.has(holiday.day));
}

/**
 * Adds a day on which the office is closed. Promises made before stay as they were.
 * @throws Refusal 'invalid' for what is no date, a day long past, a day that is there, no name
 */
export async function addHoliday(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: { day: string; name: string },
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const fields: Record<string, string> = {};
  const day = joinDateParts(splitDateText(typed.day));
  const year = Number(today(village).slice(0, 4));
  if (!day) fields.tanggal = 'Isi tanggal liburnya.';
  else if (Number(day.slice(0, 4)) < year || Number(day.slice(0, 4)) > year + 5)
    fields.tanggal = `Isi tanggal antara tahun ${year} dan ${year + 5}.`;
  const name = typedLine(typed.name);
  if (name.length < 3 || name.length > 100)
    fields.nama = 'Tulis nama hari liburnya, 3 sampai 100 huruf.';
  const [problem] = Object.values(fields);
  if (problem || !day) throw new Refusal('invalid', problem ?? '', fields);
  if ((await insertHolidays(tx, village.id, [{ day, name }])).length === 0)
    throw new Refusal('invalid', 'Tanggal ini sudah ada di daftar.', {
      tanggal: 'Tanggal ini sudah ada di daftar.',
    });
  await recordAdded(tx, village, visitor, [{ day, name }]);
}

/**
 * Adds the fixed national holidays that are missing.
 * @returns how many
 */
export async function addFixedHolidays(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<number> {
  const missing = missingFixedHolidays(village, await listHolidays(tx, village, visitor));
  if (missing.length === 0) return 0;
  const added = await insertHolidays(tx, village.id, missing);
  await recordAdded(tx, village, visitor, added);
  return added.length;
}

/** Takes a holiday off the list; one that is gone already stays gone. */
export async function removeHoliday(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  day: string,
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const known = joinDateParts(splitDateText(day));
  const removed = known && (await deleteHoliday(tx, known));
  if (!removed) return;
  await recordEvent(tx, village.id, visitor, {
    action: 'village.remove-holiday',
    details: { days: words([removed]) },
  });
}

const words = (holidays: readonly Holiday[]) =>
  holidays.map(({ day, name }) => `${day} ${name}`).join('; ');

const recordAdded = (
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  added: readonly Holiday[],
) =>
  recordEvent(tx, village.id, visitor, {
    action: 'village.add-holidays',
    details: { days: words(added) },
  });
