import { residentColumns, type ResidentColumn } from './resident-fields.ts';

/**
 * What is chosen when two records are merged: every field, the NIK, the family (with the place in
 * it), basic status and photo. Latitude and longitude belong together, and so do family and relation.
 */
const bound: Partial<Record<ResidentColumn, MergePart>> = {
  longitude: 'latitude',
  relation: 'family_id',
};

export type MergePart = ResidentColumn | 'nik' | 'family_id' | 'basic_status' | 'photo_file_id';

/** The parts that are chosen, in the order of a record. */
export const mergeParts: readonly MergePart[] = [
  'nik',
  'family_id',
  ...residentColumns.filter((column) => !(column in bound)),
  'basic_status',
  'photo_file_id',
];

/** The columns that one choice brings along. */
export function columnsOfPart(part: MergePart): string[] {
  const more = Object.entries(bound).flatMap(([column, with_]) => (with_ === part ? [column] : []));
  return part === 'nik' ? ['nik', 'nik_temporary'] : [part, ...more];
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/** A record as far as choosing between two needs it. */
export type MergeSide = Readonly<Record<string, unknown>> & { updated_at: Date };

/**
 * Which of two records to take a part from unless an officer says otherwise: the one that says
 * something; of two that do, the one with a NIK of Dukcapil before one with a temporary, then the one
 * that was worked on last. Undefined where both say the same.
 */
export function likelierSide(a: MergeSide, b: MergeSide, part: MergePart): 'a' | 'b' | undefined {
  const columns = columnsOfPart(part);
  if (
    columns.every((column) => a[column] === b[column] || (isEmpty(a[column]) && isEmpty(b[column])))
  )
    return undefined;
  const [emptyA, emptyB] = [isEmpty(a[part]), isEmpty(b[part])];
  if (emptyA !== emptyB) return emptyA ? 'b' : 'a';
  if (a.nik_temporary !== b.nik_temporary) return a.nik_temporary ? 'b' : 'a';
  return b.updated_at > a.updated_at ? 'b' : 'a';
}
