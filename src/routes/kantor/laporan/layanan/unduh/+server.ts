import { withVillage } from '#lib/server/platform/index.ts';
import { serviceReport, takeOutServiceReport } from '#lib/server/service/index.ts';
import { periodOf } from '../../period.ts';
import { reportResponse } from '../../report-response.ts';
import type { RequestHandler } from './$types';

/** The service report as PDF, or as a spreadsheet where the address says so. */
export const GET: RequestHandler = async ({ locals: { village, visitor }, url }) => {
  const period = periodOf(url, village.timeZone, 'month');
  const format = url.searchParams.get('bentuk') === 'xlsx' ? 'xlsx' : 'pdf';
  const found = await withVillage(village.id, (tx) =>
    takeOutServiceReport(tx, village, visitor, period, format),
  );
  return reportResponse(village, serviceReport(village, period, found), {
    format,
    sheet: 'Laporan pelayanan',
    name: `laporan-pelayanan-${period.key.toLowerCase()}`,
  });
};
