import { type CellReading, cellText, isBlankCell } from '#lib/domain/cell.ts';
import {
  DIGITS_LOST,
  lostItsLastDigit,
  normaliseIdNumber,
  provesSixteenDigits,
} from '#lib/domain/id-number.ts';
import { parseDate } from '#lib/domain/parse-date.ts';
import { codeFrom, expectedOf, type ReferenceList } from '#lib/domain/reference-codes.ts';
import { type ColumnKey, columnTitle, ID_COLUMNS, type RegisterRow } from '../columns.ts';
import type { TableRow } from '../reading/find-table.ts';
import type { RowProblem } from './register-entry.ts';

/** What a row is read against. */
export interface RowContext {
  /** Today in the village, `YYYY-MM-DD`: nobody is born after it. */
  today: string;
  date1904: boolean;
  /** True for a sheet without the columns that a new resident needs: it only changes known ones. */
  onlyUpdates?: boolean;
  /** True when the sheet has columns about families themselves. */
  tellsOfFamilies?: boolean;
  /** How a column is headed in this file. */
  headingOf(key: ColumnKey): string;
}

/** What one writes into a cell to empty the field; a blank cell leaves it as it is. */
const CLEARS = '[hapus]';

/** The cells of one row, with what is wrong and what is odd about them. */
export interface RowReader {
  row: RegisterRow;
  context: RowContext;
  problems: RowProblem[];
  warnings: string[];
  /** '' for a blank cell and for the dashes that say nothing. */
  text(key: ColumnKey): string;
  isBlank(key: ColumnKey): boolean;
  /** True when the cell says that the field is to be emptied. */
  clears(key: ColumnKey): boolean;
  /** Puts a problem down: what should have stood there. */
  refuse(key: ColumnKey, expected: string): undefined;
  take<T>(key: ColumnKey, reading: CellReading<T>): T | undefined;
  code(key: ColumnKey, list: ReferenceList): number | undefined;
  date(key: ColumnKey): string | undefined;
  /** A number of 16 digits; whatever stands there must be one. */
  idNumber(key: ColumnKey, otherwise: string): string | undefined;
  /** A number of 16 digits, whole; undefined when it is none or its last digit is lost. */
  wholeIdNumber(key: ColumnKey): string | undefined;
  /** Says that the cell was not understood and is passed over. */
  passOver(key: ColumnKey): void;
}

/** Starts reading a row. */
export function readerOf({ number, row }: TableRow, context: RowContext): RowReader {
  const problems: RowProblem[] = [];
  const warnings: string[] = [];
  const proven = provesSixteenDigits(ID_COLUMNS.map((key) => row[key]));
  // Most columns of most rows are blank, and the others are asked for several times.
  const texts = new Map<string, string>();
  for (const key in row) {
    const text = cellText(row[key as ColumnKey]);
    if (!isBlankCell(text)) texts.set(key, text);
  }

  const refuse = (key: ColumnKey, expected: string): undefined => {
    const found = cellText(row[key]).slice(0, 80) || '(kosong)';
    problems.push({ row: number, column: context.headingOf(key), found, expected });
    return undefined;
  };
  const take = <T>(key: ColumnKey, reading: CellReading<T>): T | undefined =>
    reading.ok ? reading.value : refuse(key, reading.expected);

  return {
    row,
    context,
    problems,
    warnings,
    refuse,
    take,
    text: (key) => texts.get(key) ?? '',
    isBlank: (key) => !texts.has(key),
    clears: (key) => texts.get(key)?.toLowerCase() === CLEARS,
    code(key, list) {
      const text = texts.get(key);
      // OpenSID writes 0 where it knows nothing.
      if (text === undefined || text === '0') return undefined;
      return codeFrom(list, row[key]) ?? refuse(key, expectedOf(list));
    },
    date: (key) => (texts.has(key) ? take(key, parseDate(row[key], context)) : undefined),
    idNumber(key, otherwise) {
      const read = normaliseIdNumber(row[key]);
      if (!read.ok) return refuse(key, read.expected);
      if (lostItsLastDigit(read.value, proven)) return refuse(key, DIGITS_LOST);
      return read.value.digits === '' ? refuse(key, otherwise) : read.value.digits;
    },
    wholeIdNumber(key) {
      const read = normaliseIdNumber(row[key]);
      return read.ok && !lostItsLastDigit(read.value, proven) ? read.value.digits : undefined;
    },
    passOver(key) {
      warnings.push(`${columnTitle(key)} tidak terbaca dan dilewati`);
    },
  };
}
