import { addDays, formatTime, villageDate } from './dates-id.ts';
import { type OfficeHours, weekdayOf } from './office-hours.ts';

/** When a village's office works: its hours on each weekday, and the days on which it is closed. */
export interface OfficeCalendar {
  hours: OfficeHours;
  /** Days `YYYY-MM-DD`. */
  holidays: ReadonlySet<string>;
}

/** A village that has not said when it is open works from Monday to Friday. */
const usual: OfficeHours = Object.fromEntries(
  [1, 2, 3, 4, 5].map((day) => [day, ['08:00', '15:00'] as const]),
);

const hoursOf = ({ hours }: OfficeCalendar): OfficeHours =>
  Object.keys(hours).length ? hours : usual;

/** A day on which the office opens. Days are `YYYY-MM-DD`. */
export function isWorkingDay(day: string, calendar: OfficeCalendar): boolean {
  return hoursOf(calendar)[weekdayOf(day)] !== undefined && !calendar.holidays.has(day);
}

/**
 * The day on which the office can first see what comes in at an instant: that day until closing
 * time, otherwise the next working day.
 */
export function arrivalDay(at: Date, timeZone: string, calendar: OfficeCalendar): string {
  const today = villageDate(at, timeZone);
  const closes = hoursOf(calendar)[weekdayOf(today)]?.[1];
  const clock = formatTime(at, timeZone).slice(0, 5).replace('.', ':');
  let day = closes !== undefined && clock >= closes ? addDays(today, 1) : today;
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
}

/**
 * The day by which something promised within `count` working days is due. The day it came in does
 * not count; with 0 it is that day itself, or the first working day after it.
 */
export function addWorkingDays(day: string, count: number, calendar: OfficeCalendar): string {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} working days`);
  let due = day;
  for (let left = count; left > 0;) {
    due = addDays(due, 1);
    if (isWorkingDay(due, calendar)) left -= 1;
  }
  while (!isWorkingDay(due, calendar)) due = addDays(due, 1);
  return due;
}

/** How many working days lie after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string, calendar: OfficeCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}
