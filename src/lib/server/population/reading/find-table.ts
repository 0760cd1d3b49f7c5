import { type Cell, cellText, isBlankCell } from '#lib/domain/cell.ts';
import {
  ALL_COLUMNS,
  type ColumnKey,
  columnOfHeading,
  NEEDED_COLUMNS,
  type RegisterRow,
} from '../columns.ts';
import type { RawRow, SheetSource } from './sheet-source.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from './unreadable-file.ts';

/** Where the population table stands in a workbook. */
export interface Table {
  sheetName: string;
  headerRow: number;
  /** The columns of ours that the sheet has, with where they stand and how they are headed. */
  columns: ReadonlyMap<ColumnKey, { index: number; heading: string }>;
  /** Headings that are none of ours; their columns are not read. */
  unknownHeadings: readonly string[];
}

/** A data row by our columns. */
export interface TableRow {
  number: number;
  row: RegisterRow;
}

/** Villages put titles, logos and notes above the table; further down there is none to be found. */
export const HEADER_WITHIN = 60;

/** Fewer of our headings than this in a row are a coincidence. */
const HEADINGS_NEEDED = 4;

/** No heading of ours is longer. */
const LONGEST_HEADING = 100;

/** No field of ours holds more. */
const LONGEST_CELL = 5_000;

/** Who somebody is: a row with any of these is somebody, however badly written. */
const WHO: ReadonlySet<string> = new Set<ColumnKey>([
  'nik',
  'nama',
  'no_kk',
  'sex',
  'tanggallahir',
]);

/** Columns of our own report of refused rows, which comes back corrected. */
const OWN_COLUMNS = /^(no|baris|masalah)$/i;

/**
 * Finds the sheet and the row that hold the headings, whatever the sheet is called and whatever
 * order they are in. Undefined when no sheet has them: then someone has to say which column is what.
 */
export async function findTable(source: SheetSource): Promise<Table | undefined> {
  let best: Table | undefined;
  for (const sheetName of source.sheetNames) {
    const table = await findInSheet(source, sheetName);
    if (table && table.columns.size > (best?.columns.size ?? 0)) best = table;
  }
  return best;
}

/** True for a table that lacks what a new resident needs: it only changes residents by their NIK. */
export function isUpdate({ columns }: Table): boolean {
  return NEEDED_COLUMNS.some((key) => !columns.has(key));
}

async function findInSheet(source: SheetSource, sheetName: string): Promise<Table | undefined> {
  let best: Table | undefined;
  let looked = 0;
  for await (const step of source.rows(sheetName)) {
    for (const { number, cells } of step) {
      const table = tableFrom(sheetName, number, cells);
      if (isOurs(table) && table.columns.size > (best?.columns.size ?? 0)) best = table;
      looked += 1;
      if (looked === HEADER_WITHIN) return best;
    }
  }
  return best;
}

/** Without a NIK nobody can be told from another; few headings count where hardly others stand. */
function isOurs({ columns, unknownHeadings }: Table): boolean {
  if (!columns.has('nik') || columns.size < 2) return false;
  return columns.size >= HEADINGS_NEEDED || columns.size >= unknownHeadings.length;
}

function tableFrom(sheetName: string, headerRow: number, cells: readonly Cell[]): Table {
  const columns = new Map<ColumnKey, { index: number; heading: string }>();
  const unknownHeadings: string[] = [];
  for (const [index, cell] of cells.entries()) {
    if (typeof cell !== 'string') continue;
    const heading = cellText(cell).slice(0, LONGEST_HEADING);
    const key = columnOfHeading(heading);
    const standing = key && columns.get(key);
    // "Alamat" and "alamat kk" may stand side by side: the heading that is OpenSID's own wins.
    if (key && (!standing || (heading.toLowerCase() === key && standing.heading !== key))) {
      columns.set(key, { index, heading });
    } else if (heading !== '' && !OWN_COLUMNS.test(heading)) {
      unknownHeadings.push(heading);
    }
  }
  return { sheetName, headerRow, columns, unknownHeadings };
}

/**
 * The data rows of a table, in steps: from below the headings to the end or to a row that starts
 * with `###`. Rows without anything in our columns and rows that only number the columns are
 * passed over.
 * @throws UnreadableFile past the limit of rows
 */
export async function* tableRows(
  source: SheetSource,
  table: Table,
): AsyncGenerator<TableRow[], void, undefined> {
  const places = ALL_COLUMNS.flatMap((key) => {
    const place = table.columns.get(key);
    return place ? [[key, place.index] as const] : [];
  });
  const wholeRows = !isUpdate(table);
  let count = 0;
  let last = 0;
  for await (const step of source.rows(table.sheetName)) {
    const rows: TableRow[] = [];
    for (const { number, cells } of step) {
      // Two rows of one number would be taken for one: better refused than lost.
      if (number <= last) throw new UnreadableFile(UNREADABLE.broken);
      last = number;
      if (number <= table.headerRow) continue;
      if (cells.some((cell) => typeof cell === 'string' && cell.trim() === '###')) {
        if (rows.length > 0) yield rows;
        return;
      }
      const row: RegisterRow = {};
      for (const [key, index] of places) {
        const cell = cells[index];
        if (!isNothing(cell)) row[key] = typeof cell === 'string' ? storable(cell) : cell;
      }
      if (Object.values(row).every(isBlankCell) || (wholeRows && isBesideTheTable(row))) continue;
      if (count === 0 && numbersColumns({ number, cells })) continue;
      rows.push({ number, row });
      count += 1;
      if (count > READING_LIMITS.dataRows) throw new UnreadableFile(UNREADABLE.tooManyRows);
    }
    if (rows.length > 0) yield rows;
  }
}

/** A word or two in columns that do not say who somebody is: a signature below, a note between. */
function isBesideTheTable(row: RegisterRow): boolean {
  const said = Object.entries(row).filter(([, cell]) => !isBlankCell(cell));
  return said.length <= 2 && !said.some(([key]) => WHO.has(key));
}

function isNothing(cell: Cell): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** The database takes neither a zero character nor half of a character of two halves. */
export function storable(text: string): string {
  return text.slice(0, LONGEST_CELL).toWellFormed().replaceAll('\0', '');
}

/** Official tables number their columns in the row under the headings: 1, 2, 3 … */
function numbersColumns({ cells }: RawRow): boolean {
  const numbers = cells.filter((cell) => !isNothing(cell)).map((cell) => Number(cellText(cell)));
  return (
    numbers.length >= HEADINGS_NEEDED &&
    numbers.every((value, index) => index === 0 || value === numbers[index - 1]! + 1)
  );
}
