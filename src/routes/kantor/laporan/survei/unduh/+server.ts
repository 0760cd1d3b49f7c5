import { withVillage } from '#lib/server/platform/index.ts';
import { writeReportDocument, writeReportSheet } from '#lib/server/reports/index.ts';
import { surveyReport, takeOutSurveyReport } from '#lib/server/surveys/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { sheetResponse } from '../../../spreadsheet.ts';
import { periodOf } from '../period.ts';
import type { RequestHandler } from './$types';

/** The survey's report as PDF, or as a spreadsheet where the address says so. */
export const GET: RequestHandler = async ({ locals: { village, visitor }, url }) => {
  const period = periodOf(url, village.timeZone);
  const format = url.searchParams.get('bentuk') === 'xlsx' ? 'xlsx' : 'pdf';
  const found = await withVillage(village.id, (tx) =>
    takeOutSurveyReport(tx, village, visitor, period, format),
  );
  const report = surveyReport(village, period, found);
  const name = `survei-kepuasan-${period.key.toLowerCase()}`;
  if (format === 'pdf')
    return fileResponse(
      Buffer.from(await writeReportDocument(village, report)),
      'application/pdf',
      `${name}.pdf`,
    );
  return sheetResponse(writeReportSheet('Survei kepuasan', report), `${name}.xlsx`);
};
