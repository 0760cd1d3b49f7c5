import { type Cell, type CellReading, cellText, isBlankCell } from '#lib/domain/cell.ts';
import {
  DIGITS_LOST,
  lostItsLastDigit,
  normaliseIdNumber,
  provesSixteenDigits,
} from '#lib/domain/id-number.ts';
import { kkProblem, kkWarnings } from '#lib/domain/kk.ts';
import { readHamlet, readNeighbourhood } from '#lib/domain/neighbourhood.ts';
import { isTemporaryNik, nikProblem, nikWarnings } from '#lib/domain/nik.ts';
import { parseDate } from '#lib/domain/parse-date.ts';
import { readPersonName } from '#lib/domain/person-name.ts';
import * as codes from '#lib/domain/reference-codes.ts';
import { codeFrom, expectedOf, type ReferenceList } from '#lib/domain/reference-codes.ts';
import { type ColumnKey, columnTitle, ID_COLUMNS } from '../columns.ts';
import type { TableRow } from '../reading/find-table.ts';
import type { RegisterEntry, RowReading } from './register-entry.ts';

/** What a row is read against. */
export interface RowContext {
  /** Today in the village, `YYYY-MM-DD`: nobody is born after it. */
  today: string;
  date1904: boolean;
  /** How a column is headed in this file. */
  headingOf(key: ColumnKey): string;
}

/** Coded columns and what they fill. */
const CODED = [
  ['agama_id', 'religion', codes.RELIGION],
  ['pendidikan_kk_id', 'education', codes.EDUCATION],
  ['pendidikan_sedang_id', 'studying', codes.SCHOOLING],
  ['pekerjaan_id', 'occupation', codes.OCCUPATION],
  ['status_kawin', 'marital_status', codes.MARITAL_STATUS],
  ['kk_level', 'relation', codes.FAMILY_RELATION],
  ['warganegara_id', 'citizenship', codes.CITIZENSHIP],
  ['golongan_darah_id', 'blood_type', codes.BLOOD_TYPE],
  ['cacat_id', 'disability', codes.DISABILITY],
  ['cara_kb_id', 'contraception', codes.CONTRACEPTION],
  ['ktp_el', 'id_card', codes.ID_CARD],
  ['status_rekam', 'id_card_recording', codes.ID_CARD_RECORDING],
  ['status_dasar', 'basic_status', codes.BASIC_STATUS],
  ['id_asuransi', 'insurance', codes.HEALTH_INSURANCE],
] as const;

const DATES = [
  ['tanggal_akhir_paspor', 'passport_until'],
  ['tanggalperkawinan', 'married_on'],
  ['tanggalperceraian', 'divorced_on'],
] as const;

/** Free text and the most letters kept of it. */
const TEXTS = [
  ['tempatlahir', 'birth_place', 100],
  ['alamat', 'address', 200],
  ['alamat_sekarang', 'current_address', 200],
  ['akta_lahir', 'birth_certificate', 60],
  ['dokumen_pasport', 'passport', 60],
  ['dokumen_kitas', 'stay_permit', 60],
  ['akta_perkawinan', 'marriage_certificate', 60],
  ['akta_perceraian', 'divorce_certificate', 60],
  ['suku', 'ethnicity', 60],
  ['tag_id_card', 'id_card_tag', 30],
  ['no_asuransi', 'insurance_number', 60],
] as const;

/** Columns that are seldom blank in good data; a resident goes in without them, with a word. */
const MISSED: readonly ColumnKey[] = ['tempatlahir', 'agama_id', 'status_kawin', 'dusun'];

/**
 * Reads one row of the population spreadsheet: a resident with family and place, or every problem
 * of the row at once. Blank is allowed everywhere but in name, NIK, KK, sex and birth date; what is
 * written must be understood. Parents' details and coordinates that are not are left out with a
 * warning, since they say nothing about who the resident is.
 */
export function readRow({ number, row }: TableRow, context: RowContext): RowReading {
  const problems: RowReading['problems'] = [];
  const warnings: string[] = [];

  const refuse = (key: ColumnKey, expected: string): undefined => {
    const found = cellText(row[key]).slice(0, 80) || '(kosong)';
    problems.push({ row: number, column: context.headingOf(key), found, expected });
    return undefined;
  };
  const take = <T>(key: ColumnKey, reading: CellReading<T>): T | undefined =>
    reading.ok ? reading.value : refuse(key, reading.expected);

  const code = (key: ColumnKey, list: ReferenceList): number | undefined => {
    const cell = row[key];
    // OpenSID writes 0 where it knows nothing.
    if (isBlankCell(cell) || cellText(cell) === '0') return undefined;
    return codeFrom(list, cell) ?? refuse(key, expectedOf(list));
  };
  const date = (key: ColumnKey): string | undefined => take(key, parseDate(row[key], context));

  const keepsSixteenDigits = provesSixteenDigits(ID_COLUMNS.map((key) => row[key]));
  const idNumber = (key: ColumnKey, otherwise: string): string | undefined => {
    const read = normaliseIdNumber(row[key]);
    if (!read.ok) return refuse(key, read.expected);
    if (lostItsLastDigit(read.value, keepsSixteenDigits)) return refuse(key, DIGITS_LOST);
    return read.value.digits === '' ? refuse(key, otherwise) : read.value.digits;
  };

  const name = take('nama', readPersonName(row.nama));
  const nik = knownNumber(idNumber('nik', '16 angka, atau 0 bila belum punya NIK'));
  if (nik) {
    const problem = nikProblem(nik);
    if (problem) refuse('nik', `${problem}; tulis 0 bila belum punya NIK`);
  }
  const kk = knownNumber(idNumber('no_kk', '16 angka, atau 0 bila belum punya KK'));
  if (kk) {
    const problem = kkProblem(kk);
    if (problem) refuse('no_kk', `${problem}; tulis 0 bila belum punya KK`);
  }
  const sex = codeFrom(codes.SEX, row.sex) ?? refuse('sex', expectedOf(codes.SEX));
  const birthDate = readBirthDate();

  const filled: Partial<RegisterEntry> = {};
  for (const [key, column, list] of CODED) assign(filled, column, code(key, list));
  for (const [key, column] of DATES) assign(filled, column, date(key));
  for (const [key, column, longest] of TEXTS) {
    if (!isBlankCell(row[key])) filled[column] = cellText(row[key]).slice(0, longest);
  }
  const pregnant = code('hamil', codes.PREGNANT);
  if (pregnant !== undefined) filled.pregnant = pregnant === 1;
  readPlace();
  readParents();
  readCoordinates();

  for (const key of MISSED) {
    if (isBlankCell(row[key])) warnings.push(`${columnTitle(key)} kosong`);
  }
  if (kk && filled.relation === undefined && isBlankCell(row.kk_level)) {
    warnings.push('Hubungan dalam keluarga kosong');
  }
  if (name && name.length > 60) warnings.push('Nama lebih dari 60 huruf');

  if (problems.length > 0 || name === undefined || sex === undefined || birthDate === undefined) {
    return { row: number, problems, warnings: [] };
  }
  if (nik) {
    warnings.push(...nikWarnings(nik, { sex: sex as 1 | 2, birthDate }).map(sentence));
  }
  if (kk) warnings.push(...kkWarnings(kk, nik ?? undefined).map(sentence));
  const entry: RegisterEntry = {
    nik: nik ?? null,
    nik_temporary: !nik || isTemporaryNik(nik),
    ...(kk && { kk_number: kk }),
    name,
    sex: sex as 1 | 2,
    birth_date: birthDate,
    ...filled,
  };
  return { row: number, entry, problems, warnings };

  function readBirthDate(): string | undefined {
    const read = parseDate(row.tanggallahir, context);
    if (!read.ok) return refuse('tanggallahir', read.expected);
    if (read.value === undefined) return refuse('tanggallahir', 'tanggal seperti 23-11-1980');
    if (read.value > context.today) {
      return refuse('tanggallahir', 'tanggal lahir yang sudah lewat, bukan tanggal di masa depan');
    }
    if (read.value < '1890') return refuse('tanggallahir', 'tanggal lahir sejak tahun 1890');
    return read.value;
  }

  function readPlace(): void {
    const hamlet = readHamlet(row.dusun);
    if (hamlet === '') return;
    filled.hamlet = hamlet;
    filled.rw = readNeighbourhood(row.rw);
    filled.rt = readNeighbourhood(row.rt);
  }

  function readParents(): void {
    for (const [nikKey, nameKey, nikColumn, nameColumn] of [
      ['ayah_nik', 'nama_ayah', 'father_nik', 'father_name'],
      ['ibu_nik', 'nama_ibu', 'mother_nik', 'mother_name'],
    ] as const) {
      if (!isBlankCell(row[nikKey])) {
        const read = normaliseIdNumber(row[nikKey]);
        const digits = read.ok ? read.value.digits : '?';
        const lost = read.ok && lostItsLastDigit(read.value, keepsSixteenDigits);
        if (!lost && nikProblem(digits) === undefined) filled[nikColumn] = digits;
        else if (!/^0*$/.test(digits)) {
          warnings.push(`${columnTitle(nikKey)} tidak terbaca dan dilewati`);
        }
      }
      if (!isBlankCell(row[nameKey])) {
        // The dead are marked behind their names.
        const bare = cellText(row[nameKey]).replace(
          /\s*\(?\b(alm|almh|almarhum|almarhumah)\b\.?\)?$/i,
          '',
        );
        const read = readPersonName(bare);
        if (read.ok) filled[nameColumn] = read.value;
        else warnings.push(`${columnTitle(nameKey)} tidak terbaca dan dilewati`);
      }
    }
  }

  function readCoordinates(): void {
    if (isBlankCell(row.lat) && isBlankCell(row.lng)) return;
    const [lat, lng] = [degrees(row.lat), degrees(row.lng)];
    if (Math.abs(lat) <= 12 && lng >= 94 && lng <= 142) {
      filled.latitude = lat;
      filled.longitude = lng;
    } else if (lat !== 0 || lng !== 0) {
      warnings.push('Lintang dan bujur bukan letak di Indonesia dan dilewati');
    }
  }
}

function assign<K extends keyof RegisterEntry>(
  entry: Partial<RegisterEntry>,
  key: K,
  value: RegisterEntry[K] | undefined,
): void {
  if (value !== undefined) entry[key] = value;
}

/** Null for the zeros that stand for "has none yet"; undefined for what was refused. */
function knownNumber(digits: string | undefined): string | null | undefined {
  return digits !== undefined && /^0+$/.test(digits) ? null : digits;
}

function degrees(cell: Cell): number {
  const text = cellText(cell).replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}

const sentence = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
