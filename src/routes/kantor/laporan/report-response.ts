import { writeReportDocument, writeReportSheet, type Report } from '#lib/server/reports/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { sheetResponse } from '../spreadsheet.ts';

/** A report as the file that was asked for. `name` is the file's, without its ending. */
export async function reportResponse(
  village: VillageContext,
  report: Report,
  { format, sheet, name }: { format: 'pdf' | 'xlsx'; sheet: string; name: string },
): Promise<Response> {
  if (format === 'xlsx') return sheetResponse(writeReportSheet(sheet, report), `${name}.xlsx`);
  const document = Buffer.from(await writeReportDocument(village, report));
  return fileResponse(document, 'application/pdf', `${name}.pdf`);
}
