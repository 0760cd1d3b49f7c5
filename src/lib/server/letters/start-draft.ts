import { askMissing } from '#lib/domain/letter-questions.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { subjectFor } from './letter-input.ts';
import { requireResident, requireSubject } from './policy.ts';
import { today } from './request-context.ts';
import { findDraft, insertRequest } from './store.ts';
import { findSubjectFamily } from './subject-family.ts';
import { findPublicType } from './types/village-types.ts';

/** Why a letter is not asked for from home, and what to do. */
export const onlyAtOffice = ({ name }: { name: string }) =>
  `${name} diurus di kantor desa. Silakan datang pada jam buka.`;

/**
 * Begins a request, or goes on with the draft of the same letter for the same person.
 * @returns the draft's id
 * @throws Refusal when the type is unknown, only given at the office, or not for this person
 */
export async function startDraft(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { slug: string; subjectId?: string },
): Promise<string> {
  requireResident(visitor);
  const type = await findPublicType(tx, input.slug);
  if (!type) throw new Refusal('not-found', 'Jenis surat ini tidak ada. Pilih dari daftar surat.');
  if (type.selfService === 'red') throw new Refusal('invalid', onlyAtOffice(type));
  const applicant = await getPerson(tx, visitor.residentId);
  const subject = requireSubject(
    type,
    applicant,
    await findSubjectFamily(tx, type, applicant.id),
    input.subjectId ?? applicant.id,
    today(village),
  );
  const existing = await findDraft(tx, applicant.id, type.slug, subject.id);
  if (existing) return existing.id;
  const at = now();
  return insertRequest(tx, {
    village_id: village.id,
    type_slug: type.slug,
    definition: JSON.stringify(askMissing(type, subjectFor(subject, village))),
    applicant_id: applicant.id,
    subject_id: subject.id,
    status: 'draft',
    created_at: at,
    updated_at: at,
  });
}
