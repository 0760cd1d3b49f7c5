import { type Cell, cellText } from '#lib/domain/cell.ts';
import { kkProblem } from '#lib/domain/kk.ts';
import { readHamlet, readNeighbourhood } from '#lib/domain/neighbourhood.ts';
import { nikProblem } from '#lib/domain/nik.ts';
import { readPersonName } from '#lib/domain/person-name.ts';
import { parsePhone } from '#lib/domain/phone.ts';
import * as codes from '#lib/domain/reference-codes.ts';
import type { ColumnKey } from '../columns.ts';
import { columnTitle } from '../columns.ts';
import type { RegisterEntry } from './register-entry.ts';
import type { RowReader } from './row-reader.ts';

/** Coded columns and what they fill. */
const CODED = [
  ['agama_id', 'religion', codes.RELIGION],
  ['pendidikan_kk_id', 'education', codes.EDUCATION],
  ['pendidikan_sedang_id', 'studying', codes.SCHOOLING],
  ['pekerjaan_id', 'occupation', codes.OCCUPATION],
  ['status_kawin', 'marital_status', codes.MARITAL_STATUS],
  ['kk_level', 'relation', codes.FAMILY_RELATION],
  ['golongan_darah_id', 'blood_type', codes.BLOOD_TYPE],
  ['cacat_id', 'disability', codes.DISABILITY],
  ['cara_kb_id', 'contraception', codes.CONTRACEPTION],
  ['ktp_el', 'id_card', codes.ID_CARD],
  ['status_rekam', 'id_card_recording', codes.ID_CARD_RECORDING],
  ['id_asuransi', 'insurance', codes.HEALTH_INSURANCE],
  ['sakit_menahun_id', 'chronic_illness', codes.CHRONIC_ILLNESS],
  ['tempat_dilahirkan', 'birth_facility', codes.BIRTH_FACILITY],
  ['jenis_kelahiran', 'birth_kind', codes.BIRTH_KIND],
  ['penolong_kelahiran', 'birth_attendant', codes.BIRTH_ATTENDANT],
  ['rtm_level', 'household_relation', codes.HOUSEHOLD_RELATION],
] as const;

/** Coded columns that everyone has: they cannot be emptied. */
const ALWAYS = [
  ['warganegara_id', 'citizenship', codes.CITIZENSHIP],
  ['status_dasar', 'basic_status', codes.BASIC_STATUS],
  ['status_penduduk', 'residence', codes.RESIDENCE],
] as const;

const DATES = [
  ['tanggal_akhir_paspor', 'passport_until'],
  ['tanggalperkawinan', 'married_on'],
  ['tanggalperceraian', 'divorced_on'],
  ['tanggal_cetak_ktp', 'id_card_printed_on'],
] as const;

/** Dates of the family and the household, which a cell cannot empty. */
const GROUP_DATES = [
  ['tgl_daftar_kk', 'kk_registered_on'],
  ['tgl_cetak_kk', 'kk_printed_on'],
  ['tgl_tutup_kk', 'kk_closed_on'],
  ['tgl_daftar_rtm', 'rtm_registered_on'],
] as const;

/** Free text and the most letters kept of it. Emptied, the first ones are '' and the others null. */
const TEXTS = [
  ['tempatlahir', 'birth_place', 200, ''],
  ['alamat', 'address', 300, ''],
  ['alamat_sekarang', 'current_address', 300, ''],
  ['gelar_depan', 'title_before', 100, ''],
  ['gelar_belakang', 'title_after', 100, ''],
  ['nama_panggilan', 'nickname', 100, ''],
  ['alamat_sebelumnya', 'previous_address', 300, ''],
  ['akta_lahir', 'birth_certificate', 100, null],
  ['dokumen_pasport', 'passport', 100, null],
  ['dokumen_kitas', 'stay_permit', 100, null],
  ['akta_perkawinan', 'marriage_certificate', 100, null],
  ['akta_perceraian', 'divorce_certificate', 100, null],
  ['suku', 'ethnicity', 100, null],
  ['tag_id_card', 'id_card_tag', 60, null],
  ['no_asuransi', 'insurance_number', 100, null],
  ['bpjs_ketenagakerjaan', 'employment_insurance', 100, null],
  ['negara_asal', 'home_country', 100, null],
  ['tempat_cetak_ktp', 'id_card_printed_at', 100, null],
] as const;

/** Whole numbers and their bounds, as the register's own checks have them. */
const NUMBERS = [
  ['kelahiran_anak_ke', 'birth_order', 1, 30],
  ['berat_lahir', 'birth_weight_g', 100, 20_000],
  ['panjang_lahir', 'birth_length_cm', 10, 100],
] as const;

const LONGEST_NOTE = 4_000;

/** Columns that name something else than the resident: an import never takes anyone out of it. */
const NEVER_EMPTIED: readonly ColumnKey[] = [
  'dusun',
  'rw',
  'rt',
  'no_rtm',
  'terdaftar_dtks',
  'bdt',
  'alamat_keluarga',
  'dusun_keluarga',
  'rw_keluarga',
  'rt_keluarga',
  'kelas_sosial',
];

/** Reads all columns but those that say who the resident is and which family they belong to. */
export function readFields(cells: RowReader): Partial<RegisterEntry> {
  const filled: Partial<RegisterEntry> = {};
  const set = <K extends keyof RegisterEntry>(column: K, value: RegisterEntry[K] | undefined) => {
    if (value !== undefined) filled[column] = value;
  };

  for (const key of NEVER_EMPTIED) {
    if (cells.clears(key)) cells.refuse(key, 'isi, atau sel kosong bila tidak berubah');
  }
  for (const [key, column, list] of CODED) {
    set(column, cells.clears(key) ? null : cells.code(key, list));
  }
  for (const [key, column, list] of ALWAYS) set(column, cells.code(key, list));
  for (const [key, column] of DATES) set(column, cells.clears(key) ? null : cells.date(key));
  for (const [key, column] of GROUP_DATES) set(column, cells.date(key));
  for (const [key, column, longest, empty] of TEXTS) {
    set(column as 'address', cells.clears(key) ? (empty as '') : shortText(cells, key, longest));
  }
  for (const [key, column, least, most] of NUMBERS) {
    set(column, cells.clears(key) ? null : wholeNumber(cells, key, least, most));
  }
  if (cells.clears('hamil')) filled.pregnant = null;
  else {
    const pregnant = cells.code('hamil', codes.PREGNANT);
    if (pregnant !== undefined) filled.pregnant = pregnant === 1;
  }
  Object.assign(filled, readPlace(cells), readContacts(cells), readNote(cells));
  Object.assign(filled, readParents(cells), readCoordinates(cells), readFamily(cells));
  return Object.assign(filled, readHousehold(cells));
}

function shortText(cells: RowReader, key: ColumnKey, longest: number): string | undefined {
  if (cells.isBlank(key)) return undefined;
  const text = cells.text(key);
  if (text.length > longest) {
    cells.warnings.push(`${columnTitle(key)} dipotong menjadi ${longest} huruf`);
  }
  return text.slice(0, longest).trimEnd();
}

function wholeNumber(
  cells: RowReader,
  key: ColumnKey,
  least: number,
  most: number,
): number | undefined {
  const text = cells.text(key).replace(',', '.');
  if (cells.isBlank(key) || Number(text) === 0) return undefined;
  let value = Number(text);
  // A newborn's weight is often written in kilograms.
  if (key === 'berat_lahir' && value < 20) value = Math.round(value * 1_000);
  return Number.isInteger(value) && value >= least && value <= most
    ? value
    : cells.refuse(key, `angka ${least} sampai ${most}`);
}

function readPlace({ row }: RowReader): Partial<RegisterEntry> {
  const hamlet = readHamlet(row.dusun);
  if (hamlet === '') return {};
  return { hamlet, rw: readNeighbourhood(row.rw), rt: readNeighbourhood(row.rt) };
}

/** The only text of several lines. */
function readNote(cells: RowReader): Partial<RegisterEntry> {
  if (cells.clears('ket')) return { note: '' };
  if (cells.isBlank('ket')) return {};
  const lines = String(cells.row.ket).replaceAll('\r\n', '\n').split('\n');
  const note = lines.map((line) => cellText(line)).join('\n');
  return { note: note.trim().slice(0, LONGEST_NOTE).trimEnd() };
}

function readContacts(cells: RowReader): Partial<RegisterEntry> {
  const entry: Partial<RegisterEntry> = {};
  if (cells.clears('telepon')) entry.phone = null;
  else if (!cells.isBlank('telepon')) {
    const phone = parsePhone(cells.text('telepon'));
    if (phone) entry.phone = phone;
    else cells.passOver('telepon');
  }
  if (cells.clears('email')) entry.email = null;
  else if (!cells.isBlank('email')) {
    const email = cells.text('email');
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= 200) entry.email = email;
    else cells.passOver('email');
  }
  if (cells.clears('waktu_lahir')) entry.birth_time = null;
  else if (!cells.isBlank('waktu_lahir')) {
    const time = timeOf(cells.row.waktu_lahir);
    if (time) entry.birth_time = time;
    else cells.refuse('waktu_lahir', 'jam seperti 07:30');
  }
  if (cells.clears('no_kk_sebelumnya')) entry.previous_kk = null;
  else if (!cells.isBlank('no_kk_sebelumnya')) {
    const kk = cells.wholeIdNumber('no_kk_sebelumnya');
    if (kk !== undefined && kkProblem(kk) === undefined) entry.previous_kk = kk;
    else if (!/^0*$/.test(kk ?? '?')) cells.passOver('no_kk_sebelumnya');
  }
  return entry;
}

/** `07:30` from `7.30`, `07:30:00`, or the part of a day that a spreadsheet stores. */
function timeOf(cell: Cell): string | undefined {
  if (typeof cell === 'number' && cell > 0 && cell < 1) {
    const minutes = Math.round(cell * 1_440);
    return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  }
  const parts = /^(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?$/.exec(cellText(cell));
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
  return hour <= 23 && minute <= 59 ? `${pad(hour)}:${pad(minute)}` : undefined;
}

const pad = (value: number): string => String(value).padStart(2, '0');

function readParents(cells: RowReader): Partial<RegisterEntry> {
  const entry: Partial<RegisterEntry> = {};
  for (const [nikKey, nameKey, nikColumn, nameColumn] of [
    ['ayah_nik', 'nama_ayah', 'father_nik', 'father_name'],
    ['ibu_nik', 'nama_ibu', 'mother_nik', 'mother_name'],
  ] as const) {
    if (cells.clears(nikKey)) entry[nikColumn] = null;
    else if (!cells.isBlank(nikKey)) {
      const digits = cells.wholeIdNumber(nikKey) ?? '?';
      if (nikProblem(digits) === undefined) entry[nikColumn] = digits;
      else if (!/^0*$/.test(digits)) cells.passOver(nikKey);
    }
    if (cells.clears(nameKey)) entry[nameColumn] = '';
    else if (!cells.isBlank(nameKey)) {
      // The dead are marked behind their names.
      const bare = cells
        .text(nameKey)
        .replace(/\s*\(?\b(alm|almh|almarhum|almarhumah)\b\.?\)?$/i, '');
      const read = readPersonName(bare);
      if (read.ok) entry[nameColumn] = read.value;
      else cells.passOver(nameKey);
    }
  }
  return entry;
}

function readCoordinates(cells: RowReader): Partial<RegisterEntry> {
  if (cells.clears('lat') || cells.clears('lng')) return { latitude: null, longitude: null };
  if (cells.isBlank('lat') && cells.isBlank('lng')) return {};
  const [latitude, longitude] = [degrees(cells.row.lat), degrees(cells.row.lng)];
  if (Math.abs(latitude) <= 12 && longitude >= 94 && longitude <= 142) {
    return { latitude, longitude };
  }
  if (latitude !== 0 || longitude !== 0) {
    cells.warnings.push('Lintang dan bujur bukan letak di Indonesia dan dilewati');
  }
  return {};
}

function degrees(cell: Cell): number {
  const text = cellText(cell).replace(',', '.');
  return text === '' ? Number.NaN : Number(text);
}

/** Where the family lives, apart from its members, and what else is known of it. */
function readFamily(cells: RowReader): Partial<RegisterEntry> {
  if (!cells.context.tellsOfFamilies) return readSocialClass(cells);
  const hamlet = readHamlet(cells.row.dusun_keluarga);
  const address = shortText(cells, 'alamat_keluarga', 300);
  return {
    kk_said: true,
    ...(address !== undefined && { kk_address: address }),
    ...(hamlet !== '' && {
      kk_hamlet: hamlet,
      kk_rw: readNeighbourhood(cells.row.rw_keluarga),
      kk_rt: readNeighbourhood(cells.row.rt_keluarga),
    }),
    ...readSocialClass(cells),
  };
}

function readSocialClass(cells: RowReader): Partial<RegisterEntry> {
  const value = wholeNumber(cells, 'kelas_sosial', 1, 99);
  return value === undefined ? {} : { kk_social_class: value };
}

function readHousehold(cells: RowReader): Partial<RegisterEntry> {
  const number = shortText(cells, 'no_rtm', 60);
  if (number === undefined || number === '0') return {};
  const said = cells.text('terdaftar_dtks').toLowerCase();
  const inData = cells.isBlank('terdaftar_dtks')
    ? undefined
    : /^(1|ya|y|terdaftar|sudah|true)$/.test(said)
      ? true
      : /^(0|2|tidak|t|belum|tidak terdaftar|false)$/.test(said)
        ? false
        : cells.refuse('terdaftar_dtks', 'ya atau tidak');
  const socialNumber = shortText(cells, 'bdt', 60);
  return {
    rtm_number: number,
    ...(inData !== undefined && { rtm_social_data: inData }),
    ...(socialNumber !== undefined && { rtm_social_number: socialNumber }),
  };
}
