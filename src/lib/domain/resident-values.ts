import { formatDateLong, formatDateShort } from './dates-id.ts';
import { maskIdNumber, normaliseIdNumber } from './id-number.ts';
import { kkProblem } from './kk.ts';
import { nikProblem } from './nik.ts';
import { parseDate } from './parse-date.ts';
import { readPersonName } from './person-name.ts';
import { formatPhone, maskPhone, parsePhone } from './phone.ts';
import { labelOf } from './reference-codes.ts';
import {
  isResidentColumn,
  residentField,
  type FieldValue,
  type ResidentColumn,
  type ResidentValues,
} from './resident-fields.ts';
import { typedLine, typedText } from './typed-text.ts';

/** What a field's typed text means, or a sentence that says what to write instead. */
type Reading = { ok: true; value: FieldValue } | { ok: false; problem: string };

const read = (value: FieldValue): Reading => ({ ok: true, value });
const wrong = (problem: string): Reading => ({ ok: false, problem });

/**
 * A value as a form shows it, to be typed over. Masked numbers show masked: left as they are they
 * mean the number that was there.
 */
export function typedValue(column: ResidentColumn, value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  const { is } = residentField(column);
  switch (is.kind) {
    case 'date':
      return formatDateShort(String(value));
    case 'yes-no':
      return value ? '1' : '2';
    default:
      return masked(is.kind, String(value));
  }
}

/** A value in words, as pages tell it; '' for none. Areas are told by whoever knows them. */
export function tellValue(column: ResidentColumn, value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  const { is } = residentField(column);
  switch (is.kind) {
    case 'code':
      return labelOf(is.list, Number(value));
    case 'yes-no':
      return value ? is.yes : is.no;
    case 'date':
      return formatDateLong(String(value));
    case 'number':
      return [value, is.unit].filter((part) => part !== '').join(' ');
    default:
      return masked(is.kind, String(value));
  }
}

/** Values of fields that are masked on screens, in full for those who may see them. */
export function tellWhole(column: ResidentColumn, value: FieldValue | undefined): string {
  if (typeof value !== 'string' || !value) return tellValue(column, value);
  const { kind } = residentField(column).is;
  if (kind === 'phone') return parsePhone(value) ? formatPhone(value) : value;
  return kind === 'nik' || kind === 'kk' || kind === 'policy' ? value : tellValue(column, value);
}

function masked(kind: string, value: string): string {
  if (kind === 'phone') return parsePhone(value) ? maskPhone(value) : maskIdNumber(value);
  return kind === 'nik' || kind === 'kk' || kind === 'policy' ? maskIdNumber(value) : value;
}

/**
 * Reads the fields that were typed, by column name; others are passed over. A field that still says
 * what `present` shows is as it was, and is not judged: old data does not stand in the way of a
 * change of something else.
 * @param present empty for someone new, of whom every field is judged
 * @returns the values that differ from `present`, and a sentence for each field that cannot be read
 */
export function readResidentFields(
  typed: Readonly<Record<string, string>>,
  present: ResidentValues,
): { values: ResidentValues; problems: Partial<Record<ResidentColumn, string>> } {
  const values: ResidentValues = {};
  const problems: Partial<Record<ResidentColumn, string>> = {};
  for (const [column, text] of Object.entries(typed)) {
    if (!isResidentColumn(column)) continue;
    const before = present[column];
    if (before !== undefined && sameText(text, typedValue(column, before))) continue;
    const reading = readField(column, text);
    if (!reading.ok) problems[column] = reading.problem;
    else if (reading.value !== (before ?? residentField(column).whenEmpty))
      values[column] = reading.value;
  }
  return { values, problems };
}

/** Digits are grouped in fours as they are typed. */
const sameText = (typed: string, shown: string) =>
  typed.trim() === shown || typed.replace(/\s/g, '') === shown.replace(/\s/g, '');

function readField(column: ResidentColumn, text: string): Reading {
  const { is, required, whenEmpty, label } = residentField(column);
  const bare = is.kind === 'lines' ? typedText(text) : typedLine(text);
  if (bare === '') {
    const verb = is.kind === 'code' ? 'Pilih' : 'Isi';
    return required ? wrong(`${verb} ${inSentence(label)}.`) : read(whenEmpty);
  }
  switch (is.kind) {
    case 'line':
    case 'lines':
      return bare.length > is.longest
        ? wrong(`${label} paling panjang ${is.longest} huruf.`)
        : read(bare);
    case 'name': {
      const name = readPersonName(bare);
      return name.ok ? read(name.value) : wrong(`${label}: tulis ${name.expected}.`);
    }
    case 'code': {
      const known = is.list.entries.some(({ code }) => String(code) === bare);
      return known ? read(Number(bare)) : wrong(`Pilih ${inSentence(label)} dari daftar.`);
    }
    case 'yes-no':
      if (bare !== '1' && bare !== '2') return wrong(`Pilih ${inSentence(label)} dari daftar.`);
      return read(bare === '1');
    case 'date': {
      const date = parseDate(bare);
      if (!date.ok) return wrong(`${label}: tulis ${date.expected}.`);
      return read(date.value ?? whenEmpty);
    }
    case 'time': {
      const time = /^(\d{1,2})[:.](\d{2})$/.exec(bare);
      if (!time || Number(time[1]) > 23 || Number(time[2]) > 59)
        return wrong(`${label}: tulis jam dan menit seperti 04:30.`);
      return read(`${time[1]!.padStart(2, '0')}:${time[2]}`);
    }
    case 'number': {
      const value = Number(bare.replace(/\.(?=\d{3}$)/, ''));
      if (!Number.isInteger(value) || value < is.least || value > is.most)
        return wrong(`${label}: tulis angka ${is.least} sampai ${is.most}.`);
      return read(value);
    }
    case 'degrees': {
      const value = Number(bare.replace(',', '.'));
      if (!(value >= is.least && value <= is.most))
        return wrong(
          `${label}: tulis angka antara ${is.least} dan ${is.most}, letak di Indonesia.`,
        );
      return read(value);
    }
    case 'nik':
    case 'kk': {
      const id = normaliseIdNumber(bare);
      const digits = id.ok ? id.value.digits : bare;
      const problem = is.kind === 'nik' ? nikProblem(digits) : kkProblem(digits);
      return problem ? wrong(`${label}: tulis ${inSentence(problem)}.`) : read(digits);
    }
    case 'policy':
      return bare.length > 60 || !/^[\dA-Za-z./ -]+$/.test(bare)
        ? wrong(`${label}: tulis angka dan huruf saja, paling panjang 60.`)
        : read(bare);
    case 'phone': {
      const phone = parsePhone(bare);
      return phone ? read(phone) : wrong('Tulis nomor telepon seperti 0812-3456-7890.');
    }
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(bare) && bare.length <= 120
        ? read(bare)
        : wrong('Tulis alamat email seperti nama@contoh.id.');
    case 'area':
      return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(bare)
        ? read(bare)
        : wrong('Pilih dusun dan RT dari daftar.');
  }
}

/** A label inside a sentence. Abbreviations stay as they are: "NIK ayah", "nama ayah". */
export const inSentence = (words: string) =>
  /^[A-Z]{2}/.test(words) ? words : words[0]!.toLowerCase() + words.slice(1);
