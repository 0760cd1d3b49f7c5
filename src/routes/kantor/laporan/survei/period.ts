import { villageDate } from '#lib/domain/dates-id.ts';
import { reportPeriod, type ReportPeriod } from '#lib/domain/report-period.ts';
import { now } from '#lib/server/platform/index.ts';

/** The period that the address asks for; this year where it names none that there is. */
export function periodOf({ searchParams }: URL, timeZone: string): ReportPeriod & { year: number } {
  const thisYear = Number(villageDate(now(), timeZone).slice(0, 4));
  const typed = searchParams.get('tahun') ?? '';
  const year = /^\d{4}$/.test(typed) ? Number(typed) : thisYear;
  const found = reportPeriod(year, searchParams.get('bagian') ?? '');
  return { ...(found ?? reportPeriod(thisYear)!), year: found ? year : thisYear };
}
