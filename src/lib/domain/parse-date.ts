import { type Cell, type CellReading, cellText, isBlankCell, refused, understood } from './cell.ts';

const FORM = 'tanggal seperti 23-11-1980';

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'jan januari january',
    'feb peb februari pebruari february',
    'mar mrt maret march',
    'apr april',
    'mei may',
    'jun juni june',
    'jul juli july',
    'agu agt ags agus agust agustus aug august',
    'sep sept september',
    'okt oct oktober october',
    'nov nop november nopember',
    'des dec desember december',
  ].flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
);

/** How a spreadsheet counts days: Excel for Mac once counted from 1904 instead of 1900. */
export interface DateSystem {
  date1904?: boolean;
}

/**
 * Reads a date from a cell and gives it as `YYYY-MM-DD`; undefined for an empty cell.
 *
 * Understood: `23-11-1980`, `23/11/1980`, `23.11.1980`, `1980-11-23`, `23 November 1980`,
 * `23 Nov 1980` (Indonesian and English months), a spreadsheet's day number, and a Date.
 * Never guessed: years of two digits, month before day, a lone year, days that do not exist.
 */
export function parseDate(cell: Cell, system: DateSystem = {}): CellReading<string | undefined> {
  if (cell instanceof Date) return fromDate(cell);
  if (typeof cell === 'number') return fromDayNumber(cell, system);
  if (typeof cell === 'boolean') return refused(FORM);
  if (isBlankCell(cell)) return understood(undefined);

  // A midnight that a program wrote behind the date says nothing; any other time is not a date.
  const text = cellText(cell)
    .replace(/^['’]/, '')
    .replace(/[ T]00:00(:00(\.0+)?)?Z?$/i, '');
  if (/^[0/.-]+$/.test(text)) return understood(undefined);

  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (yearFirst) return fromParts(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);

  const dayFirst = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})$/.exec(text);
  if (dayFirst) return fromParts(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!);

  const named = /^(\d{1,2})[-/. ]*([a-z]+)\.?[-/., ]*(\d{4})$/i.exec(
    text.replace(/^[a-z']+, /i, ''),
  );
  if (named) {
    const month = MONTHS.get(named[2]!.toLowerCase());
    if (month === undefined) return refused(`${FORM}; nama bulan "${named[2]}" tidak dikenal`);
    return fromParts(named[3]!, String(month), named[1]!);
  }
  if (/^\d{1,2}[-/. ]*(\d{1,2}|[a-z]+)[-/. ]+'?\d{2}$/i.test(text)) {
    return refused(`${FORM}; tahunnya ditulis dengan empat angka`);
  }
  if (/^\d{4,5}$/.test(text)) return fromDayNumber(Number(text), system);
  return refused(FORM);
}

function fromParts(year: string, month: string, day: string): CellReading<string> {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m > 12 && d <= 12) return refused(`${FORM}: tanggal dahulu, lalu bulan, lalu tahun`);
  if (m < 1 || m > 12) return refused(`${FORM}; bulan ke-${m} tidak ada`);
  const iso = isoDate(y, m, d);
  return iso === undefined
    ? refused(`${FORM}; tanggal itu tidak ada di kalender`)
    : understood(iso);
}

function fromDayNumber(value: number, { date1904 = false }: DateSystem): CellReading<string> {
  const day = Math.floor(value);
  if (value >= 1800 && value <= 2200 && value === day) {
    return refused(`${FORM} yang lengkap, bukan hanya tahun`);
  }
  // Excel believes 29 February 1900 existed (day 60); no one counts from before it.
  if (!(day > 60) || day > 73_050) return refused(FORM);
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return understood(new Date(epoch + day * 86_400_000).toISOString().slice(0, 10));
}

function fromDate(value: Date): CellReading<string> {
  if (Number.isNaN(value.getTime())) return refused(FORM);
  // Programs put a calendar day at midnight, some in UTC and some in the machine's own zone, a few
  // seconds off at times: whichever midnight is near is the one that was meant.
  const nudged = new Date(value.getTime() + 60_000);
  const utcMidnight = nudged.getUTCHours() === 0 && nudged.getUTCMinutes() < 2;
  const iso = utcMidnight
    ? isoDate(nudged.getUTCFullYear(), nudged.getUTCMonth() + 1, nudged.getUTCDate())
    : isoDate(nudged.getFullYear(), nudged.getMonth() + 1, nudged.getDate());
  return iso === undefined ? refused(FORM) : understood(iso);
}

/** `YYYY-MM-DD` of a day that exists and that someone alive can mean; else undefined. */
function isoDate(year: number, month: number, day: number): string | undefined {
  if (year < 1800 || year > 9999) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
