import { type SheetRow, spreadsheetStream } from '#lib/server/platform/index.ts';
import type { Report } from './report.ts';

/** The report as a spreadsheet: one table under the other. `name` is the sheet's, at most 31 characters. */
export function writeReportSheet(name: string, report: Report): AsyncGenerator<Buffer> {
  return spreadsheetStream(
    { name, widths: [52, 16, 16, 16], headRows: { from: 1, to: 1 }, stickyColumns: 1 },
    [
      [{ value: report.title, style: 'title' }],
      ...report.lines.map((line): SheetRow => [line]),
      ...report.blocks.flatMap(({ title, note, columns, rows }): SheetRow[] => [
        [],
        [{ value: title, style: 'title' }],
        ...(note ? [[note]] : []),
        ...(columns.length ? [columns.map((value) => ({ value, style: 'heading' as const }))] : []),
        ...rows.map((row) => row.map((value) => ({ value, style: 'framed' as const }))),
      ]),
    ],
  );
}
