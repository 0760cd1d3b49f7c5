import { addDays, dayStart, villageDate } from './dates-id.ts';

/** From when to when nothing is sent, "HH:MM" in the village; the same twice is never. */
export interface QuietHours {
  from: string;
  to: string;
}

const minute = 60_000;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a text is a time of day "HH:MM". */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** The instant itself, or the end of the quiet hours in which it lies. */
export function afterQuiet(at: Date, { from, to }: QuietHours, zone: string): Date {
  const day = villageDate(at, zone);
  const now = (at.getTime() - dayStart(day, zone).getTime()) / minute;
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const overnight = begin > end;
  const quiet = overnight ? now >= begin || now < end : now >= begin && now < end;
  if (!quiet) return at;
  const endsOn = overnight && now >= begin ? addDays(day, 1) : day;
  return new Date(dayStart(endsOn, zone).getTime() + end * minute);
}
