import { maskKk } from '#lib/domain/kk.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { areaName, UNDIVIDED } from '#lib/domain/neighbourhood.ts';
import { BASIC_STATUS, labelOf } from '#lib/domain/reference-codes.ts';
import {
  residentField,
  residentSections,
  type ResidentColumn,
} from '#lib/domain/resident-fields.ts';
import { tellValue, tellWhole } from '#lib/domain/resident-values.ts';
import type { RecordRow } from '../own/record-store.ts';

/** A part of a record as the office reads it. */
export interface RecordSection {
  id: string;
  title: string;
  lines: { label: string; value: string }[];
  /** Labels of what is not known. */
  missing: string[];
}

/**
 * A whole record in words, part by part.
 * @param numbers true for NIK, KK, telephone and insurance numbers in full
 */
export function describeSections(
  row: RecordRow,
  { numbers }: { numbers: boolean },
): RecordSection[] {
  const tell = (column: ResidentColumn) => {
    if (column === 'area_id') return areaWords(row);
    if (column === 'address') return row.address || row.family_address || '';
    return (numbers ? tellWhole : tellValue)(column, row[column]);
  };
  return residentSections.map(({ id, title, columns }) => {
    const told = columns.map((column) => ({
      label: residentField(column).label,
      value: tell(column),
    }));
    if (id === 'diri') told.unshift(...identity(row, numbers));
    if (id === 'keluarga') told.unshift(...family(row, numbers));
    return {
      id,
      title,
      lines: told.filter(({ value }) => value !== ''),
      missing: told.filter(({ value }) => value === '').map(({ label }) => label),
    };
  });
}

function identity(row: RecordRow, numbers: boolean) {
  const nik = numbers ? row.nik : maskNik(row.nik);
  const status = labelOf(BASIC_STATUS, row.basic_status);
  return [
    { label: 'NIK', value: row.nik_temporary ? `${nik} (sementara)` : nik },
    ...(row.basic_status === 1 ? [] : [{ label: 'Status dasar', value: status }]),
  ];
}

function family(row: RecordRow, numbers: boolean) {
  const kk = row.kk_number ?? '';
  return [
    { label: 'Nomor KK', value: kk && !numbers ? maskKk(kk) : kk },
    { label: 'Kepala keluarga', value: row.head_name ?? '' },
  ];
}

/** A place in the village in words: "DASAN ANYAR, RT 003/RW 001"; '' for none. */
export function areaWords(area: {
  hamlet: string | null;
  rw: string | null;
  rt: string | null;
}): string {
  const known = (number: string | null) => (number && !/^0+$/.test(number) ? number : UNDIVIDED);
  return areaName({ hamlet: area.hamlet ?? '', rw: known(area.rw), rt: known(area.rt) });
}
