import type { RequestNews } from '#lib/domain/outgoing-text.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { chatWith, getPerson, mayChatWith, type Person } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from './policy.ts';
import { findRequestByReference } from './store.ts';

/** What there is to tell of a request that stands so. */
const newsOf: Partial<Record<RequestStatus, RequestNews>> = {
  returned: 'return',
  processing: 'accept',
  approved: 'approve',
  rejected: 'reject',
  withdrawn: 'withdraw',
};

/** Whether an officer can tell an applicant by hand how their request stands. */
export const canChat = (
  visitor: Visitor,
  applicant: Person | undefined,
  status: RequestStatus,
): boolean => Boolean(newsOf[status]) && mayChatWith(visitor, applicant);

/**
 * A WhatsApp chat with the applicant, the short text about their request ready in it.
 * @returns the address that opens it
 * @throws Refusal 'forbidden'; 'not-found'; 'conflict' without a mobile number or anything to tell
 */
export async function openChat(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  reference: string,
): Promise<string> {
  requireOfficer(visitor, 'residents.unmask');
  const request = await findRequestByReference(tx, reference);
  if (!request || request.status === 'draft')
    throw new Refusal('not-found', 'Permohonan ini tidak ditemukan.');
  const state = newsOf[request.status];
  if (!state) throw new Refusal('conflict', 'Belum ada kabar untuk warga ini.');
  return chatWith(tx, village, visitor, {
    person: request.applicant_id ? await getPerson(tx, request.applicant_id) : undefined,
    news: { about: 'request', reference, state },
    event: {
      action: 'letters.open-whatsapp',
      subjectKind: 'request',
      subjectId: request.id,
      details: { reference },
    },
  });
}
