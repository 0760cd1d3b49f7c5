import { requireOfficer } from '#lib/domain/authority.ts';
import { joinDateParts, splitDateText } from '#lib/domain/date-parts.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import {
  type Holiday,
  type NationalHoliday,
  nationalHolidays,
} from '#lib/domain/national-holidays.ts';
import { daysUntil } from '#lib/domain/promise.ts';
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

/** By how many days a decree may differ from what was reckoned. */
const leeway = 3;

/** The national holidays of this year and the next that are to come and that the village has not entered. */
export function missingNationalHolidays(
  village: VillageContext,
  entered: readonly Holiday[],
): NationalHoliday[] {
  const day = today(village);
  const year = Number(day.slice(0, 4));
  const isEntered = (holiday: NationalHoliday) =>
    entered.some(
      (one) =>
        one.day === holiday.day ||
        (one.name === holiday.name && Math.abs(daysUntil(one.day, holiday.day)) <= leeway),
    );
  return [year, year + 1]
    .flatMap(nationalHolidays)
    .filter((holiday) => holiday.day >= day && !isEntered(holiday));
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
 * Adds those of the missing national holidays that were chosen, by their days 'YYYY-MM-DD'.
 * @returns how many
 */
export async function addNationalHolidays(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  days: readonly string[],
): Promise<number> {
  const entered = await listHolidays(tx, village, visitor);
  const chosen = missingNationalHolidays(village, entered)
    .filter(({ day }) => days.includes(day))
    .map(({ day, name }) => ({ day, name }));
  if (chosen.length === 0) return 0;
  const added = await insertHolidays(tx, village.id, chosen);
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
