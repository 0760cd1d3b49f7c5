import { formatDateLong } from '#lib/domain/dates-id.ts';
import { maskIdNumber } from '#lib/domain/id-number.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { formatPhone, maskPhone } from '#lib/domain/phone.ts';
import {
  BASIC_STATUS,
  BLOOD_TYPE,
  CITIZENSHIP,
  CONTRACEPTION,
  DISABILITY,
  EDUCATION,
  FAMILY_RELATION,
  HEALTH_INSURANCE,
  ID_CARD,
  ID_CARD_RECORDING,
  labelOf,
  MARITAL_STATUS,
  OCCUPATION,
  RELIGION,
  SCHOOLING,
  SEX,
  type ReferenceList,
} from '#lib/domain/reference-codes.ts';
import type { RecordRow } from './record-store.ts';

/** One fact of a record in words. */
export interface RecordLine {
  /** In data that is taken out: `tempat_lahir`. */
  key: string;
  label: string;
  value: string;
}

/** Facts that belong together. */
export interface RecordPart {
  title: string;
  /** Shown even where it is empty: the resident should see what is missing. */
  always: boolean;
  /** For the person alone, not for the head of their family. */
  ownOnly: boolean;
  lines: RecordLine[];
}

const word = (list: ReferenceList, code: number | null) =>
  code === null ? '' : labelOf(list, code);
const day = (value: string | null) => (value ? formatDateLong(value) : '');
const line = (key: string, label: string, value: string | null): RecordLine => ({
  key,
  label,
  value: value ?? '',
});
/** Registers write 0, 000 or a dash where there is no RT or RW. */
const known = (value: string | null) => (value && !/^[0-]*$/.test(value) ? value : '');

/**
 * A record in words, part by part. NIK, KK and phone are masked unless `numbers`; the NIKs of
 * father and mother always, for they are other people's.
 */
export function describeRecord(row: RecordRow, { numbers }: { numbers: boolean }): RecordPart[] {
  const id = (value: string | null) => (value && !numbers ? maskIdNumber(value) : value);
  const nik = numbers ? row.nik : maskNik(row.nik);
  return [
    part('Diri', true, false, [
      line('nama', 'Nama', row.name),
      line('nik', 'NIK', row.nik_temporary ? `${nik} (sementara)` : nik),
      line('jenis_kelamin', 'Jenis kelamin', word(SEX, row.sex)),
      line('tempat_lahir', 'Tempat lahir', row.birth_place),
      line('tanggal_lahir', 'Tanggal lahir', day(row.birth_date)),
      line('agama', 'Agama', word(RELIGION, row.religion)),
      line('golongan_darah', 'Golongan darah', word(BLOOD_TYPE, row.blood_type)),
      line('kewarganegaraan', 'Kewarganegaraan', word(CITIZENSHIP, row.citizenship)),
      ...(row.basic_status === 1
        ? []
        : [line('status_dasar', 'Status dalam data desa', word(BASIC_STATUS, row.basic_status))]),
    ]),
    part('Keluarga', true, false, [
      line('nomor_kk', 'Nomor KK', id(row.kk_number)),
      line('kepala_keluarga', 'Kepala keluarga', row.head_name),
      line('hubungan_keluarga', 'Hubungan dalam keluarga', word(FAMILY_RELATION, row.relation)),
      line('status_perkawinan', 'Status perkawinan', word(MARITAL_STATUS, row.marital_status)),
      line('nama_ayah', 'Nama ayah', row.father_name),
      line('nama_ibu', 'Nama ibu', row.mother_name),
    ]),
    part('Alamat', true, false, [
      line('alamat', 'Alamat di KK', row.address || row.family_address),
      line('alamat_sekarang', 'Alamat sekarang', row.current_address),
      line('dusun', 'Dusun', row.hamlet),
      line('rt', 'RT', known(row.rt)),
      line('rw', 'RW', known(row.rw)),
    ]),
    part('Pendidikan dan pekerjaan', true, false, [
      line('pendidikan', 'Pendidikan dalam KK', word(EDUCATION, row.education)),
      line('sedang_sekolah', 'Sedang menempuh', word(SCHOOLING, row.studying)),
      line('pekerjaan', 'Pekerjaan', word(OCCUPATION, row.occupation)),
    ]),
    part('Kontak', true, true, [
      line('telepon', 'Telepon', row.phone && (numbers ? formatPhone : maskPhone)(row.phone)),
      line('email', 'Email', row.email),
    ]),
    part('Dokumen', false, true, [
      line('akta_lahir', 'Nomor akta lahir', row.birth_certificate),
      line('ktp', 'KTP elektronik', word(ID_CARD, row.id_card)),
      line('rekam_ktp', 'Perekaman KTP', word(ID_CARD_RECORDING, row.id_card_recording)),
      line('tag_ktp', 'Tag ID KTP', row.id_card_tag),
      line('paspor', 'Nomor paspor', row.passport),
      line('paspor_sampai', 'Paspor berlaku sampai', day(row.passport_until)),
      line('izin_tinggal', 'Izin tinggal (KITAS/KITAP)', row.stay_permit),
      line('akta_perkawinan', 'Nomor akta perkawinan', row.marriage_certificate),
      line('tanggal_perkawinan', 'Tanggal perkawinan', day(row.married_on)),
      line('akta_perceraian', 'Nomor akta perceraian', row.divorce_certificate),
      line('tanggal_perceraian', 'Tanggal perceraian', day(row.divorced_on)),
      line('nik_ayah', 'NIK ayah', row.father_nik && maskNik(row.father_nik)),
      line('nik_ibu', 'NIK ibu', row.mother_nik && maskNik(row.mother_nik)),
    ]),
    part('Kesehatan dan lainnya', false, true, [
      line('asuransi_kesehatan', 'Jaminan kesehatan', word(HEALTH_INSURANCE, row.insurance)),
      line('nomor_asuransi', 'Nomor jaminan kesehatan', id(row.insurance_number)),
      line('disabilitas', 'Disabilitas', word(DISABILITY, row.disability)),
      line('cara_kb', 'Cara KB', word(CONTRACEPTION, row.contraception)),
      line('hamil', 'Sedang hamil', row.pregnant === null ? '' : row.pregnant ? 'Ya' : 'Tidak'),
      line('suku', 'Suku', row.ethnicity),
      line(
        'letak_rumah',
        'Letak rumah (lintang, bujur)',
        row.latitude === null || row.longitude === null ? '' : `${row.latitude}, ${row.longitude}`,
      ),
    ]),
  ];
}

const part = (
  title: string,
  always: boolean,
  ownOnly: boolean,
  lines: RecordLine[],
): RecordPart => ({ title, always, ownOnly, lines });

/** The parts as a page shows them: empty lines only where the resident should see the gap. */
export function shownParts(parts: readonly RecordPart[], own: boolean): RecordPart[] {
  return parts
    .filter((p) => own || !p.ownOnly)
    .map((p) => ({ ...p, lines: p.always ? p.lines : p.lines.filter((l) => l.value) }))
    .filter((p) => p.lines.length > 0);
}
