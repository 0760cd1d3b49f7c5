import { withVillage } from '#lib/server/platform/index.ts';
import { surveyReport, takeOutSurveyReport } from '#lib/server/surveys/index.ts';
import { periodOf } from '../../period.ts';
import { reportResponse } from '../../report-response.ts';
import type { RequestHandler } from './$types';

/** The survey's report as PDF, or as a spreadsheet where the address says so. */
export const GET: RequestHandler = async ({ locals: { village, visitor }, url }) => {
  const period = periodOf(url, village.timeZone);
  const format = url.searchParams.get('bentuk') === 'xlsx' ? 'xlsx' : 'pdf';
  const found = await withVillage(village.id, (tx) =>
    takeOutSurveyReport(tx, village, visitor, period, format),
  );
  const report = surveyReport(village, period, found);
  return reportResponse(village, report, {
    format,
    sheet: 'Survei kepuasan',
    name: `survei-kepuasan-${period.key.toLowerCase()}`,
  });
};
