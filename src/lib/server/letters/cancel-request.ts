import { Refusal } from '#lib/domain/refusal.ts';
import { move } from '#lib/domain/request-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findOpenAttempt } from './esign/attempt-store.ts';
import { requireOwn, requireResident } from './policy.ts';
import { positionOf } from './request-context.ts';
import { findRequestLocked, insertEvent, updateRequest } from './store.ts';

/** The resident takes the request back, before approval. */
export async function cancelRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  requestId: string,
): Promise<void> {
  requireResident(visitor);
  const request = await findRequestLocked(tx, requestId);
  requireOwn(request, visitor);
  const position = move(positionOf(request), 'cancel', { kind: 'resident' });
  if (!position)
    throw new Refusal(
      'conflict',
      'Permohonan ini sudah selesai diproses, jadi tidak bisa dibatalkan lagi.',
    );
  if (await findOpenAttempt(tx, request.id))
    throw new Refusal(
      'conflict',
      'Surat Anda sedang ditandatangani, jadi tidak bisa dibatalkan lagi.',
    );
  const at = now();
  await updateRequest(tx, request.id, request.version, { status: position.status, updated_at: at });
  await insertEvent(tx, {
    village_id: village.id,
    request_id: request.id,
    at,
    action: 'cancel',
    from_status: request.status,
    to_status: position.status,
    actor_kind: 'resident',
    actor_id: visitor.residentId,
    actor_role: 'Anda',
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.cancel',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference },
  });
}
