import type { Cell } from '#lib/domain/cell.ts';

/** A row as it stands in the sheet. Cells that were empty may be holes. */
export interface RawRow {
  /** Counted as the spreadsheet program shows it, from 1. */
  number: number;
  cells: Cell[];
}

/** An opened workbook. */
export interface SheetSource {
  /** True when days are counted from 1904 (old Excel for Mac). */
  date1904: boolean;
  sheetNames: readonly string[];
  /** The rows of a sheet that hold anything, in steps of as many as are at hand. */
  rows(sheetName: string): AsyncGenerator<RawRow[], void, undefined>;
}
