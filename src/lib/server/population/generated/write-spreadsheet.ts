import * as XLSX from '@e965/xlsx';
import type { Cell } from '#lib/domain/cell.ts';
import { COLUMNS, type RegisterRow } from '../columns.ts';

/** How a made-up spreadsheet is laid out. */
export interface SpreadsheetLayout {
  /** Legacy .xls instead of .xlsx; takes 65 535 residents. */
  xls?: boolean;
  sheetName?: string;
  /** Headings and the column of ours under each; OpenSID's own order otherwise. */
  headings?: readonly (readonly [string, keyof RegisterRow | undefined])[];
  /** Lines above the headings, as villages put titles there. */
  above?: readonly (readonly Cell[])[];
  /** Lines below the last resident. */
  below?: readonly (readonly Cell[])[];
}

/** A population spreadsheet with these rows, as bytes of an Excel file. */
export function writeSpreadsheet(
  rows: Iterable<RegisterRow>,
  layout: SpreadsheetLayout = {},
): Buffer {
  const headings = layout.headings ?? COLUMNS.map((key) => [key, key] as const);
  const lines: Cell[][] = (layout.above ?? []).map((line) => [...line]);
  lines.push(headings.map(([heading]) => heading));
  for (const row of rows) {
    lines.push(headings.map(([, key]) => (key && row[key] !== '' ? row[key] : null) ?? null));
  }
  for (const line of layout.below ?? []) lines.push([...line]);

  const sheet = XLSX.utils.aoa_to_sheet(lines, { dense: true, cellDates: true });
  const workbook = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(workbook, sheet, layout.sheetName ?? 'Data Penduduk');
  const bytes: unknown = XLSX.write(workbook, {
    type: 'buffer',
    bookType: layout.xls ? 'xls' : 'xlsx',
    // As Excel does; for .xls the library takes minutes over it.
    bookSST: !layout.xls,
    compression: true,
  });
  return bytes as Buffer;
}
