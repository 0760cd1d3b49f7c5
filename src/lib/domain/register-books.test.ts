import { expect, test } from 'vitest';
import { columnsOf, headRows } from './book-headings.ts';
import { bookKeys, registerBooks } from './register-books.ts';

test('the books have the columns of Permendagri 47/2016', () => {
  expect(
    bookKeys.map((key) => [registerBooks[key].code, columnsOf(registerBooks[key].headings).length]),
  ).toEqual([
    ['A.7', 11],
    ['A.8', 6],
    ['B.1', 16],
    ['B.2', 13],
    ['B.3', 33],
    ['B.4', 15],
    ['B.5', 19],
  ]);
});

test('people are the sum of the columns that the heading names', () => {
  const columns = columnsOf(registerBooks.rekapitulasi.headings);
  for (const name of ['start', 'end']) {
    const number = (key: string) => columns.findIndex((c) => c.key === `${name}.${key}`) + 1;
    expect(columns[number('people') - 1]!.label).toBe(
      `Jumlah jiwa (${number('families')}+${number('members')})`,
    );
  }
});

test.each(bookKeys)('the head of %s covers each column down to its last row', (key) => {
  const { headings } = registerBooks[key];
  const rows = headRows(headings);
  const count = columnsOf(headings).length;
  const covered = rows.map(() => new Array<number>(count).fill(0));
  rows.forEach((row, level) => {
    for (const { at, across, down } of row)
      for (let y = level; y < level + down; y += 1)
        for (let x = at; x < at + across; x += 1) covered[y]![x]! += 1;
  });
  expect(covered.flat().every((times) => times === 1)).toBe(true);
});

test('columns of a book have names of their own', () => {
  for (const key of bookKeys) {
    const names = columnsOf(registerBooks[key].headings).map((c) => c.key);
    expect(new Set(names).size).toBe(names.length);
  }
});
