import { requireOfficer } from '#lib/domain/authority.ts';
import { compareLetterTypes, type ComparedPart } from '#lib/domain/compare-letter-types.ts';
import { readLetterSource } from '#lib/domain/letter-source.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { shippedSource } from '../type-files.ts';
import { openRow, sourceInForce } from './open-type.ts';
import { findTypeRow, findVersions } from './type-store.ts';

/** One text that a type has or had. */
export interface TypeVersion {
  /** Its name in an address: a version's number, or one of these. */
  key: string;
  label: string;
  madeAt: Date | null;
  madeBy: string | null;
  note: string;
  inForce: boolean;
}

/** Every text of a type that can be held against another, the newest first. */
export async function listVersions(
  tx: VillageTx,
  visitor: Visitor,
  slug: string,
): Promise<TypeVersion[]> {
  requireOfficer(visitor, 'letter-types.edit');
  const row = await findTypeRow(tx, slug);
  openRow(slug, row);
  const versions = await findVersions(tx, slug);
  const other = { madeAt: null, madeBy: null, note: '', inForce: false };
  const kept = versions.map(({ number, note, made_at, made_by }) => ({
    key: String(number),
    label: `Versi ${number}`,
    madeAt: made_at,
    madeBy: made_by,
    note,
    inForce: number === row?.published,
  }));
  return [
    ...(row?.draft == null
      ? []
      : [{ ...other, key: 'draf', label: 'Perubahan yang belum terbit', madeAt: row.draft_at }]),
    ...kept,
    ...(shippedSource(slug) === undefined
      ? []
      : [{ ...other, key: 'bawaan', label: 'Teks bawaan Balai', inForce: row?.published == null }]),
  ];
}

/**
 * Two texts of a type held against each other, by their parts.
 * @throws Refusal 'not-found' for a text that is not there
 */
export async function compareVersions(
  tx: VillageTx,
  visitor: Visitor,
  input: { slug: string; from: string; to: string },
): Promise<ComparedPart[]> {
  requireOfficer(visitor, 'letter-types.edit');
  const { slug } = input;
  const row = await findTypeRow(tx, slug);
  const versions = await findVersions(tx, slug);
  const find = (key: string) => {
    if (key === 'draf') return row?.draft ?? undefined;
    if (key === 'terbit') return sourceInForce(slug, row);
    if (key === 'bawaan') return shippedSource(slug);
    if (key === 'bawaan-lama') return row?.shipped_seen ?? undefined;
    return versions.find(({ number }) => String(number) === key)?.source;
  };
  const [from, to] = [find(input.from), find(input.to)];
  if (from === undefined || to === undefined)
    throw new Refusal('not-found', 'Versi ini tidak ada. Pilih dari riwayatnya.');
  return compareLetterTypes(readLetterSource(from), readLetterSource(to));
}

/** A type as a file for another village: what is in force, or what is being written. Recorded. */
export async function takeOutType(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  slug: string,
): Promise<string> {
  requireOfficer(visitor, 'letter-types.edit');
  const row = await findTypeRow(tx, slug);
  const { type } = openRow(slug, row);
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.take-out-type',
    details: { type: type.name },
  });
  return sourceInForce(slug, row) ?? row?.draft ?? '';
}
