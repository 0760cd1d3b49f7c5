import { fitsMany } from '#lib/domain/letter-batch.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { requireOfficer } from '../policy.ts';
import { findLetterType, letterTypes } from '../types/village-types.ts';
import { insertBatch } from './batch-store.ts';

const longestName = 100;

/**
 * The letter types that may be made for a list.
 * @throws Refusal 'forbidden'
 */
export async function listTypesForMany(tx: VillageTx, visitor: Visitor): Promise<LetterType[]> {
  requireOfficer(visitor, 'letters.counter');
  return [...(await letterTypes(tx)).values()].filter(fitsMany);
}

/**
 * Begins a letter for a list of residents.
 * @param input.name what the list is called: "Penerima bantuan pangan 2026"
 * @returns its id
 * @throws Refusal 'forbidden'; 'invalid' without a name, or for a type with questions that each person
 *   answers differently
 */
export async function startLetterBatch(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { slug: string; name: string },
): Promise<string> {
  requireOfficer(visitor, 'letters.counter');
  const name = input.name.replace(/\s+/g, ' ').trim();
  const type = await findLetterType(tx, input.slug);
  const problems: Record<string, string> = {};
  if (!type) problems.jenis = 'Pilih jenis surat dari daftar.';
  else if (!fitsMany(type))
    problems.jenis = `${type.name} memuat isian yang berbeda untuk setiap orang. Buat satu per satu di Loket.`;
  if (name.length < 3 || name.length > longestName)
    problems.nama = `Beri nama daftar ini, 3 sampai ${longestName} huruf.`;
  if (!type || Object.keys(problems).length)
    throw new Refusal('invalid', 'Ada isian yang perlu diperbaiki.', problems);
  const at = now();
  const id = await insertBatch(tx, {
    village_id: villageId,
    name,
    type_slug: type.slug,
    definition: JSON.stringify(type),
    prepared_by: visitor.staffId,
    created_at: at,
    updated_at: at,
  });
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.begin-batch',
    subjectKind: 'letter-batch',
    subjectId: id,
    details: { name, type: type.name },
  });
  return id;
}
