import { addDays, addMonths, formatMonth, villageDate } from '#lib/domain/dates-id.ts';
import { now } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';

/** Which part of a book is asked for, as the address says it. */
export interface AskedScope {
  /** `YYYY-MM`, or `YYYY` where the book is kept by the year; what cannot be one, or has not begun, is the current one. */
  month: string;
  hamlet?: string | undefined;
}

/** The days of a part of a book. */
export interface BookPeriod {
  /** `YYYY-MM`, or `YYYY` for a whole year. */
  month: string;
  /** The first and last day, and the day before: `YYYY-MM-DD`. */
  from: string;
  until: string;
  before: string;
  /** The day for which it stands: the last, or today while the time goes on. */
  asOf: string;
  hamlet: string | undefined;
}

/** A month of a book. */
export function monthScope(village: VillageContext, { month, hamlet }: AskedScope): BookPeriod {
  const today = villageDate(now(), village.timeZone);
  const current = today.slice(0, 7);
  const sensible = /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month) && month <= current;
  const chosen = sensible ? month : current;
  const from = `${chosen}-01`;
  return period(chosen, from, addDays(addMonths(from, 1), -1), today, hamlet);
}

/** A month of a book, or a whole year. */
export function scopeOf(village: VillageContext, asked: AskedScope): BookPeriod {
  const today = villageDate(now(), village.timeZone);
  const year = asked.month.slice(0, 4);
  const whole = /^(19|20)\d\d-?$/.test(asked.month) && year <= today.slice(0, 4);
  return whole
    ? period(year, `${year}-01-01`, `${year}-12-31`, today, undefined)
    : monthScope(village, asked);
}

function period(
  month: string,
  from: string,
  until: string,
  today: string,
  hamlet: string | undefined,
): BookPeriod {
  return {
    month,
    from,
    until,
    before: addDays(from, -1),
    asOf: until < today ? until : today,
    hamlet: hamlet || undefined,
  };
}

/** "November 2026, Dusun Labuhan", "Tahun 2026" */
export function describeScope({ month, hamlet }: BookPeriod): string {
  const when = month.length === 4 ? `Tahun ${month}` : formatMonth(month);
  return hamlet ? `${when}, Dusun ${hamlet}` : when;
}
