/** When an event of the agenda takes place. Days are 'YYYY-MM-DD' of the village. Pure. */
import { addDays, addMonths, weekdayName } from './dates-id.ts';

export const repeats = ['once', 'weekly', 'monthly-date', 'monthly-weekday'] as const;
export type Repeats = (typeof repeats)[number];

export interface EventDays {
  startsOn: string;
  repeats: Repeats;
  /** The last day on which it may take place; null: until further notice. */
  repeatsUntil: string | null;
}

const dayOfMonth = (day: string) => Number(day.slice(8));

/** Which one of its weekday a day is in its month: 1 to 4; the fifth counts as the last: -1. */
export function ordinalOf(day: string): number {
  const which = Math.ceil(dayOfMonth(day) / 7);
  return which > 4 ? -1 : which;
}

/** The day in `month` ('YYYY-MM') with the weekday and ordinal of `day`. */
function sameWeekdayIn(month: string, day: string): string {
  const weekday = (text: string) => new Date(`${text}T00:00:00Z`).getUTCDay();
  const ordinal = ordinalOf(day);
  const first = `${month}-01`;
  if (ordinal > 0) {
    const ahead = (weekday(day) - weekday(first) + 7) % 7;
    return addDays(first, ahead + (ordinal - 1) * 7);
  }
  const last = addDays(addMonths(first, 1), -1);
  return addDays(last, -((weekday(last) - weekday(day) + 7) % 7));
}

/** The `index`th time that it takes place, counted from 0, whatever its end. */
function timeNumber(event: EventDays, index: number): string {
  switch (event.repeats) {
    case 'once':
      return event.startsOn;
    case 'weekly':
      return addDays(event.startsOn, 7 * index);
    case 'monthly-date':
      // A month without that day has it on its last.
      return addMonths(event.startsOn, index);
    case 'monthly-weekday': {
      const month = addMonths(`${event.startsOn.slice(0, 7)}-01`, index).slice(0, 7);
      return sameWeekdayIn(month, event.startsOn);
    }
  }
}

/** The index of a time at or before the first one on or after `from`. */
function firstIndex(event: EventDays, from: string): number {
  if (from <= event.startsOn || event.repeats === 'once') return 0;
  if (event.repeats === 'weekly') {
    const days = (Date.parse(from) - Date.parse(event.startsOn)) / 86_400_000;
    return Math.floor(days / 7);
  }
  const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return months(from) - months(event.startsOn);
}

/** The days from `from` on which it takes place, at most `limit`, none after `until`. */
export function occurrences(
  event: EventDays,
  from: string,
  limit: number,
  until = '9999-12-31',
): string[] {
  const days: string[] = [];
  const end = event.repeatsUntil && event.repeatsUntil < until ? event.repeatsUntil : until;
  for (let index = firstIndex(event, from); days.length < limit; index++) {
    const day = timeNumber(event, index);
    if (day > end) break;
    if (day >= from) days.push(day);
    if (event.repeats === 'once') break;
  }
  return days;
}

const ordinals = ['pertama', 'kedua', 'ketiga', 'keempat'];

/** "Setiap hari Senin", "Setiap tanggal 10", "Setiap Kamis kedua"; empty for what happens once. */
export function repeatWords(event: EventDays): string {
  const weekday = weekdayName(event.startsOn);
  switch (event.repeats) {
    case 'once':
      return '';
    case 'weekly':
      return `Setiap hari ${weekday}`;
    case 'monthly-date':
      return `Setiap tanggal ${dayOfMonth(event.startsOn)}`;
    case 'monthly-weekday': {
      const ordinal = ordinalOf(event.startsOn);
      return `Setiap ${weekday} ${ordinal < 0 ? 'terakhir' : ordinals[ordinal - 1]!} tiap bulan`;
    }
  }
}

/** '08:00', '10:30' → "08.00–10.30 WITA"; without a beginning: "Sepanjang hari". */
export function eventTimes(startsAt: string | null, endsAt: string | null, zone: string): string {
  if (!startsAt) return 'Sepanjang hari';
  const clock = (time: string) => time.replace(':', '.');
  return endsAt ? `${clock(startsAt)}–${clock(endsAt)} ${zone}` : `${clock(startsAt)} ${zone}`;
}
