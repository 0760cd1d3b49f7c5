import { formatDateFull, formatDateTime } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import {
  now,
  printableData,
  qrCode,
  typesetPdf,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { typeOf } from '../request-context.ts';
import { findRequestByReference } from '../store.ts';

/**
 * The ticket of a request that was filed at the counter: A6, with the code to follow it. Recorded.
 * @param origin of the village's pages, for the QR code
 * @returns a PDF
 * @throws Refusal 'not-found' for a request without a ticket
 */
export async function printTicket(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { reference: string; origin: string },
): Promise<Buffer> {
  requireOfficer(visitor, 'letters.counter');
  const request = await findRequestByReference(tx, input.reference);
  if (!request?.ticket_code) throw new Refusal('not-found', 'Permohonan ini tidak memakai tiket.');
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.print-ticket',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: input.reference },
  });
  const address = `${input.origin}/tiket/${request.ticket_code}`;
  const at = now();
  const ticket = {
    ...printableData({
      village: villageTitle(village),
      letter: typeOf(request).name,
      reference: input.reference,
      sent: request.sent_at ? formatDateTime(request.sent_at, village.timeZone) : '',
      promise: request.promised_on ? formatDateFull(request.promised_on) : '',
      host: new URL(input.origin).host,
    }),
    code: request.ticket_code,
    qr: qrCode(address),
    alt: `Kode QR untuk melihat kemajuan permohonan: ${address}`,
  };
  return Buffer.from(typesetPdf('ticket.typ', ticket, at));
}
