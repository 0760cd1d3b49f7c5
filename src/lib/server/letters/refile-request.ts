import { askMissing } from '#lib/domain/letter-questions.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { subjectFor } from './letter-input.ts';
import { copyAttachments } from './papers/paper-store.ts';
import { requireOwn, requireResident } from './policy.ts';
import { findDraftBasedOn, findRequest, insertRequest } from './store.ts';
import { onlyAtOffice } from './start-draft.ts';
import { findPublicType } from './types/village-types.ts';

/**
 * *Perbaiki dan ajukan lagi*: a new draft of today's letter type with the old answers and files, as far
 * as it still asks for them. What the office wanted newer stays wanted newer. Pressed again, it leads to
 * the same draft.
 */
export async function refileRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  requestId: string,
): Promise<string> {
  requireResident(visitor);
  const old = await findRequest(tx, requestId);
  requireOwn(old, visitor);
  if (old.status !== 'rejected' && old.status !== 'cancelled' && old.status !== 'withdrawn') {
    throw new Refusal('conflict', 'Permohonan ini masih berjalan, jadi belum perlu diajukan lagi.');
  }
  const existing = await findDraftBasedOn(tx, old.id);
  if (existing) return existing.id;
  const type = await findPublicType(tx, old.type_slug);
  if (!type)
    throw new Refusal('not-found', 'Jenis surat ini tidak dilayani lagi. Hubungi kantor desa.');
  if (type.selfService === 'red') throw new Refusal('invalid', onlyAtOffice(type));
  const subject = await getPerson(tx, old.subject_id ?? visitor.residentId);
  const at = now();
  const id = await insertRequest(tx, {
    village_id: village.id,
    type_slug: type.slug,
    definition: JSON.stringify(askMissing(type, subjectFor(subject, village))),
    applicant_id: old.applicant_id,
    subject_id: old.subject_id,
    status: 'draft',
    answers: JSON.stringify(old.answers),
    based_on_id: old.id,
    newer_wanted: old.newer_wanted,
    created_at: at,
    updated_at: at,
  });
  await copyAttachments(tx, { from: old.id, to: id, type, at });
  return id;
}
