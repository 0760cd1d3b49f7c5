import type { ReportPeriod } from '#lib/domain/report-period.ts';
import { gradeOf, surveyElements } from '#lib/domain/survey.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import type { Report } from '#lib/server/reports/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { SurveyReport } from './read-report.ts';

/** "88,31" */
export const decimals = (figure: number) =>
  figure.toLocaleString('id-ID', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Whether enough people answered, in a sentence. */
export const sampleWords = ({ people, served, needed }: SurveyReport): string =>
  people >= needed
    ? `Dijawab ${people} orang dari ${served} layanan yang selesai; cukup untuk mewakili semuanya (paling sedikit ${needed}).`
    : `Dijawab ${people} orang dari ${served} layanan yang selesai; belum cukup untuk mewakili semuanya (perlu ${needed}).`;

/** The survey as a report to print and to calculate with. */
export function surveyReport(
  village: VillageContext,
  period: ReportPeriod,
  found: SurveyReport,
): Report {
  const { result, profile, suggestions } = found;
  return {
    title: 'Survei Kepuasan Masyarakat',
    lines: [
      villageTitle(village),
      period.words,
      'Menurut Peraturan Menteri PANRB Nomor 14 Tahun 2017; bobot setiap unsur 1/9.',
      sampleWords(found),
    ],
    blocks: result
      ? [
          {
            title: `Indeks ${decimals(result.index)}: mutu ${result.grade.letter} (${result.grade.words.toLowerCase()})`,
            columns: ['Unsur', 'Nilai rata-rata', 'Dari 100', 'Mutu'],
            rows: surveyElements.map(({ key, name }) => {
              const outOf100 = result.means[key] * 25;
              return [
                name,
                decimals(result.means[key]),
                decimals(outOf100),
                gradeOf(outOf100).letter,
              ];
            }),
          },
          ...profile.map(({ title, rows }) => ({
            title: `Penjawab menurut ${title.toLowerCase()}`,
            columns: [title, 'Orang'],
            rows: rows.map(({ label, people }) => [label, people]),
          })),
          {
            title: 'Saran',
            columns: [],
            rows: suggestions.length ? suggestions.map((words) => [words]) : [['Tidak ada saran.']],
          },
        ]
      : [{ title: 'Belum ada jawaban', columns: [], rows: [] }],
  };
}
