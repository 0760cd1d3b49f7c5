import {
  type LetterRequirement,
  type LetterType,
  requirementsFor,
} from '#lib/domain/letter-type.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import { findFamily } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { type Brought, findBrought, findOffers, type PaperOffer } from '../papers/find-offers.ts';
import { requireOfficer, requireTakenDown } from '../policy.ts';
import { answersOf, typeOf } from '../request-context.ts';
import { getSubject, type RequestSubject } from '../request-subject.ts';
import { findAttachments, findRequest, type RequestRow } from '../store.ts';

/** What an officer takes down at the counter. */
export interface CounterDraft {
  request: RequestRow;
  type: LetterType;
  answers: Record<string, string>;
  subject: RequestSubject;
  requirements: LetterRequirement[];
  attachments: Brought['attachments'];
  reliedOn: Brought['reliedOn'];
  /** What the village holds already, by requirement key. */
  offers: Map<string, PaperOffer>;
  /** The applicant's family, whose data may be taken over. */
  people: { value: string; label: string }[];
  /** Whether sending it prints the letter at once, for wet signature. */
  printsAtOnce: boolean;
}

/** Opens a draft that is taken down at the counter. Reading the subject's data is recorded. */
export async function openCounterDraft(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<CounterDraft> {
  requireOfficer(visitor, 'letters.counter');
  const request = await findRequest(tx, id);
  requireTakenDown(request);
  const type = typeOf(request);
  const subject = await getSubject(tx, village, request);
  if (subject.resident)
    await recordEvent(tx, village.id, visitor, {
      action: 'letters.read',
      subjectKind: 'request',
      subjectId: request.id,
      residentId: subject.resident.id,
      details: { type: type.slug },
    });
  const brought = await findBrought(tx, request.id);
  return {
    request,
    type,
    ...brought,
    answers: answersOf(request),
    subject,
    requirements: requirementsFor(type, request.subject_id !== null),
    offers: await findOffers(tx, village, visitor, request, brought),
    people: request.applicant_id
      ? (await findFamily(tx, request.applicant_id)).map(({ id, name }) => ({
          value: id,
          label: name,
        }))
      : [],
    printsAtOnce: type.signature === 'wet' && village.counterPrints,
  };
}

/** A file of what is taken down at the counter. */
export async function openCounterAttachment(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; attachmentId: string },
) {
  requireOfficer(visitor, 'letters.counter');
  const request = await findRequest(tx, input.requestId);
  requireTakenDown(request);
  const attachment = (await findAttachments(tx, request.id)).find(
    ({ id }) => id === input.attachmentId,
  );
  if (!attachment || attachment.deleted_at)
    throw new Refusal('not-found', 'Lampiran ini tidak ada lagi.');
  return readStoredFile(tx, village.id, attachment.file_id);
}
