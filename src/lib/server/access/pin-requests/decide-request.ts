import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { issuePin, type IssuedPin } from '../issue-pin.ts';
import { mustManageAccounts, mustNotBeOwnAccount } from '../policy.ts';
import { findLikelyResidents, findRequest, lockRequest, updateRequest } from './request-store.ts';

/**
 * Grants a request: a PIN is made for a resident that it may be from, on paper as at the counter.
 * Whoever asked is told nothing by it; the slip is handed to the resident themselves.
 * @param input.checked the officer has held the picture against the register
 * @throws Refusal `forbidden` (also for oneself), `proof-needed`, `not-found`, `conflict` (decided
 *   already), `invalid` (not checked; not one of the likely; cannot have an account)
 */
export async function grantPinRequest(
  villageId: number,
  visitor: Visitor,
  input: { id: string; residentId: string; checked: boolean; issueKey: string },
): Promise<IssuedPin> {
  mustManageAccounts(visitor);
  mustNotBeOwnAccount(visitor, input.residentId);
  await withVillage(villageId, async (tx) => {
    const request = await findRequest(tx, input.id);
    if (!request) throw new Refusal('not-found', 'Permintaan PIN ini tidak ditemukan.');
    mustWait(request);
    const likely = await findLikelyResidents(tx, request, 5);
    if (!likely.some((row) => row.id === input.residentId))
      throw new Refusal('invalid', 'Pilih warga yang cocok dengan permintaan ini.');
  });
  if (!input.checked)
    throw new Refusal(
      'invalid',
      'Cocokkan dahulu foto KTP dengan data warga, lalu beri tanda centang.',
    );
  return issuePin(villageId, visitor, input.residentId, input.issueKey, async (tx) => {
    await decide(tx, input.id, {
      state: 'granted',
      resident_id: input.residentId,
      decided_by: visitor.staffId,
    });
    await recordEvent(tx, villageId, visitor, {
      action: 'access.grant-pin-request',
      subjectKind: 'pin-request',
      subjectId: input.id,
      residentId: input.residentId,
    });
  });
}

const longestReason = 300;

/**
 * Refuses a request. The reason stays in the office: whoever asked may be anyone.
 * @throws Refusal `forbidden`, `not-found`, `conflict` (decided already), `invalid` without a reason
 */
export async function refusePinRequest(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { id: string; reason: string },
): Promise<void> {
  mustManageAccounts(visitor);
  const reason = input.reason.trim().slice(0, longestReason);
  if (!reason) {
    const message = 'Tulis alasan permintaan ini ditolak.';
    throw new Refusal('invalid', message, { alasan: message });
  }
  await decide(tx, input.id, { state: 'refused', reason, decided_by: visitor.staffId });
  await recordEvent(tx, villageId, visitor, {
    action: 'access.refuse-pin-request',
    subjectKind: 'pin-request',
    subjectId: input.id,
    details: { reason },
  });
}

async function decide(
  tx: VillageTx,
  id: string,
  values: Parameters<typeof updateRequest>[2],
): Promise<void> {
  const request = await lockRequest(tx, id);
  if (!request) throw new Refusal('not-found', 'Permintaan PIN ini tidak ditemukan.');
  mustWait(request);
  await updateRequest(tx, id, { ...values, decided_at: now() });
}

function mustWait(request: { state: string }) {
  if (request.state !== 'waiting')
    throw new Refusal('conflict', 'Permintaan ini sudah diputuskan. Muat ulang halaman.');
}
