import { firstName, outgoingText, type RequestNews } from '#lib/domain/outgoing-text.ts';
import { isMobilePhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getPerson, type Person } from '#lib/server/population/index.ts';
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

/** Whether an applicant can be told by hand how their request stands. */
export const canChat = (applicant: Person | undefined, status: RequestStatus): boolean =>
  Boolean(applicant?.phone && isMobilePhone(applicant.phone) && newsOf[status]);

/**
 * A WhatsApp chat with the applicant, the short text about their request ready in it: an officer sends it
 * from their own phone. Recorded, for the number is opened.
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
  const applicant = request.applicant_id ? await getPerson(tx, request.applicant_id) : undefined;
  const state = newsOf[request.status];
  if (!applicant?.phone || !state || !canChat(applicant, request.status))
    throw new Refusal('conflict', 'Warga ini tidak punya nomor HP, atau belum ada kabar untuknya.');
  const news = { about: 'request', reference, state } as const;
  const text = outgoingText(news, firstName(applicant.name), village.publicOrigin);
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.open-whatsapp',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: applicant.id,
    details: { reference },
  });
  return `https://wa.me/${applicant.phone.slice(1)}?text=${encodeURIComponent(text)}`;
}
