import type { RequestStatus } from '#lib/domain/request-status.ts';
import { readTicketCode } from '#lib/domain/ticket-code.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findLetterOf } from '../letter-store.ts';
import { positionOf, typeOf } from '../request-context.ts';
import { waitingWords } from '../own-requests.ts';
import { findRequestByTicket } from '../store.ts';

/** What a ticket tells whoever holds it: nothing about the person. */
export interface Ticket {
  reference: string;
  typeName: string;
  status: RequestStatus;
  sentAt: Date | null;
  promisedOn: string | null;
  waitsFor: string | null;
  wet: boolean;
  collected: boolean;
  reason: string | null;
}

/**
 * How a request stands, for the holder of its ticket, without an account.
 * @param typed the code in any writing
 * @throws Refusal 'not-found'
 */
export async function followTicket(tx: VillageTx, typed: string): Promise<Ticket> {
  const code = readTicketCode(typed);
  const request = code ? await findRequestByTicket(tx, code) : undefined;
  if (!request)
    throw new Refusal(
      'not-found',
      'Tiket ini tidak ditemukan. Periksa kodenya di kertas tiket Anda.',
    );
  const letter = await findLetterOf(tx, request.id);
  return {
    reference: request.reference ?? '',
    typeName: typeOf(request).name,
    status: request.status,
    sentAt: request.sent_at,
    promisedOn: request.promised_on,
    waitsFor: waitingWords(positionOf(request)),
    wet: typeOf(request).signature === 'wet',
    collected: Boolean(letter?.collected_at),
    reason: ['rejected', 'withdrawn'].includes(request.status) ? request.reason : null,
  };
}
