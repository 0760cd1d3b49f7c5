import { type Column, columnsOf, headRows } from '#lib/domain/book-headings.ts';
import { type SheetRow, spreadsheetStream } from '#lib/server/platform/index.ts';
import { linesUnderTitle, nothingIn, remarkOn, signatureBlocks } from './book-words.ts';
import type { BookRow, TakenBook } from './taken-book.ts';

/** The book as a spreadsheet with its official head, piece by piece. */
export function writeBookSheet(taken: TakenBook): AsyncGenerator<Buffer> {
  const { headings, code } = taken.book;
  const columns = columnsOf(headings);
  // Title, two lines, an empty one; then the head and its numbers.
  const firstHead = 5;
  return spreadsheetStream(
    {
      name: `Buku ${code}`,
      widths: columns.map(({ width }) => Math.max(5, width * 1.7)),
      headRows: { from: firstHead, to: firstHead + headRows(headings).length },
      stickyColumns: 2,
    },
    sheetRows(taken, columns),
  );
}

async function* sheetRows(taken: TakenBook, columns: Column[]): AsyncGenerator<SheetRow> {
  const { book } = taken;
  const across = columns.length;
  yield [{ value: `${book.code} ${book.title.toUpperCase()}`, style: 'title' }];
  const [where, when] = linesUnderTitle(taken);
  yield [where!];
  yield [[when, remarkOn(taken)].filter(Boolean).join(' · ')];
  yield [];
  yield* headOf(taken, across);
  let none = true;
  for await (const rows of taken.chunks()) {
    for (const row of rows) {
      none = false;
      yield line(columns, row);
    }
  }
  if (none) yield [{ value: nothingIn(taken), style: 'framed', across }];
  if (taken.total) yield line(columns, taken.total);
  yield* feet(taken, across);
}

function* headOf({ book }: TakenBook, across: number): Generator<SheetRow> {
  for (const level of headRows(book.headings)) {
    const row: SheetRow[number][] = Array.from({ length: across }, () => ({
      value: '',
      style: 'heading',
    }));
    for (const { label, at, across: wide, down } of level)
      row[at] = { value: label.replaceAll('\u00ad', ''), style: 'heading', across: wide, down };
    yield row;
  }
  yield Array.from({ length: across }, (_, i) => ({ value: i + 1, style: 'heading' as const }));
}

const line = (columns: readonly Column[], row: BookRow): SheetRow =>
  columns.map(({ key }) => ({ value: row[key] ?? '', style: 'framed' }));

/** The two officials, side by side under the first and the last third of the columns. */
function* feet(taken: TakenBook, across: number): Generator<SheetRow> {
  const { head, secretary } = signatureBlocks(taken);
  const third = Math.floor(across / 3);
  const beside = (left: string, right: string): SheetRow => {
    const row: SheetRow[number][] = Array.from({ length: across }, () => null);
    row[0] = { value: left, style: 'centred', across: third };
    row[across - third] = { value: right, style: 'centred', across: third };
    return row;
  };
  yield [];
  yield beside(head.lines[0]!, secretary.lines[0]!);
  yield beside(head.lines[1]!, secretary.lines[1]!);
  yield [];
  yield [];
  yield [];
  yield beside(head.name, secretary.name);
  if (head.number || secretary.number) yield beside(head.number, secretary.number);
}
