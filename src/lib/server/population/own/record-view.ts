import { maskIdNumber } from '#lib/domain/id-number.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { BASIC_STATUS, HOUSEHOLD_RELATION, labelOf } from '#lib/domain/reference-codes.ts';
import {
  residentField,
  type FieldValue,
  type ResidentColumn,
} from '#lib/domain/resident-fields.ts';
import { tellValue, tellWhole } from '#lib/domain/resident-values.ts';
import type { Audience } from './family-rights.ts';
import { recordKeys } from './record-keys.ts';
import type { RecordRow } from './record-store.ts';

/** One fact of a record in words. */
export interface RecordLine {
  /** In data that is taken out: `tempat_lahir`. */
  key: string;
  label: string;
  value: string;
  /** The column that it stands for, where it is one. */
  column?: ResidentColumn;
  /** Shown only where it holds something: most people have none. */
  rare?: true;
}

/** Facts that belong together. */
export interface RecordPart {
  title: string;
  /** Shown even where it is empty: the resident should see what is missing. */
  always: boolean;
  /** Who may see it, at least. */
  sees: Audience;
  lines: RecordLine[];
}

const line = (key: string, label: string, value: string | null): RecordLine => ({
  key,
  label,
  value: value ?? '',
});
/** Registers write 0, 000 or a dash where there is no RT or RW. */
const known = (value: string | null) => (value && !/^[0-]*$/.test(value) ? value : '');
/** A line that only some records have. */
const where = (there: boolean, ...lines: RecordLine[]) => (there ? lines : []);

/**
 * A record in words, part by part. NIK, KK, phone and insurance numbers are masked unless `numbers`;
 * the NIKs of father and mother always, for they are other people's.
 */
export function describeRecord(row: RecordRow, { numbers }: { numbers: boolean }): RecordPart[] {
  const id = (value: string | null) => (value && !numbers ? maskIdNumber(value) : value);
  const tell = numbers ? tellWhole : tellValue;
  const field = (column: ResidentColumn): RecordLine => {
    const { label } = residentField(column);
    return {
      key: recordKeys[column],
      label,
      value: tell(column, presentValue(row, column)),
      column,
    };
  };
  const fields = (...columns: ResidentColumn[]) => columns.map(field);
  const rare = (...columns: ResidentColumn[]) =>
    fields(...columns).map((found) => ({ ...found, rare: true as const }));
  return [
    part('Diri', true, 'family', [
      ...fields('name'),
      ...rare('title_before', 'title_after', 'nickname'),
      line('nik', 'NIK', sayNik(row, numbers)),
      ...fields('sex', 'birth_place', 'birth_date', 'religion', 'blood_type', 'citizenship'),
      ...where(
        row.basic_status !== 1,
        line('status_dasar', 'Status dalam data desa', labelOf(BASIC_STATUS, row.basic_status)),
      ),
      ...where(row.residence !== 1, field('residence')),
    ]),
    part('Keluarga', true, 'family', [
      line('nomor_kk', 'Nomor KK', id(row.kk_number)),
      line('kepala_keluarga', 'Kepala keluarga', row.head_name),
      ...fields('relation', 'marital_status', 'father_name', 'mother_name'),
      ...where(
        row.household_number !== null,
        line('rumah_tangga', 'Nomor rumah tangga', row.household_number),
        line(
          'hubungan_rumah_tangga',
          'Kedudukan dalam rumah tangga',
          row.household_relation === null
            ? ''
            : labelOf(HOUSEHOLD_RELATION, row.household_relation),
        ),
      ),
    ]),
    part('Alamat', true, 'family', [
      ...fields('address', 'current_address'),
      line('dusun', 'Dusun', row.hamlet),
      line('rt', 'RT', known(row.rt)),
      line('rw', 'RW', known(row.rw)),
      ...rare('previous_address'),
      ...where(
        row.previous_kk !== null,
        line('nomor_kk_sebelumnya', 'Nomor KK sebelumnya', id(row.previous_kk)),
      ),
    ]),
    part('Pendidikan dan pekerjaan', true, 'family', fields('education', 'studying', 'occupation')),
    part('Kontak', true, 'own', fields('phone', 'email')),
    part(
      'Kelahiran',
      false,
      'guardian',
      fields(
        'birth_certificate',
        'birth_time',
        'birth_facility',
        'birth_kind',
        'birth_order',
        'birth_attendant',
        'birth_weight_g',
        'birth_length_cm',
      ),
    ),
    part('Dokumen', false, 'guardian', [
      ...fields(
        'id_card',
        'id_card_recording',
        'id_card_tag',
        'id_card_printed_at',
        'id_card_printed_on',
        'passport',
        'passport_until',
        'stay_permit',
        'home_country',
        'marriage_certificate',
        'married_on',
        'divorce_certificate',
        'divorced_on',
      ),
      line('nik_ayah', 'NIK ayah', row.father_nik && maskNik(row.father_nik)),
      line('nik_ibu', 'NIK ibu', row.mother_nik && maskNik(row.mother_nik)),
    ]),
    part(
      'Jaminan dan disabilitas',
      false,
      'guardian',
      fields('insurance', 'insurance_number', 'disability'),
    ),
    part('Kesehatan pribadi', false, 'own', fields('chronic_illness', 'contraception', 'pregnant')),
    part('Lainnya', false, 'own', [
      ...fields('employment_insurance', 'ethnicity'),
      line(
        'letak_rumah',
        'Letak rumah (lintang, bujur)',
        row.latitude === null || row.longitude === null ? '' : `${row.latitude}, ${row.longitude}`,
      ),
      line(recordKeys.note, 'Keterangan petugas', row.note),
    ]),
  ];
}

/** The number that the village itself gave stands on no paper and tells nobody anything. */
function sayNik(row: RecordRow, numbers: boolean): string {
  if (row.nik_temporary) return 'Belum ada (sementara memakai nomor dari desa)';
  return numbers ? row.nik : maskNik(row.nik);
}

/** What a column holds as the record shows it: where a resident has no address, the family's. */
export function presentValue(row: RecordRow, column: ResidentColumn): FieldValue {
  return column === 'address' ? row.address || (row.family_address ?? '') : row[column];
}

const part = (title: string, always: boolean, sees: Audience, lines: RecordLine[]): RecordPart => ({
  title,
  always,
  sees,
  lines,
});

const circle: Record<Audience, number> = { family: 0, guardian: 1, own: 2 };

/** The parts that someone may see. */
export const partsFor = (parts: readonly RecordPart[], audience: Audience): RecordPart[] =>
  parts.filter((p) => circle[p.sees] <= circle[audience]);

/** The parts as a page shows them: empty lines only where the resident should see the gap. */
export function shownParts(parts: readonly RecordPart[], audience: Audience): RecordPart[] {
  return partsFor(parts, audience)
    .map((p) => ({ ...p, lines: p.lines.filter((l) => l.value || (p.always && !l.rare)) }))
    .filter((p) => p.lines.length > 0);
}
