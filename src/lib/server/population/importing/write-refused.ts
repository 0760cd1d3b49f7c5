import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { cellText } from '#lib/domain/cell.ts';
import { parseDate } from '#lib/domain/parse-date.ts';
import {
  ALL_COLUMNS,
  type ColumnKey,
  COLUMNS,
  DATE_COLUMNS,
  ID_COLUMNS,
  type RegisterRow,
} from '../columns.ts';
import { lostItsLastDigit, normaliseIdNumber, provesSixteenDigits } from '#lib/domain/id-number.ts';
import type { RowProblem } from './register-entry.ts';

/** A refused row: where it stood, what it held, and what is wrong with it. */
export interface RefusedRow {
  row: number;
  cells: RegisterRow;
  problems: readonly RowProblem[];
}

/**
 * The refused rows as a spreadsheet to correct and bring again: the register's columns as they
 * were, before them the row and its problems in two columns that are passed over when it comes back.
 * Cells are text, so that no NIK loses its digits and nothing is taken for a formula; only a number
 * whose digits are lost already stays a number, or it would come back as if it were whole.
 */
export async function writeRefused(rows: readonly RefusedRow[]): Promise<Buffer> {
  const columns = columnsFor(rows);
  const heading = (value: string) => ({ value, fontWeight: 'bold' as const });
  const sheet: SheetData = [
    [heading('Baris'), heading('Masalah'), ...columns.map(heading)],
    ...rows.map(({ row, cells, problems }) => [
      { value: row, type: Number },
      textCell(problems.map(told).join('; ')),
      ...registerCells(cells, columns),
    ]),
  ];
  return writeExcelFile(sheet, {
    sheet: 'Data Penduduk',
    columns: [{ width: 8 }, { width: 60 }, ...columns.map(() => ({ width: 18 }))],
    stickyRowsCount: 1,
    stickyColumnsCount: 2,
  }).toBuffer();
}

/** A problem as one reads it: `nik: tertulis "52070", seharusnya NIK yang terdiri dari tepat 16 angka`. */
function told({ column, found, expected }: RowProblem): string {
  return `${column}: tertulis "${found}", seharusnya ${expected}`;
}

/** OpenSID's columns, and of the further ones those that are used; for an empty sheet all. */
function columnsFor(rows: readonly RefusedRow[]): readonly ColumnKey[] {
  if (rows.length === 0) return ALL_COLUMNS;
  const used = new Set(rows.flatMap(({ cells }) => Object.keys(cells)));
  return ALL_COLUMNS.filter((key) => COLUMNS.includes(key) || used.has(key));
}

function registerCells(row: RegisterRow, columns: readonly ColumnKey[]): SheetData[number] {
  const proven = provesSixteenDigits(ID_COLUMNS.map((key) => row[key]));
  return columns.map((key) => {
    const cell = row[key];
    if (typeof cell !== 'number') return textCell(cellText(cell));
    if (ID_COLUMNS.includes(key)) {
      const read = normaliseIdNumber(cell);
      const whole = read.ok && !lostItsLastDigit(read.value, proven);
      return whole ? textCell(String(cell)) : { value: cell, type: Number, format: '0' };
    }
    const date = DATE_COLUMNS.includes(key) ? parseDate(cell) : undefined;
    return textCell(date?.ok && date.value ? dayFirst(date.value) : String(cell));
  });
}

const dayFirst = (iso: string): string => iso.split('-').reverse().join('-');

/** Text that no spreadsheet program takes for a formula. */
function textCell(value: string): SheetData[number][number] {
  const harmless = /^[=+@-]/.test(value) ? `'${value}` : value;
  return value === '' ? null : { value: harmless, type: String, format: '@' };
}
