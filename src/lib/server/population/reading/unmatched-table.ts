import { type Cell, cellText, isBlankCell } from '#lib/domain/cell.ts';
import { maskIdNumber } from '#lib/domain/id-number.ts';
import { type ColumnKey, columnOfHeading } from '../columns.ts';
import { HEADER_WITHIN, type Table } from './find-table.ts';
import { guessColumns } from './guess-columns.ts';
import type { RawRow, SheetSource } from './sheet-source.ts';

/** A table whose headings say too little: someone has to say which column is what. */
export interface UnmatchedTable {
  sheetName: string;
  /** 0 when the file starts with its first resident. */
  headerRow: number;
  columns: UnmatchedColumn[];
}

export interface UnmatchedColumn {
  heading: string;
  /** Its first values, numbers of 16 digits masked. */
  samples: string[];
  guess: ColumnKey | null;
}

/** Which column of ours each column is; null for one that is passed over. */
export interface ColumnMatching {
  sheetName: string;
  headerRow: number;
  columns: (ColumnKey | null)[];
  /** The headings that it was made for. */
  headings: string[];
}

/** A page of more columns than this helps nobody. */
const MOST_COLUMNS = 100;
const SAMPLES_SHOWN = 3;

/** The likeliest table of a workbook; undefined when none has two columns with something in them. */
export async function findUnmatched(source: SheetSource): Promise<UnmatchedTable | undefined> {
  let best: { table: UnmatchedTable; score: number } | undefined;
  for (const sheetName of source.sheetNames) {
    const rows = await firstRows(source, sheetName);
    const header = headerOf(rows);
    if (!header) continue;
    const table = describe(sheetName, header, rows);
    const known = table.columns.filter(({ guess }) => guess).length;
    const score = known * 1_000 + table.columns.length;
    if (score > (best?.score ?? 0)) best = { table, score };
  }
  return best?.table;
}

/** The table as it was matched. */
export function matchedTable({ sheetName, headerRow, columns, headings }: ColumnMatching): Table {
  return {
    sheetName,
    headerRow,
    columns: new Map(
      columns.flatMap((key, index) =>
        key ? [[key, { index, heading: headings[index] ?? key }] as const] : [],
      ),
    ),
    unknownHeadings: headings.filter((heading, index) => !columns[index] && heading !== ''),
  };
}

async function firstRows(source: SheetSource, sheetName: string): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const step of source.rows(sheetName)) {
    rows.push(...step);
    if (rows.length >= HEADER_WITHIN) break;
  }
  return rows.slice(0, HEADER_WITHIN);
}

const filled = (row: RawRow): number => row.cells.filter((cell) => !isBlankCell(cell)).length;

/** Most of our headings, else the first row that is about as wide as the table. */
function headerOf(rows: readonly RawRow[]): RawRow | undefined {
  const known = rows.map(
    ({ cells }) =>
      cells.filter((cell) => typeof cell === 'string' && columnOfHeading(cellText(cell))).length,
  );
  const most = Math.max(0, ...known);
  if (most >= 2) return rows[known.indexOf(most)];
  const width = Math.max(0, ...rows.map(filled));
  return width < 2 ? undefined : rows.find((row) => filled(row) >= Math.max(2, 0.6 * width));
}

function describe(sheetName: string, header: RawRow, rows: readonly RawRow[]): UnmatchedTable {
  const isData = header.cells.some((cell) => /^'?\d{16}$/.test(cellText(cell)));
  const data = rows.filter(
    ({ number }) => number > header.number || (isData && number === header.number),
  );
  const width = Math.min(
    MOST_COLUMNS,
    Math.max(...[header, ...data].map(({ cells }) => cells.length)),
  );
  const columns = Array.from({ length: width }, (_, index) => ({
    heading: isData ? `Kolom ${index + 1}` : cellText(header.cells[index]).slice(0, 100),
    values: data.map(({ cells }) => cells[index]),
  }));
  const guesses = guessColumns(columns);
  return {
    sheetName,
    headerRow: isData ? header.number - 1 : header.number,
    columns: columns.map(({ heading, values }, index) => ({
      heading,
      samples: samplesOf(values),
      guess: guesses[index] ?? null,
    })),
  };
}

function samplesOf(values: readonly Cell[]): string[] {
  const texts = values.filter((value) => !isBlankCell(value)).map(cellText);
  return [...new Set(texts)]
    .slice(0, SAMPLES_SHOWN)
    .map((text) => text.slice(0, 60).replace(/\d{16}/g, maskIdNumber));
}
