import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '#lib/domain/cell.ts';
import { ALL_COLUMNS, type RegisterRow } from '../columns.ts';
import { generatePeople } from '../generated/generate-people.ts';
import { messUp } from '../generated/mess-up.ts';
import { startFileChecks } from './file-checks.ts';
import { readRow } from './read-row.ts';
import type { RowContext } from './row-reader.ts';

const context: RowContext = { today: '2026-11-23', date1904: false, headingOf: (key) => key };
const GOOD: RegisterRow = {
  nama: 'Siti Aminah',
  nik: '5207026311800003',
  no_kk: '5207020102100004',
  sex: 2,
  tempatlahir: 'Taliwang',
  tanggallahir: '23-11-1980',
  agama_id: 1,
  status_kawin: 2,
  kk_level: 3,
  dusun: 'Dusun Batu Putih',
};
const read = (changes: RegisterRow = {}) =>
  readRow({ number: 12, row: { ...GOOD, ...changes } }, context);
const problemsOf = (changes: RegisterRow) =>
  read(changes).problems.map(({ column, found, expected }) => [column, found, expected] as const);

it('reads a resident, without a word where nothing is odd', () => {
  expect(read()).toEqual({
    row: 12,
    problems: [],
    warnings: [],
    entry: {
      nik: '5207026311800003',
      nik_temporary: false,
      kk_number: '5207020102100004',
      name: 'SITI AMINAH',
      sex: 2,
      birth_place: 'Taliwang',
      birth_date: '1980-11-23',
      religion: 1,
      marital_status: 2,
      relation: 3,
      hamlet: 'BATU PUTIH',
      rw: '-',
      rt: '-',
    },
  });
});

it('tells all problems of a row at once, each with what was found', () => {
  const reading = read({
    nik: '52070',
    nama: '',
    sex: 'X',
    tanggallahir: '31-02-1980',
    agama_id: 77,
  });
  expect(reading.entry).toBeUndefined();
  expect(reading.problems.map(({ row, column, found }) => [row, column, found])).toEqual([
    [12, 'nama', '(kosong)'],
    [12, 'nik', '52070'],
    [12, 'sex', 'X'],
    [12, 'tanggallahir', '31-02-1980'],
    [12, 'agama_id', '77'],
  ]);
});

describe('refuses', () => {
  it.each<[keyof RegisterRow, Cell, string]>([
    ['nik', '', '16 angka, atau 0'],
    ['nik', '5207026311800000', '0000'],
    ['nik', 5207026311800000, 'angka terakhirnya hilang'],
    ['nik', '5.20703E+15', 'angka terakhirnya hilang'],
    ['no_kk', '123', '16 angka'],
    ['no_kk', '', '16 angka, atau 0'],
    ['sex', '', 'Laki-laki'],
    ['sex', 0, 'Laki-laki'],
    ['tanggallahir', '', '23-11-1980'],
    ['tanggallahir', '24-11-2026', 'masa depan'],
    ['tanggallahir', '01-01-1850', '1890'],
    ['pekerjaan_id', 'Astronaut', 'pekerjaan: angka atau kata'],
    ['status_kawin', '#N/A', 'status kawin'],
    ['tanggalperkawinan', '23-11-80', 'empat angka'],
    ['hamil', 'mungkin', 'hamil'],
  ])('%s: %s', (key, cell, expected) => {
    const problems = problemsOf({ [key]: cell });
    expect(problems).toHaveLength(1);
    expect(problems[0]![0]).toBe(key);
    expect(problems[0]![2]).toContain(expected);
  });
});

describe('numbers that a spreadsheet stored', () => {
  it('are taken when their last digit is not 0', () => {
    expect(read({ nik: 5207026311800003, no_kk: 5207020102100004 }).entry?.nik).toBe(
      '5207026311800003',
    );
  });

  it('that end in 0 are taken only beside one that proves no digit was lost', () => {
    expect(read({ nik: 5207026311800010, no_kk: 5207020102100004 }).entry?.nik).toBe(
      '5207026311800010',
    );
    expect(problemsOf({ nik: 5207026311800010, no_kk: 5207020102100000 })).toHaveLength(2);
    expect(problemsOf({ nik: 5207026311800010 })).toHaveLength(1);
  });
});

it('someone without NIK or KK has 0 there', () => {
  const { entry } = read({ nik: '0', no_kk: 0 });
  expect(entry).toMatchObject({ nik: null, nik_temporary: true });
  expect(entry).not.toHaveProperty('kk_number');
  expect(read({ nik: '0520702201500012' }).entry).toMatchObject({ nik_temporary: true });
});

it('says of blank cells nothing, and of zeros in coded columns neither', () => {
  const { entry } = read({ pekerjaan_id: 0, golongan_darah_id: '-', akta_lahir: ' ', rt: '-' });
  expect(Object.keys(entry!)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/occupation|blood_type|birth_certificate/)]),
  );
});

it('warns of what looks odd and takes it', () => {
  expect(read({ sex: 1 }).warnings).toEqual([
    'Tanggal dalam NIK (63) milik perempuan, padahal tercatat laki-laki',
  ]);
  expect(read({ no_kk: '5207026311800003' }).warnings).toEqual(['Nomor KK sama dengan NIK']);
  expect(read({ agama_id: '', tempatlahir: '' }).warnings).toEqual([
    'Tempat lahir kosong',
    'Agama kosong',
  ]);
  expect(read({ ayah_nik: '12', nama_ayah: 'Budi 2', lat: 70, lng: 10 }).warnings).toHaveLength(3);
});

it('reads parents, coordinates and neighbourhoods as offices write them', () => {
  expect(
    read({
      nama_ayah: 'Ahmad (alm)',
      nama_ibu: "Nur'aini",
      ayah_nik: 0,
      ibu_nik: "'5207025501550001",
      lat: '-8,7461',
      lng: 116.85,
      rw: 2,
      rt: 'RT. 01',
      hamil: 'Tidak',
    }).entry,
  ).toMatchObject({
    father_name: 'AHMAD',
    mother_name: "NUR'AINI",
    mother_nik: '5207025501550001',
    latitude: -8.7461,
    longitude: 116.85,
    rw: '002',
    rt: '001',
    pregnant: false,
  });
});

it('reads what the register knows beyond OpenSID’s spreadsheet', () => {
  const { entry, warnings } = read({
    status_penduduk: 'Tidak tetap',
    gelar_belakang: 'S.Pd.',
    telepon: '0812-3456-7890',
    email: 'siti@contoh.id',
    ket: 'Baris satu\r\n  baris dua ',
    waktu_lahir: 0.3125,
    berat_lahir: '3,2',
    kelahiran_anak_ke: 2,
    no_kk_sebelumnya: '5207020102100009',
    tanggal_cetak_ktp: '2020-02-03',
    no_rtm: 'RT-7',
    rtm_level: 'Kepala rumah tangga',
    terdaftar_dtks: 'Ya',
  });
  expect(warnings).toEqual([]);
  expect(entry).toMatchObject({
    residence: 2,
    title_after: 'S.Pd.',
    phone: '+6281234567890',
    email: 'siti@contoh.id',
    note: 'Baris satu\nbaris dua',
    birth_time: '07:30',
    birth_weight_g: 3200,
    birth_order: 2,
    previous_kk: '5207020102100009',
    id_card_printed_on: '2020-02-03',
    rtm_number: 'RT-7',
    household_relation: 1,
    rtm_social_data: true,
  });
  expect(read({ telepon: '12', email: 'bukan', no_kk_sebelumnya: '1' }).warnings).toHaveLength(3);
  expect(
    problemsOf({ waktu_lahir: 'pagi', berat_lahir: 50, terdaftar_dtks: 'mungkin', no_rtm: 1 }),
  ).toHaveLength(3);
});

it('takes a birth date that is said to be unknown, of someone who has a NIK', () => {
  expect(read({ tanggallahir: '00-00-0000' }).entry).toMatchObject({ birth_date: null });
  expect(problemsOf({ tanggallahir: '00-00-0000', nik: 0 })).toHaveLength(1);
});

it('of an update reads what is written, and empties only what says so', () => {
  const update = (row: RegisterRow) =>
    readRow({ number: 2, row }, { ...context, onlyUpdates: true });
  expect(update({ nik: GOOD.nik, pekerjaan_id: 'Guru', alamat: '-', telepon: '' })).toMatchObject({
    entry: { only_update: true, nik: GOOD.nik, nik_temporary: false, occupation: 65 },
    warnings: [],
  });
  expect(
    update({ nik: GOOD.nik, telepon: '[hapus]', alamat: '[HAPUS]', agama_id: '[hapus]' }).entry,
  ).toMatchObject({ phone: null, address: '', religion: null });
  const refused = update({
    nik: GOOD.nik,
    nama: '[hapus]',
    dusun: '[hapus]',
    status_dasar: '[hapus]',
  });
  expect(refused.problems.map(({ column }) => column)).toEqual(['nama', 'dusun', 'status_dasar']);
  expect(update({ nik: 0 }).problems).toHaveLength(1);
});

it('takes everyone the generator makes up, messy or not', () => {
  const people = [...generatePeople({ count: 2_000 })];
  for (const [index, row] of people.entries()) {
    expect(readRow({ number: index, row }, context)).toMatchObject({ problems: [], warnings: [] });
  }
  const messy = messUp(people);
  const readings = messy.rows.map((row, index) => readRow({ number: index, row }, context));
  expect(readings.filter(({ problems }) => problems.length > 0)).toHaveLength(messy.spoiled);
  const plain = (row: RegisterRow) => readRow({ number: 0, row }, context).entry;
  for (const [index, { entry }] of readings.entries()) {
    if (entry) expect(entry).toEqual(plain(people[index]!));
  }
});

it('never throws, whatever the cells hold: a row is an entry or problems', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt().map(String),
  );
  const row = fc.record(
    Object.fromEntries(ALL_COLUMNS.map((key) => [key, cell])) as Record<string, fc.Arbitrary<Cell>>,
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(row, (cells) => {
      const { entry, problems } = readRow({ number: 1, row: { ...cells } as RegisterRow }, context);
      expect(entry === undefined).toBe(problems.length > 0);
    }),
  );
});

describe('beside the other rows of a file', () => {
  const check = (...rows: RegisterRow[]) => {
    const checks = startFileChecks((key) => key);
    return rows.map((changes, index) =>
      checks.check(readRow({ number: index + 2, row: { ...GOOD, ...changes } }, context)),
    );
  };

  it('a NIK stands once: the first row has it, a refused row does not count', () => {
    const [first, second] = check({}, {});
    expect(first!.entry).toBeDefined();
    expect(second!.problems).toEqual([
      {
        row: 3,
        column: 'nik',
        found: '5207026311800003',
        expected: 'NIK yang belum dipakai; NIK ini sudah ada di baris 2',
      },
    ]);
    expect(check({ sex: 'X' }, {})[1]!.entry).toBeDefined();
  });

  it('someone without a NIK stands once', () => {
    const [, twin, other] = check({ nik: 0 }, { nik: 0 }, { nik: 0, nama: 'Siti Aminati' });
    expect(twin!.problems[0]!.expected).toContain('baris 2');
    expect(other!.entry).toBeDefined();
  });

  it('a family has one living head', () => {
    const rows = check(
      { nik: '5207026311800001', kk_level: 1 },
      { nik: '5207026311800002', kk_level: 1 },
      { nik: '5207026311800004', kk_level: 1, no_kk: '5207020102100005' },
    );
    expect(rows.map(({ problems }) => problems.map(({ column }) => column))).toEqual([
      [],
      ['kk_level'],
      [],
    ]);
    const widowed = check(
      { nik: '5207026311800001', kk_level: 1, status_dasar: 2 },
      { nik: '5207026311800002', kk_level: 1 },
    );
    expect(widowed.every(({ entry }) => entry)).toBe(true);
  });
});
