import { cellText, isBlankCell } from '#lib/domain/cell.ts';
import { maskIdNumber } from '#lib/domain/id-number.ts';
import { ALL_COLUMNS, type ColumnKey } from '../columns.ts';
import type { ExportRow } from './export-store.ts';

/** What a written cell holds: text, a number, or nothing. */
type WrittenCell = string | number | null;

/** Whether the numbers by which people are known stand in an export whole. */
export type ExportedNumbers = 'masked' | 'full';

type Write = (row: ExportRow) => WrittenCell;

/** Written as an import would read it: one line, and nothing for the dashes that say nothing. */
const text =
  (column: string): Write =>
  (row) => {
    const value = cellText(writableText(String(row[column] ?? '')));
    return isBlankCell(value) ? null : value;
  };
const code =
  (column: string): Write =>
  (row) =>
    row[column] as number | null;
const date =
  (column: string): Write =>
  (row) =>
    (row[column] as string | null)?.split('-').reverse().join('-') ?? null;
/** RT and RW are a dash in hamlets that have none. */
const neighbourhood =
  (column: string): Write =>
  (row) =>
    row[column] as string | null;

const CELLS: Readonly<Record<ColumnKey, Write>> = {
  alamat: (row) => text('address')(row) ?? text('kk_address')(row),
  dusun: text('hamlet'),
  rw: neighbourhood('rw'),
  rt: neighbourhood('rt'),
  nama: text('name'),
  no_kk: (row) => (row['kk_number'] as string | null) ?? '0',
  nik: text('nik'),
  sex: code('sex'),
  tempatlahir: text('birth_place'),
  // Zeros say that it is not known; blank would say nothing.
  tanggallahir: (row) => date('birth_date')(row) ?? '00-00-0000',
  agama_id: code('religion'),
  pendidikan_kk_id: code('education'),
  pendidikan_sedang_id: code('studying'),
  pekerjaan_id: code('occupation'),
  status_kawin: code('marital_status'),
  kk_level: code('relation'),
  warganegara_id: code('citizenship'),
  ayah_nik: text('father_nik'),
  nama_ayah: text('father_name'),
  ibu_nik: text('mother_nik'),
  nama_ibu: text('mother_name'),
  golongan_darah_id: code('blood_type'),
  akta_lahir: text('birth_certificate'),
  dokumen_pasport: text('passport'),
  tanggal_akhir_paspor: date('passport_until'),
  dokumen_kitas: text('stay_permit'),
  akta_perkawinan: text('marriage_certificate'),
  tanggalperkawinan: date('married_on'),
  akta_perceraian: text('divorce_certificate'),
  tanggalperceraian: date('divorced_on'),
  cacat_id: code('disability'),
  cara_kb_id: code('contraception'),
  hamil: ({ pregnant }) => (pregnant === null ? null : pregnant ? 1 : 2),
  ktp_el: code('id_card'),
  status_rekam: code('id_card_recording'),
  alamat_sekarang: text('current_address'),
  status_dasar: code('basic_status'),
  suku: text('ethnicity'),
  tag_id_card: text('id_card_tag'),
  id_asuransi: code('insurance'),
  no_asuransi: text('insurance_number'),
  lat: code('latitude'),
  lng: code('longitude'),

  status_penduduk: code('residence'),
  gelar_depan: text('title_before'),
  gelar_belakang: text('title_after'),
  nama_panggilan: text('nickname'),
  alamat_sebelumnya: text('previous_address'),
  no_kk_sebelumnya: text('previous_kk'),
  sakit_menahun_id: code('chronic_illness'),
  bpjs_ketenagakerjaan: text('employment_insurance'),
  negara_asal: text('home_country'),
  waktu_lahir: text('birth_time'),
  tempat_dilahirkan: code('birth_facility'),
  jenis_kelahiran: code('birth_kind'),
  kelahiran_anak_ke: code('birth_order'),
  penolong_kelahiran: code('birth_attendant'),
  berat_lahir: code('birth_weight_g'),
  panjang_lahir: code('birth_length_cm'),
  tempat_cetak_ktp: text('id_card_printed_at'),
  tanggal_cetak_ktp: date('id_card_printed_on'),
  telepon: (row) => localPhone(row['phone'] as string | null),
  email: text('email'),
  ket: (row) => noteOf(row['note'] as string | null),
  alamat_keluarga: text('kk_address'),
  dusun_keluarga: text('kk_hamlet'),
  rw_keluarga: neighbourhood('kk_rw'),
  rt_keluarga: neighbourhood('kk_rt'),
  kelas_sosial: code('kk_social_class'),
  tgl_daftar_kk: date('kk_registered_on'),
  tgl_cetak_kk: date('kk_printed_on'),
  tgl_tutup_kk: date('kk_closed_on'),
  no_rtm: text('rtm_number'),
  rtm_level: code('household_relation'),
  terdaftar_dtks: ({ rtm_social_data: inData }) => (inData === null ? null : inData ? 1 : 0),
  bdt: text('rtm_social_number'),
  tgl_daftar_rtm: date('rtm_registered_on'),
};

/** Numbers and addresses by which a person, a card or an account is known. */
const SECRET: ReadonlySet<ColumnKey> = new Set([
  'nik',
  'ayah_nik',
  'ibu_nik',
  'dokumen_pasport',
  'dokumen_kitas',
  'tag_id_card',
  'no_asuransi',
  'no_kk_sebelumnya',
  'bpjs_ketenagakerjaan',
  'email',
  'no_kk',
  'telepon',
] as const);

/** A resident as a row of cells, in the order of ALL_COLUMNS. */
export function cellsOf(row: ExportRow, numbers: ExportedNumbers): WrittenCell[] {
  return ALL_COLUMNS.map((key) => {
    const cell = CELLS[key](row);
    return numbers === 'masked' && SECRET.has(key) && typeof cell === 'string' && cell !== '0'
      ? maskIdNumber(cell)
      : cell;
  });
}

// eslint-disable-next-line no-control-regex -- a workbook holds no control characters
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** The text without what a workbook cannot hold. */
const writableText = (value: string): string =>
  value.toWellFormed().replace(UNWRITABLE, '').replace(/\r\n?/g, '\n');

const localPhone = (phone: string | null): string | null => phone?.replace(/^\+62/, '0') ?? null;

/** The only text of several lines. */
function noteOf(note: string | null): string | null {
  if (note === null || isBlankCell(writableText(note))) return null;
  const lines = writableText(note).split('\n');
  return lines
    .map((line) => cellText(line))
    .join('\n')
    .trim();
}
