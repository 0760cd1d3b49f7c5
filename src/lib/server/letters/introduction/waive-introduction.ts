import { moveIntroduction } from '#lib/domain/introduction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { takeStep } from '../move-request.ts';
import { requireOfficer } from '../policy.ts';
import { insertEvent } from '../store.ts';
import { findIntroduction, updateIntroduction } from './introduction-store.ts';

const longestReason = 600;

/**
 * The office goes on without an introduction, with a reason: the head is away or has no phone, or what
 * they answered does not hold.
 * @throws Refusal 'conflict' where there is nothing to do without, 'invalid' without a reason, and
 *   whatever accepting the request would be refused with
 */
export async function waiveIntroduction(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; version: number; reason: string },
): Promise<void> {
  requireOfficer(visitor, 'requests.verify');
  const { request } = await takeStep(tx, visitor, { ...input, action: 'accept' });
  const reason = input.reason.trim();
  const introduction = await findIntroduction(tx, request.id);
  const state = introduction && moveIntroduction(introduction.state, 'waive', 'verifier');
  if (!introduction || !state)
    throw new Refusal('conflict', 'Permohonan ini tidak menunggu pengantar lagi.');
  if (reason.length < 5 || reason.length > longestReason)
    throw new Refusal(
      'invalid',
      `Tulis mengapa dilanjutkan tanpa ${introduction.asked_of}, paling banyak ${longestReason} huruf.`,
      { alasan: 'Tulis alasannya dengan jelas.' },
    );
  const at = now();
  await updateIntroduction(tx, request.id, {
    state,
    waived_by: visitor.staffId,
    answered_at: at,
    reason,
  });
  await insertEvent(tx, {
    village_id: village.id,
    request_id: request.id,
    at,
    action: 'waive-introduction',
    from_status: request.status,
    to_status: request.status,
    actor_kind: 'staff',
    actor_id: visitor.staffId,
    actor_role: visitor.position,
    note: reason,
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.waive-introduction',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference, of: introduction.asked_of, reason },
  });
}
