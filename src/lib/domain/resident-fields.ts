import * as codes from './reference-codes.ts';
import type { ReferenceList } from './reference-codes.ts';

/**
 * What is written down about a person, once: forms, checks, corrections and the history all read
 * this table. NIK, family and basic status are not in it: they change by acts of their own.
 */

/** What a field holds, and so how it is asked, read and told. */
export type FieldKind =
  /** One line, or several, of at most `longest` letters. */
  | { kind: 'line' | 'lines'; longest: number }
  | { kind: 'name' }
  | { kind: 'code'; list: ReferenceList }
  /** Yes, no, or not known. */
  | { kind: 'yes-no'; yes: string; no: string }
  | { kind: 'date' }
  | { kind: 'time' }
  | { kind: 'number'; least: number; most: number; unit: string }
  | { kind: 'degrees'; least: number; most: number }
  /** Numbers that are masked wherever they are shown. */
  | { kind: 'nik' | 'kk' | 'phone' | 'policy' }
  | { kind: 'email' }
  /** Where in the village; empty for where the family lives. */
  | { kind: 'area' };

export interface ResidentField {
  label: string;
  is: FieldKind;
  hint?: string;
  required?: boolean;
  /** What an empty field is in the register: text columns that always hold something hold ''. */
  whenEmpty: '' | null;
}

type More = Partial<Pick<ResidentField, 'hint' | 'required'>>;
const field =
  (whenEmpty: '' | null) =>
  (label: string, is: FieldKind, more: More = {}): ResidentField => ({
    label,
    is,
    whenEmpty,
    ...more,
  });
const fact = field(null);
const word = field('');
const line = (longest: number): FieldKind => ({ kind: 'line', longest });
const code = (list: ReferenceList): FieldKind => ({ kind: 'code', list });
const number = (least: number, most: number, unit: string): FieldKind => ({
  kind: 'number',
  least,
  most,
  unit,
});

/** The fields by the register's column names. */
const residentFields = {
  name: fact('Nama lengkap', { kind: 'name' }, { required: true, hint: 'Tanpa gelar.' }),
  title_before: word('Gelar di depan nama', line(30), { hint: 'Misalnya H., DR., LALU.' }),
  title_after: word('Gelar di belakang nama', line(30), { hint: 'Misalnya S.PD.' }),
  nickname: word('Nama panggilan', line(60)),
  sex: fact('Jenis kelamin', code(codes.SEX), { required: true }),
  religion: fact('Agama', code(codes.RELIGION)),
  blood_type: fact('Golongan darah', code(codes.BLOOD_TYPE)),
  citizenship: fact('Kewarganegaraan', code(codes.CITIZENSHIP), { required: true }),
  home_country: fact('Negara asal', line(60), { hint: 'Untuk warga negara asing.' }),
  ethnicity: fact('Suku', line(60)),
  residence: fact('Status penduduk', code(codes.RESIDENCE), { required: true }),

  birth_place: word('Tempat lahir', line(100)),
  birth_date: fact(
    'Tanggal lahir',
    { kind: 'date' },
    { required: true, hint: 'Misalnya 23-11-1980.' },
  ),
  birth_time: fact('Jam lahir', { kind: 'time' }, { hint: 'Misalnya 04:30.' }),
  birth_certificate: fact('Nomor akta lahir', line(60)),
  birth_facility: fact('Tempat dilahirkan', code(codes.BIRTH_FACILITY)),
  birth_attendant: fact('Penolong kelahiran', code(codes.BIRTH_ATTENDANT)),
  birth_kind: fact('Jenis kelahiran', code(codes.BIRTH_KIND)),
  birth_order: fact('Anak ke', number(1, 30, '')),
  birth_weight_g: fact('Berat lahir', number(100, 20_000, 'gram')),
  birth_length_cm: fact('Panjang lahir', number(10, 100, 'cm')),

  relation: fact('Hubungan dalam keluarga', code(codes.FAMILY_RELATION)),
  marital_status: fact('Status perkawinan', code(codes.MARITAL_STATUS)),
  marriage_certificate: fact('Nomor akta perkawinan', line(60)),
  married_on: fact('Tanggal perkawinan', { kind: 'date' }),
  divorce_certificate: fact('Nomor akta perceraian', line(60)),
  divorced_on: fact('Tanggal perceraian', { kind: 'date' }),
  father_name: word('Nama ayah', { kind: 'name' }),
  father_nik: fact('NIK ayah', { kind: 'nik' }),
  mother_name: word('Nama ibu', { kind: 'name' }),
  mother_nik: fact('NIK ibu', { kind: 'nik' }),
  previous_kk: fact('Nomor KK sebelumnya', { kind: 'kk' }),

  area_id: fact('Dusun, RW, dan RT', { kind: 'area' }),
  address: word('Alamat di KK', line(200), { hint: 'Kosongkan bila sama dengan keluarganya.' }),
  current_address: word('Alamat sekarang', line(200), { hint: 'Bila tinggal di alamat lain.' }),
  previous_address: word('Alamat sebelumnya', line(200)),
  latitude: fact(
    'Lintang',
    { kind: 'degrees', least: -12, most: 12 },
    { hint: 'Misalnya -8.7421' },
  ),
  longitude: fact(
    'Bujur',
    { kind: 'degrees', least: 94, most: 142 },
    { hint: 'Misalnya 116.8512' },
  ),

  phone: fact('Telepon', { kind: 'phone' }),
  email: fact('Email', { kind: 'email' }),

  education: fact('Pendidikan dalam KK', code(codes.EDUCATION)),
  studying: fact('Sedang menempuh', code(codes.SCHOOLING)),
  occupation: fact('Pekerjaan', code(codes.OCCUPATION)),

  id_card: fact('KTP elektronik', code(codes.ID_CARD)),
  id_card_recording: fact('Perekaman KTP', code(codes.ID_CARD_RECORDING)),
  id_card_printed_at: fact('Tempat cetak KTP', line(60)),
  id_card_printed_on: fact('Tanggal cetak KTP', { kind: 'date' }),
  id_card_tag: fact('Tag ID KTP', line(30)),
  passport: fact('Nomor paspor', line(60)),
  passport_until: fact('Paspor berlaku sampai', { kind: 'date' }),
  stay_permit: fact('Izin tinggal (KITAS/KITAP)', line(60)),

  insurance: fact('Jaminan kesehatan', code(codes.HEALTH_INSURANCE)),
  insurance_number: fact('Nomor jaminan kesehatan', { kind: 'policy' }),
  employment_insurance: fact('Nomor BPJS Ketenagakerjaan', { kind: 'policy' }),
  disability: fact('Disabilitas', code(codes.DISABILITY)),
  chronic_illness: fact('Sakit menahun', code(codes.CHRONIC_ILLNESS)),
  contraception: fact('Cara KB', code(codes.CONTRACEPTION)),
  pregnant: fact('Sedang hamil', { kind: 'yes-no', yes: 'Hamil', no: 'Tidak hamil' }),

  note: word('Keterangan', { kind: 'lines', longest: 1000 }),
} as const satisfies Record<string, ResidentField>;

/** A column of the register that a form may change. */
export type ResidentColumn = keyof typeof residentFields;

/** What a field holds in the register: codes are numbers, days `YYYY-MM-DD`. */
export type FieldValue = string | number | boolean | null;

/** Values by column; those that are not said are left out. */
export type ResidentValues = Partial<Record<ResidentColumn, FieldValue>>;

export const residentColumns = Object.keys(residentFields) as ResidentColumn[];

export const isResidentColumn = (name: string): name is ResidentColumn =>
  Object.hasOwn(residentFields, name);

/** The field of a column. */
export const residentField = (column: ResidentColumn): ResidentField => residentFields[column];

/** Fields that are read and asked together. */
export interface FieldSection {
  /** Also the anchor of the part on the page. */
  id: string;
  title: string;
  /** Why it is asked, where one may wonder. */
  why?: string;
  columns: readonly ResidentColumn[];
}

export const residentSections: readonly FieldSection[] = [
  {
    id: 'diri',
    title: 'Diri',
    columns: [
      'name',
      'title_before',
      'title_after',
      'nickname',
      'sex',
      'religion',
      'blood_type',
      'ethnicity',
      'citizenship',
      'home_country',
      'residence',
    ],
  },
  {
    id: 'kelahiran',
    title: 'Kelahiran',
    columns: [
      'birth_place',
      'birth_date',
      'birth_time',
      'birth_certificate',
      'birth_facility',
      'birth_attendant',
      'birth_kind',
      'birth_order',
      'birth_weight_g',
      'birth_length_cm',
    ],
  },
  {
    id: 'keluarga',
    title: 'Keluarga dan orang tua',
    columns: [
      'relation',
      'marital_status',
      'marriage_certificate',
      'married_on',
      'divorce_certificate',
      'divorced_on',
      'father_name',
      'father_nik',
      'mother_name',
      'mother_nik',
      'previous_kk',
    ],
  },
  {
    id: 'alamat',
    title: 'Alamat dan kontak',
    columns: [
      'area_id',
      'address',
      'current_address',
      'previous_address',
      'latitude',
      'longitude',
      'phone',
      'email',
    ],
  },
  {
    id: 'pendidikan',
    title: 'Pendidikan dan pekerjaan',
    columns: ['education', 'studying', 'occupation'],
  },
  {
    id: 'dokumen',
    title: 'Dokumen',
    columns: [
      'id_card',
      'id_card_recording',
      'id_card_printed_at',
      'id_card_printed_on',
      'id_card_tag',
      'passport',
      'passport_until',
      'stay_permit',
    ],
  },
  {
    id: 'kesehatan',
    title: 'Kesehatan dan jaminan',
    why: 'Data khusus menurut UU 27/2022. Isi hanya yang diberitahukan warga sendiri atau tertulis di surat keterangan, dan hanya untuk bantuan serta layanan kesehatan baginya.',
    columns: [
      'insurance',
      'insurance_number',
      'employment_insurance',
      'disability',
      'chronic_illness',
      'contraception',
      'pregnant',
    ],
  },
  { id: 'keterangan', title: 'Keterangan', columns: ['note'] },
];
