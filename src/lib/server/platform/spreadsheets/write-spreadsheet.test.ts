import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadsheetStream, type SheetRow } from './write-spreadsheet.ts';

const layout = {
  name: "Buku 'B.1'",
  widths: [8, 20],
  headRows: { from: 1, to: 1 },
  stickyColumns: 1,
};

async function readBack(rows: Iterable<SheetRow> | AsyncIterable<SheetRow>) {
  const pieces: Buffer[] = [];
  for await (const piece of spreadsheetStream(layout, rows)) pieces.push(piece);
  const book = XLSX.read(Buffer.concat(pieces), { cellFormula: true, cellStyles: true });
  return book.Sheets[book.SheetNames[0]!]!;
}

const cellsOf = (sheet: XLSX.WorkSheet) =>
  XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: null });

test('any text and number comes back as it was', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    // what begins like a formula is told apart below
    .filter((t) => !/^[=+@-]/.test(t) && !/[\r\uFFFE\uFFFF]/.test(t) && t.isWellFormed());
  const cell = fc.oneof(text, fc.integer());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
      async (rows) => {
        expect(cellsOf(await readBack(rows))).toEqual(rows);
      },
    ),
    { numRuns: 40 },
  );
});

test('nothing is a formula, and sixteen digits stay', async () => {
  const sheet = await readBack([
    ['=1+1', '+62'],
    ['@SUM', '-x'],
    ['-', '5207021506850003'],
  ]);
  expect(cellsOf(sheet)).toEqual([
    ["'=1+1", "'+62"],
    ["'@SUM", "'-x"],
    ['-', '5207021506850003'],
  ]);
  expect(Object.values(sheet).some((cell) => (cell as XLSX.CellObject).f)).toBe(false);
});

test('cells reach over others', async () => {
  const sheet = await readBack([
    [{ value: 'Judul', across: 2, down: 2 }, null],
    [null, null],
    ['a', 1],
  ]);
  expect(sheet['!merges']).toEqual([{ s: { c: 0, r: 0 }, e: { c: 1, r: 1 } }]);
});

test('rows are asked for as bytes are taken', async () => {
  let asked = 0;
  async function* rows() {
    for (; asked < 20_000; asked += 1) yield [asked, crypto.randomUUID().repeat(5)];
  }
  const stream = spreadsheetStream(layout, rows());
  for (let i = 0; i < 12; i += 1) await stream.next();
  expect(asked).toBeLessThan(20_000);
  await stream.return(undefined);
});

test('what fails while rows are made fails the reader', async () => {
  async function* rows(): AsyncGenerator<SheetRow> {
    yield ['a'];
    throw new Error('gone');
  }
  await expect(readBack(rows())).rejects.toThrow('gone');
});
