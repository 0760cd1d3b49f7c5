import { cellText } from '#lib/domain/cell.ts';
import * as codes from '#lib/domain/reference-codes.ts';
import { labelOf, type ReferenceList } from '#lib/domain/reference-codes.ts';
import { COLUMNS, type ColumnKey, columnTitle, type RegisterRow } from '../columns.ts';
import { type Random, seededRandom } from './random.ts';
import type { SpreadsheetLayout } from './write-spreadsheet.ts';

/** Rows as a hurried office would have typed them, and what was planted in them. */
export interface MessyPeople {
  rows: RegisterRow[];
  layout: SpreadsheetLayout;
  /** How many rows were spoiled beyond reading. */
  spoiled: number;
}

const IN_WORDS: readonly (readonly [ColumnKey, ReferenceList])[] = [
  ['sex', codes.SEX],
  ['agama_id', codes.RELIGION],
  ['pendidikan_kk_id', codes.EDUCATION],
  ['pendidikan_sedang_id', codes.SCHOOLING],
  ['pekerjaan_id', codes.OCCUPATION],
  ['status_kawin', codes.MARITAL_STATUS],
  ['kk_level', codes.FAMILY_RELATION],
  ['warganegara_id', codes.CITIZENSHIP],
  ['golongan_darah_id', codes.BLOOD_TYPE],
];

const MONTHS =
  'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember';

/**
 * The same residents, hard to read: headings shuffled and reworded, lines above and below, codes as
 * words, dates in every form, NIKs as numbers or with apostrophes and spaces; one row in `every`
 * spoiled so that it must be refused.
 */
export function messUp(people: Iterable<RegisterRow>, { seed = 7, every = 40 } = {}): MessyPeople {
  const random = seededRandom(seed);
  let spoiled = 0;
  const rows = Array.from(people, (person, index) => {
    const row = reworded(person, random);
    // A head of a family is left alone: the others are judged beside it.
    if (index % every !== every - 1 || person.kk_level === 1) return row;
    spoiled += 1;
    return { ...row, ...spoilt(random) };
  });
  const headings = shuffled([...COLUMNS], random).map(
    (key) => [random.chance(0.5) ? columnTitle(key) : key.toUpperCase(), key] as const,
  );
  return {
    rows,
    spoiled,
    layout: {
      sheetName: 'Sheet1',
      headings: [['No', undefined], ...headings, ['Keterangan lain', undefined]],
      above: [['DATA PENDUDUK DESA BATU PUTIH'], ['Kecamatan Taliwang'], []],
      below: [['###'], ['Mengetahui, Kepala Desa']],
    },
  };
}

function reworded(person: RegisterRow, random: Random): RegisterRow {
  const row = { ...person };
  for (const [key, list] of IN_WORDS) {
    const code = row[key];
    if (typeof code !== 'number' || random.chance(0.3)) continue;
    const word = labelOf(list, code);
    row[key] = random.chance(0.5) ? word.toUpperCase() : ` ${word} `;
  }
  const [day = '', month = '', year = ''] = cellText(row.tanggallahir).split('-');
  const iso = `${year}-${month}-${day}`;
  row.tanggallahir = random.pick([
    () => `${day}/${month}/${year}`,
    () => iso,
    () => `${Number(day)} ${MONTHS.split(' ')[Number(month) - 1]} ${year}`,
    () => Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000),
  ])();
  row.nik = idNumber(cellText(row.nik), random);
  row.no_kk = idNumber(cellText(row.no_kk), random);
  row.nama = random.chance(0.3) ? cellText(row.nama).toLowerCase() : `${cellText(row.nama)}  `;
  return row;
}

function idNumber(digits: string, random: Random): string | number {
  // As a number only where a spreadsheet would not have lost the last digit.
  const asNumber = !digits.endsWith('0') && Number.isSafeInteger(Number(digits));
  if (asNumber && random.chance(0.3)) return Number(digits);
  return random.pick([
    digits,
    `'${digits}`,
    ` ${digits} `,
    digits.replace(/(\d{6})(\d{6})/, '$1 $2 '),
  ]);
}

function spoilt(random: Random): RegisterRow {
  return random.pick<RegisterRow>([
    { nik: '520702151180' },
    { nik: '5.20702E+15' },
    { tanggallahir: '31-02-1980' },
    { tanggallahir: '23-11-80' },
    { sex: 'X' },
    { nama: '12345' },
    { agama_id: 99 },
    { no_kk: 'belum ada' },
  ]);
}

function shuffled<T>(items: T[], random: Random): T[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = random.between(0, index);
    [items[index], items[other]] = [items[other]!, items[index]!];
  }
  return items;
}
