import { yearParts } from '#lib/domain/report-period.ts';
import { gradeOf, surveyElements } from '#lib/domain/survey.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { decimals, readSurveyReport, sampleWords } from '#lib/server/surveys/index.ts';
import { periodOf } from '../period.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const period = periodOf(url, village.timeZone);
  const report = await withVillage(village.id, (tx) =>
    readSurveyReport(tx, village, visitor, period),
  );
  const { result, people, profile, suggestions } = report;
  return {
    year: String(period.year),
    part: period.part,
    parts: yearParts,
    words: period.words,
    people,
    enough: people >= report.needed,
    sample: sampleWords(report),
    result: result && {
      index: decimals(result.index),
      grade: result.grade,
      elements: surveyElements.map(({ key, name }) => ({
        label: name,
        mean: decimals(result.means[key]),
        outOf100: decimals(result.means[key] * 25),
        grade: gradeOf(result.means[key] * 25).letter,
      })),
    },
    profile: profile.map(({ title, rows }) => ({
      title,
      rows: rows.map(({ label, people: of }) => ({ label, figures: [of] })),
    })),
    suggestions,
  };
};
