/**
 * Dates as people here read them. A calendar day is `YYYY-MM-DD`; an instant is a Date and becomes
 * a day only in a village's own zone, never in the server's.
 */

const months = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
] as const;
const weekdays = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'] as const;

/** Indonesia keeps no summer time: each zone is a fixed number of hours ahead of UTC. */
const zones: Readonly<Record<string, { label: 'WIB' | 'WITA' | 'WIT'; hours: number }>> = {
  'Asia/Jakarta': { label: 'WIB', hours: 7 },
  'Asia/Pontianak': { label: 'WIB', hours: 7 },
  'Asia/Makassar': { label: 'WITA', hours: 8 },
  'Asia/Jayapura': { label: 'WIT', hours: 9 },
};

function zoneOf(zone: string) {
  const known = zones[zone];
  if (!known) throw new RangeError(`${zone} is not a time zone of Indonesia`);
  return known;
}

/** "WIB", "WITA" or "WIT". */
export const zoneLabel = (zone: string): string => zoneOf(zone).label;

/** How many hours a zone is ahead of UTC. */
export const zoneOffset = (zone: string): number => zoneOf(zone).hours;

/** The IANA zone of a province by the first two digits of a region code (Keppres 41/1987). */
export function zoneOfProvince(code: string): string {
  const province = Number(code.slice(0, 2));
  if (province >= 81) return 'Asia/Jayapura';
  if (province >= 71 || (province >= 51 && province <= 53)) return 'Asia/Makassar';
  return province >= 63 && province <= 65 ? 'Asia/Makassar' : 'Asia/Jakarta';
}

interface DayParts {
  year: number;
  month: number;
  day: number;
}

function partsOf(day: string): DayParts {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!found) throw new RangeError(`${day} is not a day written YYYY-MM-DD`);
  return { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
}

/** The wall clock of `zone` at `instant`, as if it were UTC. */
const localTime = (instant: Date, zone: string) =>
  new Date(instant.getTime() + zoneOf(zone).hours * 3_600_000);

const isoDay = (utc: Date) => utc.toISOString().slice(0, 10);

/** The calendar day in a village: `YYYY-MM-DD`. */
export const villageDate = (instant: Date, zone: string): string =>
  isoDay(localTime(instant, zone));

/** Whether a text is a day of the calendar: `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const day = /^[12]\d{3}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && isoDay(day) === text;
}

/** The instant at which a day `YYYY-MM-DD` begins in a village. */
export const dayStart = (day: string, zone: string): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) - zoneOf(zone).hours * 3_600_000);

const dayIn = (when: Date | string, zone?: string): string => {
  if (typeof when === 'string') return when;
  if (zone === undefined) throw new TypeError('An instant is a day only in a zone');
  return villageDate(when, zone);
};

/** "23 November 2026", of a day, or of an instant in `zone`. */
export function formatDateLong(when: Date | string, zone?: string): string {
  const { year, month, day } = partsOf(dayIn(when, zone));
  return `${day} ${months[month - 1]} ${year}`;
}

/** "23-11-2026" */
export function formatDateShort(when: Date | string, zone?: string): string {
  const { year, month, day } = partsOf(dayIn(when, zone));
  return `${two(day)}-${two(month)}-${year}`;
}

/** "Senin, 23 November 2026" */
export function formatDateFull(when: Date | string, zone?: string): string {
  const day = dayIn(when, zone);
  return `${weekdayName(day)}, ${formatDateLong(day)}`;
}

/** "09.30 WITA" */
export function formatTime(instant: Date, zone: string): string {
  const local = localTime(instant, zone);
  return `${two(local.getUTCHours())}.${two(local.getUTCMinutes())} ${zoneLabel(zone)}`;
}

/** "23 November 2026, 09.30 WITA" */
export const formatDateTime = (instant: Date, zone: string): string =>
  `${formatDateLong(instant, zone)}, ${formatTime(instant, zone)}`;

/** "November 2026" of `2026-11`; a year alone stays a year. */
export function formatMonth(month: string): string {
  const found = /^(\d{4})(?:-(\d\d))?$/.exec(month);
  if (!found) throw new RangeError(`${month} is not a month written YYYY-MM`);
  return found[2] ? `${monthName(Number(found[2]))} ${found[1]}` : month;
}

/** "Januari" for 1 to "Desember" for 12. */
export function monthName(month: number): string {
  const name = months[month - 1];
  if (name === undefined) throw new RangeError(`There is no month ${month}`);
  return name;
}

/** "Senin" … "Minggu" */
export function weekdayName(day: string): string {
  return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]!;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  const { year, month, day: date } = partsOf(day);
  return isoDay(new Date(Date.UTC(year, month - 1, date + count)));
}

/** The same day of the month `count` months later, or that month's last: 31 January + 1 → 28 February. */
export function addMonths(day: string, count: number): string {
  const { year, month, day: date } = partsOf(day);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return isoDay(new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))));
}

/** Full years lived on `day`; someone born on 29 February turns a year older on 1 March. */
export function ageOn(birthDate: string, day: string): number {
  const birth = partsOf(birthDate);
  const on = partsOf(day);
  const before = on.month < birth.month || (on.month === birth.month && on.day < birth.day);
  return on.year - birth.year - (before ? 1 : 0);
}

const two = (value: number) => String(value).padStart(2, '0');
