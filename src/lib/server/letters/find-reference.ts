import { readReference } from '#lib/domain/reference.ts';
import { readTicketCode } from '#lib/domain/ticket-code.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { requireOfficer } from './policy.ts';
import { findRequestByReference, findRequestByTicket } from './store.ts';

/**
 * The reference of the request that an officer typed, in any writing: its own, or the code of its ticket.
 * Nothing of the request is read. Undefined where there is none.
 * @throws Refusal 'forbidden'
 */
export async function findReference(
  tx: VillageTx,
  visitor: Visitor,
  typed: string,
): Promise<string | undefined> {
  requireOfficer(visitor, 'requests.read');
  const reference = readReference(typed);
  const code = readTicketCode(typed);
  const request =
    (reference && (await findRequestByReference(tx, reference))) ||
    (code && (await findRequestByTicket(tx, code)));
  return (request && request.reference) || undefined;
}
