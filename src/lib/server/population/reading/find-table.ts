import { type Cell, cellText, isBlankCell } from '#lib/domain/cell.ts';
import {
  type ColumnKey,
  columnOfHeading,
  COLUMNS,
  columnTitle,
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
const HEADER_WITHIN = 60;

/** Fewer of our headings than this in a row are a coincidence. */
const HEADINGS_NEEDED = 4;

/** Columns of our own report of refused rows, which comes back corrected. */
const OWN_COLUMNS = /^(no|baris|masalah)$/i;

/**
 * Finds the sheet and the row that hold the headings, whatever the sheet is called and whatever
 * order they are in.
 * @throws UnreadableFile when no sheet has them, or when columns are missing without which no
 *   resident can be told from another
 */
export async function findTable(source: SheetSource): Promise<Table> {
  let best: Table | undefined;
  for (const sheetName of source.sheetNames) {
    const table = await findInSheet(source, sheetName);
    if (table && table.columns.size > (best?.columns.size ?? 0)) best = table;
  }
  if (!best) {
    throw new UnreadableFile(
      'Judul kolom tidak ditemukan. Baris judulnya harus memuat antara lain: ' +
        `${NEEDED_COLUMNS.join(', ')}.`,
    );
  }
  const missing = NEEDED_COLUMNS.filter((key) => !best.columns.has(key));
  if (missing.length > 0) {
    throw new UnreadableFile(
      `Kolom ini tidak ada di lembar "${best.sheetName}" baris ${best.headerRow}: ` +
        `${missing.map((key) => `${key} (${columnTitle(key)})`).join(', ')}. ` +
        'Tambahkan kolomnya, lalu coba lagi.',
    );
  }
  return best;
}

async function findInSheet(source: SheetSource, sheetName: string): Promise<Table | undefined> {
  let best: Table | undefined;
  let looked = 0;
  for await (const step of source.rows(sheetName)) {
    for (const { number, cells } of step) {
      const table = tableFrom(sheetName, number, cells);
      if (table.columns.size > (best?.columns.size ?? HEADINGS_NEEDED - 1)) best = table;
      looked += 1;
      if (looked === HEADER_WITHIN) return best;
    }
  }
  return best;
}

function tableFrom(sheetName: string, headerRow: number, cells: readonly Cell[]): Table {
  const columns = new Map<ColumnKey, { index: number; heading: string }>();
  const unknownHeadings: string[] = [];
  for (const [index, cell] of cells.entries()) {
    if (typeof cell !== 'string') continue;
    const heading = cellText(cell);
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
  const places = COLUMNS.flatMap((key) => {
    const place = table.columns.get(key);
    return place ? [[key, place.index] as const] : [];
  });
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
      if (Object.values(row).every(isBlankCell)) continue;
      if (count === 0 && numbersColumns({ number, cells })) continue;
      rows.push({ number, row });
      count += 1;
      if (count > READING_LIMITS.dataRows) throw new UnreadableFile(UNREADABLE.tooManyRows);
    }
    if (rows.length > 0) yield rows;
  }
}

function isNothing(cell: Cell): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

/** The database takes neither a zero character nor half of a character of two halves. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** Official tables number their columns in the row under the headings: 1, 2, 3 … */
function numbersColumns({ cells }: RawRow): boolean {
  const numbers = cells.filter((cell) => !isNothing(cell)).map((cell) => Number(cellText(cell)));
  return (
    numbers.length >= HEADINGS_NEEDED &&
    numbers.every((value, index) => index === 0 || value === numbers[index - 1]! + 1)
  );
}
