import { requireOfficer } from '#lib/domain/authority.ts';
import type { ReportPeriod } from '#lib/domain/report-period.ts';
import { sampleNeeded, surveyIndex, type SurveyIndex } from '#lib/domain/survey.ts';
import { ageWords, educationWords, occupationWords } from '#lib/domain/survey-respondent.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { countServed } from '#lib/server/letters/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { countRespondents, findSuggestions, sumScores } from './survey-store.ts';

/** What the survey of a stretch of days says. */
export interface SurveyReport {
  people: number;
  /** Services that were finished in these days: of whom the sample is taken. */
  served: number;
  /** How many of them must answer for the index to stand for all. */
  needed: number;
  /** Undefined where nobody answered. */
  result: SurveyIndex | undefined;
  /** Who answered, in groups. */
  profile: { title: string; rows: { label: string; people: number }[] }[];
  suggestions: string[];
}

/** For the office; the survey holds nobody's name. */
export async function readSurveyReport(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  period: ReportPeriod,
): Promise<SurveyReport> {
  requireOfficer(visitor, 'reports.read');
  const sums = await sumScores(tx, period);
  const served = await countServed(tx, period, village.timeZone);
  return {
    people: sums.people,
    served,
    needed: sampleNeeded(served),
    result: surveyIndex(sums),
    profile: profileOf(await countRespondents(tx, period)),
    suggestions: await findSuggestions(tx, period),
  };
}

/** The same to take out of the house; recorded. */
export async function takeOutSurveyReport(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  period: ReportPeriod,
  format: 'pdf' | 'xlsx',
): Promise<SurveyReport> {
  const report = await readSurveyReport(tx, village, visitor, period);
  await recordEvent(tx, village.id, visitor, {
    action: 'surveys.take-out',
    details: { period: period.words, format },
  });
  return report;
}

const kinds: readonly { kind: string; title: string; words?: Readonly<Record<string, string>> }[] =
  [
    { kind: 'sex', title: 'Jenis kelamin', words: { 1: 'Laki-laki', 2: 'Perempuan' } },
    { kind: 'age', title: 'Umur', words: ageWords },
    { kind: 'education', title: 'Pendidikan', words: educationWords },
    { kind: 'occupation', title: 'Pekerjaan', words: occupationWords },
    { kind: 'service', title: 'Jenis layanan' },
  ];

/** Groups in their own order, services by how many; groups that nobody is of are left out. */
function profileOf(counts: Awaited<ReturnType<typeof countRespondents>>) {
  return kinds.map(({ kind, title, words }) => {
    const own = counts.filter((count) => count.kind === kind);
    const keys = words ? Object.keys(words) : own.flatMap(({ value }) => value ?? []);
    const rows = keys.map((key) => ({
      label: words?.[key] ?? key,
      people: own.find(({ value }) => value === key)?.people ?? 0,
    }));
    const unknown = own.find(({ value }) => value === null)?.people ?? 0;
    return {
      title,
      rows: [...rows, { label: 'Tidak diketahui', people: unknown }].filter((row) => row.people),
    };
  });
}
