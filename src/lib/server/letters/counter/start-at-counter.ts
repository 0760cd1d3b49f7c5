import { askMissing, askOutsider } from '#lib/domain/letter-questions.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { subjectFor } from '../letter-input.ts';
import { requireOfficer, requireSubject } from '../policy.ts';
import { today } from '../request-context.ts';
import { insertRequest } from '../store.ts';
import { findSubjectFamily } from '../subject-family.ts';
import { findLetterType } from '../types/village-types.ts';

/**
 * Begins to take a request down for somebody who came in. Nobody on the register: the form asks who
 * they are.
 * @returns the draft's id
 * @throws Refusal 'not-found' for an unknown type, 'invalid' where it is not for this person
 */
export async function startAtCounter(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { slug: string; applicantId?: string; subjectId?: string },
): Promise<string> {
  requireOfficer(visitor, 'letters.counter');
  const type = await findLetterType(tx, input.slug);
  if (!type) throw new Refusal('not-found', 'Jenis surat ini tidak ada. Pilih dari daftar surat.');
  const at = now();
  const draft = {
    village_id: village.id,
    type_slug: type.slug,
    status: 'draft',
    filed_by: visitor.staffId,
    created_at: at,
    updated_at: at,
  };
  if (!input.applicantId)
    return insertRequest(tx, { ...draft, definition: JSON.stringify(askOutsider(type)) });
  const applicant = await getPerson(tx, input.applicantId);
  const subject = requireSubject(
    type,
    applicant,
    await findSubjectFamily(tx, type, applicant.id),
    input.subjectId ?? applicant.id,
    today(village),
  );
  return insertRequest(tx, {
    ...draft,
    definition: JSON.stringify(askMissing(type, subjectFor(subject, village))),
    applicant_id: applicant.id,
    subject_id: subject.id,
  });
}
