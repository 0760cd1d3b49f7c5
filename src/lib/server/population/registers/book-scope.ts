import { addDays, addMonths, formatMonth, villageDate } from '#lib/domain/dates-id.ts';
import { now } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { BookScope } from './book-store.ts';

/** A month of a book, as the address asks for it. */
export interface AskedScope {
  /** `YYYY-MM`; what cannot be one, or has not begun, is this month. */
  month: string;
  hamlet?: string | undefined;
}

export interface MonthScope extends BookScope {
  month: string;
  /** The day for which it stands: the month's last, or today while the month goes on. */
  asOf: string;
}

/** The days of a month of a book. */
export function scopeOf(village: VillageContext, { month, hamlet }: AskedScope): MonthScope {
  const today = villageDate(now(), village.timeZone);
  const current = today.slice(0, 7);
  const sensible = /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month) && month <= current;
  const chosen = sensible ? month : current;
  const from = `${chosen}-01`;
  const until = addDays(addMonths(from, 1), -1);
  return {
    month: chosen,
    from,
    until,
    before: addDays(from, -1),
    asOf: until < today ? until : today,
    hamlet: hamlet || undefined,
  };
}

/** "November 2026, Dusun Labuhan" */
export const describeScope = ({ month, hamlet }: MonthScope): string =>
  hamlet ? `${formatMonth(month)}, Dusun ${hamlet}` : formatMonth(month);
