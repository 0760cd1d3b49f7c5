import { type Cell, cellText, isBlankCell } from '#lib/domain/cell.ts';
import { normaliseIdNumber } from '#lib/domain/id-number.ts';
import { parseDate } from '#lib/domain/parse-date.ts';
import { parsePhone } from '#lib/domain/phone.ts';
import * as codes from '#lib/domain/reference-codes.ts';
import { codeFrom } from '#lib/domain/reference-codes.ts';
import { type ColumnKey, columnOfHeading } from '../columns.ts';

/** A column as it stands in a file. */
export interface StandingColumn {
  heading: string;
  /** Some of its values, from the top. */
  values: readonly Cell[];
}

/** Words in headings that name a column wherever they stand. */
const WORDS: readonly (readonly [RegExp, ColumnKey])[] = [
  [/nik.*(ayah|bapak)/, 'ayah_nik'],
  [/nik.*ibu/, 'ibu_nik'],
  [/(ayah|bapak)/, 'nama_ayah'],
  [/\bibu\b/, 'nama_ibu'],
  [/\bn\.?i\.?k\b|induk kependudukan/, 'nik'],
  [/\bkk\b|kartu keluarga/, 'no_kk'],
  [/tempat.*lahir|tmp.*lahir/, 'tempatlahir'],
  [/(tanggal|tgl).*lahir/, 'tanggallahir'],
  [/kelamin|\bl ?\/ ?p\b|\bjk\b|gender|\bl atau p\b/, 'sex'],
  [/pekerjaan|profesi/, 'pekerjaan_id'],
  [/pendidikan/, 'pendidikan_kk_id'],
  [/kawin|nikah|perkawinan/, 'status_kawin'],
  [/hubungan|shdk|hub\b/, 'kk_level'],
  [/agama/, 'agama_id'],
  [/darah/, 'golongan_darah_id'],
  [/telepon|telp|\bhp\b|whatsapp|\bwa\b/, 'telepon'],
  [/e-?mail|surel/, 'email'],
  [/dusun|lingkungan|banjar|jorong/, 'dusun'],
  [/alamat/, 'alamat'],
  [/nama/, 'nama'],
];

/** Lists whose words tell a column by its contents; words that two lists share count for the first. */
const LISTS = [
  ['sex', codes.SEX],
  ['agama_id', codes.RELIGION],
  ['status_kawin', codes.MARITAL_STATUS],
  ['kk_level', codes.FAMILY_RELATION],
  ['pendidikan_kk_id', codes.EDUCATION],
  ['pekerjaan_id', codes.OCCUPATION],
  ['golongan_darah_id', codes.BLOOD_TYPE],
  ['warganegara_id', codes.CITIZENSHIP],
] as const;

/**
 * What each column is likely to be, by its heading and, where that says nothing, by its values. No
 * column of ours is guessed twice; a guess is only ever the choice that a form starts with.
 */
export function guessColumns(columns: readonly StandingColumn[]): (ColumnKey | null)[] {
  const guesses: (ColumnKey | null)[] = columns.map(() => null);
  const taken = new Set<ColumnKey>();
  // Surer ways first, over all columns: a heading that is ours outdoes a word in another.
  for (const way of [byHeading, byWords, byValues]) {
    for (const [index, column] of columns.entries()) {
      if (guesses[index]) continue;
      const guess = way(column).find((key) => !taken.has(key));
      if (guess === undefined) continue;
      guesses[index] = guess;
      taken.add(guess);
    }
  }
  return guesses;
}

function byHeading({ heading }: StandingColumn): ColumnKey[] {
  const key = columnOfHeading(heading);
  return key ? [key] : [];
}

function byWords({ heading }: StandingColumn): ColumnKey[] {
  const words = heading.toLowerCase().replace(/[_.]+/g, ' ');
  return WORDS.filter(([pattern]) => pattern.test(words))
    .map(([, key]) => key)
    .slice(0, 1);
}

function byValues({ values }: StandingColumn): ColumnKey[] {
  const written = values.filter((value) => !isBlankCell(value));
  if (written.length === 0) return [];
  const most = (test: (value: Cell) => boolean) =>
    written.filter(test).length >= 0.8 * written.length;

  if (most(isIdNumber)) {
    // A family's number stands in several rows, a person's in one.
    const distinct = new Set(written.map(cellText)).size;
    return distinct < written.length ? ['no_kk', 'nik'] : ['nik', 'no_kk'];
  }
  const words = most((value) => /\p{L}/u.test(cellText(value)));
  if (words) {
    const list = LISTS.find(([, entries]) =>
      most((value) => codeFrom(entries, value) !== undefined),
    );
    if (list) return [list[0]];
    if (most((value) => cellText(value).includes('@'))) return ['email'];
  }
  if (most((value) => typeof value === 'string' && isDate(value))) return ['tanggallahir'];
  if (most((value) => /^[+0]/.test(cellText(value)) && parsePhone(cellText(value)) !== undefined)) {
    return ['telepon'];
  }
  return words && most((value) => /^[\p{L} .,'’-]{4,}$/u.test(cellText(value))) ? ['nama'] : [];
}

function isIdNumber(value: Cell): boolean {
  const read = normaliseIdNumber(value);
  return read.ok && read.value.digits.length === 16;
}

function isDate(value: Cell): boolean {
  const read = parseDate(value);
  return read.ok && read.value !== undefined;
}
