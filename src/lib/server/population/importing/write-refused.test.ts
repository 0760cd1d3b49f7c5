import * as XLSX from '@e965/xlsx';
import { expect, it } from 'vitest';
import type { RegisterRow } from '../columns.ts';
import { generatePeople } from '../generated/generate-people.ts';
import { messUp } from '../generated/mess-up.ts';
import { writeSpreadsheet } from '../generated/write-spreadsheet.ts';
import { readPopulation } from './read-population.ts';
import type { RowProblem } from './register-entry.ts';
import { type RefusedRow, writeRefused } from './write-refused.ts';

async function refusedOf(file: Uint8Array): Promise<RefusedRow[]> {
  const refused: RefusedRow[] = [];
  for await (const step of readPopulation(new Uint8Array(file), '2026-11-23')) {
    if (step.kind !== 'rows') continue;
    for (const { row, data, problems } of step.rows) {
      if (problems) {
        refused.push({
          row,
          cells: JSON.parse(data) as RegisterRow,
          problems: JSON.parse(problems) as RowProblem[],
        });
      }
    }
  }
  return refused;
}

const found = (rows: RefusedRow[]) =>
  rows.map(({ problems }) =>
    problems.map(({ column, found, expected }) => [column.toLowerCase(), found, expected]),
  );

it('comes back with the same problems, none gained and none lost', async () => {
  const messy = messUp(generatePeople({ count: 1_500 }), { every: 15 });
  // Under OpenSID's own headings, so that problems name columns the same way both times.
  const refused = await refusedOf(writeSpreadsheet(messy.rows));
  expect(refused).toHaveLength(messy.spoiled);
  const again = await refusedOf(await writeRefused(refused));
  expect(found(again)).toEqual(found(refused));
  expect(again.map(({ row }) => row)).toEqual(refused.map((_, index) => index + 2));
});

it('does not lend its last digit back to a number that lost it', async () => {
  const [person] = [...generatePeople({ count: 1 })];
  const rows = [{ ...person, nik: 5207026311800010, no_kk: '5207020102100004' }];
  const refused = await refusedOf(writeSpreadsheet(rows));
  expect(refused[0]!.problems[0]!.expected).toContain('angka terakhirnya hilang');
  const again = await refusedOf(await writeRefused(refused));
  expect(again[0]!.problems).toHaveLength(1);
});

it('tells the row and what to correct, keeps NIK and KK as text, and starts no formula', async () => {
  const problems = [{ row: 12, column: 'nik', found: '52070', expected: '16 angka' }];
  const cells = {
    nama: '=HYPERLINK("http://contoh.test")',
    nik: 5207026311800003,
    no_kk: '0012345678901234',
    tanggallahir: 29548,
    alamat: '-',
    suku: '+62',
    dusun: '@A1',
  };
  const book = XLSX.read(await writeRefused([{ row: 12, cells, problems }]), { type: 'buffer' });
  const sheet = book.Sheets[book.SheetNames[0]!]!;
  const [line] = XLSX.utils.sheet_to_json<Record<string, unknown>>(sheet, { rawNumbers: true });
  expect(line).toEqual({
    Baris: 12,
    Masalah: 'nik: tertulis "52070", seharusnya 16 angka',
    alamat: "'-",
    dusun: "'@A1",
    nama: '\'=HYPERLINK("http://contoh.test")',
    nik: '5207026311800003',
    no_kk: '0012345678901234',
    suku: "'+62",
    tanggallahir: '23-11-1980',
  });
  for (const [name, cell] of Object.entries(sheet)) {
    if (!name.startsWith('!')) expect(cell).not.toHaveProperty('f');
  }
});
