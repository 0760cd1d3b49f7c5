import { expect, it } from 'vitest';
import { generatePeople } from '../generated/generate-people.ts';
import { guessColumns } from './guess-columns.ts';

const people = [...generatePeople({ count: 40 })];

it.each([
  ['Nomor Induk Kependudukan (NIK)', 'nik'],
  ['No.Kartu Keluarga', 'no_kk'],
  ['Nama Ayah Kandung', 'nama_ayah'],
  ['NIK Bapak', 'ayah_nik'],
  ['Tgl. Lahir Anak', 'tanggallahir'],
  ['Tempat/Kota Kelahiran', 'tempatlahir'],
  ['Jenis Kelamin (L/P)', 'sex'],
  ['Nomor HP aktif', 'telepon'],
  ['Nilai', null],
])('guesses %s by its words', (heading, key) => {
  expect(guessColumns([{ heading, values: [] }])).toEqual([key]);
});

it('guesses by what stands in the columns', () => {
  const column = (key: 'nik' | 'no_kk' | 'nama' | 'tanggallahir', heading: string) => ({
    heading,
    values: people.map((person) => person[key]),
  });
  const guesses = guessColumns([
    column('no_kk', 'A'),
    column('nama', 'B'),
    column('tanggallahir', 'C'),
    column('nik', 'D'),
    { heading: 'E', values: people.map(({ sex }) => (sex === 1 ? 'LAKI-LAKI' : 'PEREMPUAN')) },
    { heading: 'F', values: ['0812-3456-7890', '085712345678'] },
    { heading: 'G', values: ['1', '2', '3'] },
    { heading: 'H', values: [] },
  ]);
  expect(guesses).toEqual(['no_kk', 'nama', 'tanggallahir', 'nik', 'sex', 'telepon', null, null]);
});

it('guesses no column twice, and takes the surer one', () => {
  const values = people.map(({ nik }) => nik);
  expect(
    guessColumns([
      { heading: 'X', values },
      { heading: 'nik', values },
      { heading: 'NIK lama', values },
    ]),
  ).toEqual(['no_kk', 'nik', null]);
});
