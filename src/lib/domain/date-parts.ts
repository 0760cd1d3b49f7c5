/** A date asked in three boxes: reading what was typed, keeping what was typed. Pure. */
import { monthName } from './dates-id.ts';

/** The months by name, January first. */
export const MONTHS: readonly string[] = Array.from({ length: 12 }, (_, index) =>
  monthName(index + 1),
);

/** What stands in the three boxes, as typed. */
export interface DateParts {
  day: string;
  month: string;
  year: string;
}

/** 'YYYY-MM-DD' (or a broken one, such as '1990--31') → the three boxes. Leading zeros go. */
export function splitDateText(text: string): DateParts {
  const [year = '', month = '', day = ''] = text.trim().split('-');
  return { day: day.replace(/^0(?=.)/, ''), month: month.replace(/^0(?=.)/, ''), year };
}

/** The three boxes → 'YYYY-MM-DD' where it is a real day of the calendar, otherwise undefined. */
export function joinDateParts(parts: DateParts): string | undefined {
  const { day, month, year } = parts;
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

/**
 * Reads the boxes `<name>.hari`, `<name>.bulan`, `<name>.tahun` that DateField posts.
 * `typed` keeps everything as it was typed, for giving back to DateField; `date` is set when it is a
 * real day; `empty` tells "nothing was typed" from "not a date".
 */
export function readDateParts(
  get: (name: string) => unknown,
  name: string,
): { date: string | undefined; typed: string; empty: boolean } {
  const text = (part: string) => {
    const value = get(`${name}.${part}`);
    // a dash would move the parts when they are kept as one text
    return typeof value === 'string' ? value.trim().replaceAll('-', '').slice(0, 20) : '';
  };
  const parts = { day: text('hari'), month: text('bulan'), year: text('tahun') };
  const empty = !parts.day && !parts.month && !parts.year;
  const date = joinDateParts(parts);
  return { date, typed: empty ? '' : (date ?? `${parts.year}-${parts.month}-${parts.day}`), empty };
}
