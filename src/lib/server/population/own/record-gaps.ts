import { residentField, type ResidentColumn } from '#lib/domain/resident-fields.ts';
import type { Audience } from './family-rights.ts';
import type { RecordRow } from './record-store.ts';
import { presentValue } from './record-view.ts';

/** What a record lacks, and how it is mended. */
export interface RecordGaps {
  /** Facts that can be asked for online. */
  columns: { column: ResidentColumn; label: string }[];
  /** What only the office can do, a sentence each. */
  atOffice: string[];
}

/** What letters, registers and aid ask of everyone. */
const expected: readonly ResidentColumn[] = [
  'birth_place',
  'birth_date',
  'religion',
  'blood_type',
  'marital_status',
  'father_name',
  'mother_name',
  'address',
  'education',
  'occupation',
];

/** What is missing in a record that ought to be there. */
export function findGaps(row: RecordRow, audience: Audience): RecordGaps {
  const wanted: ResidentColumn[] = [...expected];
  if (audience === 'own') wanted.push('phone');
  if (audience === 'guardian') wanted.push('birth_certificate');
  return {
    columns: wanted
      .filter((column) => (presentValue(row, column) ?? '') === '')
      .map((column) => ({ column, label: residentField(column).label })),
    atOffice: [
      ...(row.nik_temporary
        ? ['NIK masih sementara. Bawa KTP atau surat dari Dinas Dukcapil ke kantor desa.']
        : []),
      ...(row.kk_number ? [] : ['Belum masuk KK. Bawa kartu keluarga ke kantor desa.']),
      ...(row.hamlet ? [] : ['Dusun dan RT belum tercatat. Beri tahu petugas di kantor desa.']),
    ],
  };
}
