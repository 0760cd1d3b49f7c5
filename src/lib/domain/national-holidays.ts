import { addDays } from './dates-id.ts';

/** A day on which the office is closed. */
export interface Holiday {
  /** `YYYY-MM-DD` */
  day: string;
  name: string;
}

/** A national holiday; one that was only reckoned may be decreed for the day before or after. */
export type NationalHoliday = Holiday & { reckoned: boolean };

/**
 * National holidays of a year (Keppres 8/2024 article 1) in their order. Those of the moon are set
 * anew each year by three ministers together; here they are reckoned (Umm al-Qura and Chinese
 * calendars, Easter by the Gregorian computus), and the village takes over what the decree says.
 * Nyepi and Waisak follow calendars that are not reckoned here, nor are days of joint leave: the
 * village adds those itself.
 */
export function nationalHolidays(year: number): NationalHoliday[] {
  const fixed = (monthDay: string, name: string) => ({
    day: `${year}-${monthDay}`,
    name,
    reckoned: false,
  });
  const easter = easterSunday(year);
  const byMoon = (calendar: string, month: number, day: number, names: readonly string[]) =>
    daysOf(calendar, month, day, year).flatMap((first) =>
      names.map((name, index) => ({ day: addDays(first, index), name, reckoned: true })),
    );
  const islamic = 'islamic-umalqura';
  return [
    fixed('01-01', 'Tahun Baru Masehi'),
    fixed('05-01', 'Hari Buruh Internasional'),
    fixed('06-01', 'Hari Lahir Pancasila'),
    fixed('08-17', 'Hari Kemerdekaan Republik Indonesia'),
    fixed('12-25', 'Kelahiran Yesus Kristus'),
    { day: addDays(easter, -2), name: 'Wafat Yesus Kristus', reckoned: false },
    { day: easter, name: 'Kebangkitan Yesus Kristus (Paskah)', reckoned: false },
    { day: addDays(easter, 39), name: 'Kenaikan Yesus Kristus', reckoned: false },
    ...byMoon('chinese', 1, 1, ['Tahun Baru Imlek']),
    ...byMoon(islamic, 7, 27, ['Isra Mikraj Nabi Muhammad saw.']),
    ...byMoon(islamic, 10, 1, ['Idulfitri hari pertama', 'Idulfitri hari kedua']),
    ...byMoon(islamic, 12, 10, ['Iduladha']),
    ...byMoon(islamic, 1, 1, ['Tahun Baru Islam']),
    ...byMoon(islamic, 3, 12, ['Maulid Nabi Muhammad saw.']),
  ].sort((one, other) => one.day.localeCompare(other.day));
}

/** The days of a Gregorian year that are that day of that month in another calendar: none, one or two. */
function daysOf(calendar: string, month: number, day: number, year: number): string[] {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const days: string[] = [];
  for (let one = `${year}-01-01`; one.startsWith(String(year)); one = addDays(one, 1)) {
    const parts = format.formatToParts(new Date(`${one}T00:00:00Z`));
    const part = (type: string) => parts.find((found) => found.type === type)?.value;
    if (part('month') === String(month) && part('day') === String(day)) days.push(one);
  }
  return days;
}

/** Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  const month = String(Math.floor(sum / 31)).padStart(2, '0');
  const day = String((sum % 31) + 1).padStart(2, '0');
  return `${year}-${month}-${day}`;
}
