import type { ResidentVisitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { promiseDay } from '../promise-day.ts';
import { insertEvent, type RequestRow } from '../store.ts';
import type { Introducer } from './find-introducer.ts';
import { deleteIntroduction, upsertIntroduction } from './introduction-store.ts';

/**
 * As a request is sent: asks the head of the RT or RW for the introduction, and tells them. What was
 * declined before is asked anew; a paper that was attached instead ends the asking.
 * @param introducer of findIntroducer, in the same transaction
 */
export async function askForIntroduction(
  tx: VillageTx,
  village: VillageContext,
  visitor: ResidentVisitor,
  request: RequestRow,
  introducer: Introducer | undefined,
  at: Date,
): Promise<void> {
  if (introducer?.by === 'done') return;
  if (!introducer) return deleteIntroduction(tx, request.id);
  const head = introducer.by === 'head' ? introducer.head : undefined;
  const dueOn = await promiseDay(tx, village, { workingDays: village.introductionDays });
  await upsertIntroduction(tx, {
    village_id: village.id,
    request_id: request.id,
    level: head?.level ?? 'office',
    asked_of: introducer.title,
    state: head ? 'waiting' : 'waived',
    asked_at: at,
    due_on: dueOn,
    answered_at: null,
    answered_by: null,
    waived_by: null,
    reason: head ? null : `Permohonan ${introducer.title} sendiri atau keluarganya.`,
    told_at: null,
  });
  await insertEvent(tx, {
    village_id: village.id,
    request_id: request.id,
    at,
    action: head ? 'ask-introduction' : 'waive-introduction',
    from_status: 'waiting',
    to_status: 'waiting',
    actor_kind: 'system',
    actor_role: 'Balai',
    note: head ? null : `Permohonan ${introducer.title} sendiri atau keluarganya.`,
  });
  if (!head) return;
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.ask-introduction',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference, of: introducer.title },
  });
  await announce(tx, village.id, residentTopic, {
    residentId: head.residentId,
    text: `Ada warga yang meminta pengantar Anda sebagai ${introducer.title}.`,
    link: '/layanan-mandiri/pengantar',
  });
}
