import { describe, expect, it } from 'vitest';
import { cellText } from '#lib/domain/cell.ts';
import { generatePeople } from '../../generated/generate-people.ts';
import { writeBip } from '../../generated/write-bip.ts';
import { writeSpreadsheet } from '../../generated/write-spreadsheet.ts';
import { readPopulation } from '../../importing/read-population.ts';
import type { RegisterEntry } from '../../importing/register-entry.ts';
import type { StagedRow, TableFacts } from '../../importing/staged-row.ts';
import { addressParts, familyFacts } from './family-line.ts';
import type { BipKind } from './kinds.ts';

const people = [...generatePeople({ count: 150 })].sort((a, b) =>
  cellText(a.no_kk).localeCompare(cellText(b.no_kk)),
);

async function read(file: Uint8Array) {
  let table: TableFacts | undefined;
  const rows: StagedRow[] = [];
  for await (const step of readPopulation(new Uint8Array(file), '2026-11-23')) {
    if (step.kind === 'table') table = step.table;
    if (step.kind === 'rows') rows.push(...step.rows);
  }
  return { table: table!, rows };
}

const IN_BOOKS = [
  'nik',
  'kk_number',
  'name',
  'sex',
  'birth_place',
  'birth_date',
  'religion',
  'marital_status',
  'relation',
  'education',
  'occupation',
  'blood_type',
  'mother_name',
  'father_name',
  'address',
  'hamlet',
  'rw',
  'rt',
] as const;

/** What a book tells of everyone, as the plain spreadsheet of the same people does. */
const told = (rows: readonly StagedRow[]) =>
  rows
    .map(({ data, problems }) => {
      expect(problems).toBeNull();
      const entry = JSON.parse(data) as RegisterEntry;
      return IN_BOOKS.map((key) => entry[key]);
    })
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

describe('the books of Dukcapil', () => {
  const kinds: [BipKind, string | undefined][] = [
    ['siak', 'SIAK'],
    ['bip-2016', 'BIP 2016'],
    ['bip-luwu-timur', 'BIP 2016 (Daftar Keluarga)'],
    ['bip-ektp', 'BIP KTP-el'],
    ['bip-2012', 'BIP 2012'],
  ];
  it.each(kinds)('%s: everyone in their family and place, nobody else', async (kind, form) => {
    const plain = await read(writeSpreadsheet(people));
    const { table, rows } = await read(writeBip(kind, people));
    expect(table.form).toBe(form);
    expect(table.onlyUpdates).toBe(false);
    expect(rows).toHaveLength(150);
    expect(told(rows)).toEqual(told(plain.rows));
    expect(new Set(rows.map(({ row }) => row)).size).toBe(150);
  });

  it('a plain spreadsheet is none of them', async () => {
    expect((await read(writeSpreadsheet(people.slice(0, 3)))).table.form).toBeUndefined();
  });
});

describe('a line about a family', () => {
  const facts = (...cells: string[]) => familyFacts({ number: 1, cells });
  it('is read wherever labels and values stand', () => {
    expect(facts('No. KK : 5207020102100004')).toEqual({ no_kk: '5207020102100004' });
    expect(facts('', 'NO.KK 5207020102100004')).toEqual({ no_kk: '5207020102100004' });
    expect(facts('Nomor KK', ':', '5207020102100004')).toEqual({ no_kk: '5207020102100004' });
    expect(facts('RT/RW :', '001/002')).toEqual({ rt: '001', rw: '002' });
    expect(facts('Dusun :', 'RT :', '3')).toEqual({ rt: '3' });
    expect(facts('Mengetahui,', 'Kepala Desa')).toBeUndefined();
    expect(facts('DUSUN LALAR, RW:001, RT:002')).toEqual({ dusun: 'LALAR', rw: '001', rt: '002' });
  });

  it('an address in one text is taken apart', () => {
    expect(addressParts('Alamat: JL. PANTAI NO. 1, GANG II, DSN. LALAR, RW.01, RT 2')).toEqual({
      alamat: 'JL. PANTAI NO. 1, GANG II',
      dusun: 'LALAR',
      rw: '01',
      rt: '2',
    });
  });
});
