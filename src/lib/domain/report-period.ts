import { MONTHS } from './date-parts.ts';

/** Days of the village from the first to the last, both counted. */
export interface Days {
  from: string;
  to: string;
}

/** A stretch of days that a report covers. */
export interface ReportPeriod extends Days {
  /** As the address has it: "2026", "2026-S1", "2026-T3" or "2026-09". */
  key: string;
  /** "Triwulan III 2026" */
  words: string;
}

const parts = [
  { part: 'S1', words: 'Semester I', first: 1, months: 6 },
  { part: 'S2', words: 'Semester II', first: 7, months: 6 },
  { part: 'T1', words: 'Triwulan I', first: 1, months: 3 },
  { part: 'T2', words: 'Triwulan II', first: 4, months: 3 },
  { part: 'T3', words: 'Triwulan III', first: 7, months: 3 },
  { part: 'T4', words: 'Triwulan IV', first: 10, months: 3 },
  ...MONTHS.map((words, i) => ({ part: padded(i + 1), words, first: i + 1, months: 1 })),
];

/** The parts of a year that a report may cover, for a form. */
export const yearParts: readonly { value: string; label: string }[] = parts.map(
  ({ part, words }) => ({ value: part, label: words }),
);

/** A year, or a part of it; undefined when there is no such. */
export function reportPeriod(year: number, part = ''): ReportPeriod | undefined {
  if (!Number.isInteger(year) || year < 2000 || year > 2999) return undefined;
  if (part === '')
    return { key: `${year}`, from: `${year}-01-01`, to: `${year}-12-31`, words: `Tahun ${year}` };
  const found = parts.find((one) => one.part === part);
  if (!found) return undefined;
  const last = found.first + found.months - 1;
  return {
    key: `${year}-${part}`,
    from: `${year}-${padded(found.first)}-01`,
    to: `${year}-${padded(last)}-${padded(new Date(Date.UTC(year, last, 0)).getUTCDate())}`,
    words: `${found.words} ${year}`,
  };
}

/** As much of the year before it: the month, quarter, half or year that ends on the day before. */
export function periodBefore({ key }: ReportPeriod): ReportPeriod {
  const year = Number(key.slice(0, 4));
  const own = parts.find(({ part }) => part === key.slice(5));
  if (!own) return reportPeriod(year - 1)!;
  const alike = parts.filter(({ months }) => months === own.months);
  const earlier = alike[alike.indexOf(own) - 1];
  return earlier ? reportPeriod(year, earlier.part)! : reportPeriod(year - 1, alike.at(-1)!.part)!;
}

function padded(figure: number): string {
  return String(figure).padStart(2, '0');
}
