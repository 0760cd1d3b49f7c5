import { addDays } from './dates-id.ts';

/** Monday to Friday and not a holiday. Days are `YYYY-MM-DD`. */
export function isWorkingDay(day: string, holidays: ReadonlySet<string>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/**
 * The day by which something promised within `count` working days is due. The day it came in does
 * not count; with 0 it is that day itself, or the first working day after it.
 */
export function addWorkingDays(day: string, count: number, holidays: ReadonlySet<string>): string {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} working days`);
  let due = day;
  for (let left = count; left > 0;) {
    due = addDays(due, 1);
    if (isWorkingDay(due, holidays)) left -= 1;
  }
  while (!isWorkingDay(due, holidays)) due = addDays(due, 1);
  return due;
}

/** How many working days lie after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(
  from: string,
  to: string,
  holidays: ReadonlySet<string>,
): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, holidays)) count += 1;
  }
  return count;
}
