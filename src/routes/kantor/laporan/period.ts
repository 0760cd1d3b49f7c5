import { villageDate } from '#lib/domain/dates-id.ts';
import { reportPeriod, type ReportPeriod } from '#lib/domain/report-period.ts';
import { now } from '#lib/server/platform/index.ts';

/** A period, with what stands for it in a form. */
export interface AskedPeriod extends ReportPeriod {
  year: number;
  part: string;
}

/**
 * The period that the address asks for; where it names none that there is, this year, or this month where
 * a report is usually of one.
 */
export function periodOf(
  { searchParams }: URL,
  timeZone: string,
  usually: 'year' | 'month' = 'year',
): AskedPeriod {
  const [thisYear, thisMonth] = villageDate(now(), timeZone).split('-') as [string, string];
  const typed = searchParams.get('tahun') ?? '';
  const asked = /^\d{4}$/.test(typed) ? Number(typed) : undefined;
  const part = searchParams.get('bagian') ?? '';
  const found =
    asked === undefined && part === '' ? undefined : reportPeriod(asked ?? +thisYear, part);
  const usual = usually === 'month' ? thisMonth : '';
  const period = found ?? reportPeriod(+thisYear, usual)!;
  return { ...period, year: Number(period.key.slice(0, 4)), part: period.key.slice(5) };
}
