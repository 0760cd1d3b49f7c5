import { type Column, columnsOf, headRows } from '#lib/domain/book-headings.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { now, printableData, printableText, typesetParts } from '#lib/server/platform/index.ts';
import { linesUnderTitle, nothingIn, remarkOn, signatureBlocks } from './book-words.ts';
import type { BookRow, TakenBook } from './taken-book.ts';

/** What letter-types/layout/register.typ is given for each part, beside the number of its first page. */
interface BookPart {
  paper: 'A4' | 'F4';
  code: string;
  title: string;
  village: string;
  lines: string[];
  remark: string;
  levels: number;
  head: { label: string; at: number; level: number; across: number; down: number }[];
  widths: number[];
  aligns: string[];
  rows: string[][];
  total: string[] | null;
  empty: string;
  signers: ReturnType<typeof signatureBlocks> | null;
}

/** The width for the table, mm. */
const tableWidth = { A4: 273, F4: 306 };
/** Left free at both sides of a cell, mm. */
const inset = 2;

/** The book as PDF for landscape paper of the village. */
export async function writeBookDocument(taken: TakenBook): Promise<Uint8Array> {
  const parts: BookPart[] = [];
  for await (const rows of taken.chunks()) parts.push(partOf(taken, rows));
  if (parts.length === 0) parts.push(partOf(taken, []));
  const last = parts.at(-1)!;
  last.signers = printableData(signatureBlocks(taken));
  const columns = columnsOf(taken.book.headings);
  if (taken.total) last.total = cellsOf(taken, columns, taken.total);
  return typesetParts({
    layout: 'register.typ',
    parts,
    title: taken.book.title,
    createdAt: now(),
  });
}

function partOf(taken: TakenBook, rows: readonly BookRow[]): BookPart {
  const { village, book } = taken;
  const columns = columnsOf(book.headings);
  const levels = headRows(book.headings);
  return {
    paper: village.paper,
    code: book.code,
    levels: levels.length,
    head: levels.flatMap((row, level) => row.map((cell) => ({ ...cell, level }))),
    widths: columns.map(({ width }) => width),
    aligns: columns.map(({ align = 'left' }) => align),
    rows: rows.map((row) => cellsOf(taken, columns, row)),
    total: null,
    signers: null,
    ...printableData({
      title: book.title,
      village: villageTitle(village),
      lines: linesUnderTitle(taken),
      remark: remarkOn(taken),
      empty: nothingIn(taken),
    }),
  };
}

function cellsOf({ village }: TakenBook, columns: readonly Column[], row: BookRow): string[] {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const share = tableWidth[village.paper] / shares;
  return columns.map(({ key, width }) => {
    const value = row[key] ?? '';
    const words = typeof value === 'number' ? figure(value) : value;
    return fitted(words, width * share - inset);
  });
}

/** "1.250"; a figure of nothing is easier passed over as a dash. */
const figure = (value: number) => (value === 0 ? '-' : value.toLocaleString('id-ID'));

/** Text with places to break inside the words that are wider than their column. */
const fitted = (text: string, width: number): string =>
  printableText(text, Infinity)
    .split(/(?<=[\s/])/)
    .map((word) => (widthOf(word.trim()) > width ? printableText(word, 2) : word))
    .join('');

/** Of a word at 6.5 pt, mm, rather too wide than too narrow: capitals, figures, others. */
const widthOf = (word: string): number =>
  [...word].reduce((sum, c) => sum + (/[A-Z@&]/.test(c) ? 1.6 : /[\d•]/.test(c) ? 1.28 : 1.2), 0);
