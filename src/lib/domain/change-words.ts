import type { ResidentColumn } from './resident-fields.ts';

/** Kinds of change of the register, as its history tells them. */
const kinds: Readonly<Record<string, string>> = {
  entry: 'Didaftarkan',
  edit: 'Data diubah',
  family: 'Keluarga diubah',
  household: 'Rumah tangga diubah',
  area: 'Wilayah diubah',
  event: 'Peristiwa dicatat',
  undo: 'Peristiwa dibatalkan',
  nik: 'NIK dicatat',
  merge: 'Data ganda digabung',
  correction: 'Diperbaiki atas permintaan warga',
  import: 'Diisi dari impor',
};

/** A kind of change in words; its own name for one that is not known. */
export const changeKindName = (kind: string): string => kinds[kind] ?? kind;

/** Reasons that an officer picks before writing more, as they are kept. */
export const changeReasons = [
  'Salah tulis',
  'Sesuai KK terbaru',
  'Sesuai KTP',
  'Sesuai akta atau surat lain',
  'Diberitahukan warga',
  'Hasil pendataan',
  'Putusan pengadilan',
] as const;

/** What was picked and what was written, as one reason. */
export function joinReason(picked: string, written: string): string {
  const known = (changeReasons as readonly string[]).includes(picked) ? picked : '';
  return [known, written.trim()].filter(Boolean).join(': ');
}

/** Columns of the register that its history leaves out: they follow others. */
export const followingColumns: readonly string[] = ['nik_temporary'];

/** Fields whose values are ids of something with a name. */
export const idColumns: readonly (ResidentColumn | string)[] = [
  'area_id',
  'family_id',
  'household_id',
  'merged_into',
];
