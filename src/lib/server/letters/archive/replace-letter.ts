import { askMissing, askOutsider } from '#lib/domain/letter-questions.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { withdrawLetter } from '../issued-letter.ts';
import { subjectFor } from '../letter-input.ts';
import { isOwnMatter, requireOfficer } from '../policy.ts';
import { copyAttachments } from '../papers/paper-store.ts';
import { findRequestLocked, insertRequest } from '../store.ts';
import { findLetterType } from '../types/village-types.ts';
import {
  findArchivedLetter,
  findReplacement,
  findReplacingRequest,
} from './letter-archive-store.ts';

/**
 * Withdraws a letter and begins the one that is to stand in its place.
 * @returns the id of the new form, which an officer at the counter goes on with
 * @throws Refusal as withdrawLetter and beginReplacement do
 */
export async function withdrawAndReplace(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { letterId: string; requestId: string; version: number; reason: string },
): Promise<string> {
  await withdrawLetter(tx, village, visitor, input);
  return beginReplacement(tx, village, visitor, input.letterId);
}

/**
 * Begins a letter in place of a withdrawn one: a form of today's letter type with the old answers and
 * files, taken down at the counter. Begun already, it is the same form.
 * @returns the form's id
 * @throws Refusal 'conflict' for a letter that stands, was replaced or is being replaced
 */
export async function beginReplacement(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  letterId: string,
): Promise<string> {
  requireOfficer(visitor, 'letters.replace');
  const letter = await findArchivedLetter(tx, letterId);
  const old = letter && (await findRequestLocked(tx, letter.request_id));
  if (!old) throw new Refusal('not-found', 'Surat ini tidak ditemukan.');
  if (isOwnMatter(old, visitor))
    throw new Refusal('forbidden', 'Ini surat Anda sendiri. Petugas lain yang harus menggantinya.');
  if (!letter.withdrawn_at)
    throw new Refusal('conflict', 'Surat ini masih berlaku. Cabut dulu, baru buat penggantinya.');
  const replacement = await findReplacement(tx, letter.id);
  if (replacement)
    throw new Refusal('conflict', `Surat ini sudah diganti dengan nomor ${replacement.number}.`);
  const begun = await findReplacingRequest(tx, letter.id);
  if (begun?.status === 'draft') return begun.id;
  if (begun)
    throw new Refusal('conflict', `Surat penggantinya sedang diproses: ${begun.reference}.`);
  const type = await findLetterType(tx, old.type_slug);
  if (!type)
    throw new Refusal('not-found', 'Jenis surat ini tidak dilayani lagi, jadi tidak bisa diganti.');
  const at = now();
  const id = await insertRequest(tx, {
    village_id: village.id,
    type_slug: type.slug,
    definition: JSON.stringify(
      old.subject_id
        ? askMissing(type, subjectFor(await getPerson(tx, old.subject_id), village))
        : askOutsider(type),
    ),
    applicant_id: old.applicant_id,
    subject_id: old.subject_id,
    status: 'draft',
    answers: JSON.stringify(old.answers),
    filed_by: visitor.staffId,
    replaces_letter_id: letter.id,
    created_at: at,
    updated_at: at,
  });
  await copyAttachments(tx, { from: old.id, to: id, type, at });
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.replace',
    subjectKind: 'letter',
    subjectId: letter.id,
    residentId: old.subject_id ?? undefined,
    details: { number: letter.number },
  });
  return id;
}
