import { moveIntroduction, type IntroductionAction } from '#lib/domain/introduction.ts';
import type { News } from '#lib/domain/outgoing-text.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireResident } from '../policy.ts';
import { promiseDay } from '../promise-day.ts';
import { typeOf } from '../request-context.ts';
import { findRequestLocked, insertEvent } from '../store.ts';
import { promiseSooner, updateIntroduction } from './introduction-store.ts';
import { getWaitingFor } from './led-requests.ts';

export type IntroductionAnswer = Extract<IntroductionAction, 'confirm' | 'decline' | 'disown'>;

const longestReason = 300;

const told: Record<IntroductionAnswer, (title: string) => string> = {
  confirm: (title) => `${title} sudah memberi pengantar. Petugas desa memeriksanya sekarang.`,
  decline: (title) => `${title} tidak memberi pengantar. Buka untuk membaca alasannya.`,
  disown: (title) => `${title} menjawab bahwa ini bukan warganya. Petugas desa akan memeriksanya.`,
};

/**
 * The head of an RT or RW answers: confirms, declines with a reason, or says that it is not one of
 * theirs. The request goes on waiting for the office; once confirmed everything is there, and the
 * promise is counted from now.
 * @throws Refusal 'not-found' for what does not wait for this visitor, 'invalid' without a reason
 */
export async function answerIntroduction(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; answer: IntroductionAnswer; reason: string },
): Promise<void> {
  requireResident(visitor);
  const reason = input.reason.trim();
  const request = await findRequestLocked(tx, input.requestId);
  const waiting = await getWaitingFor(tx, visitor, input.requestId);
  const state = moveIntroduction(waiting.state, input.answer, 'leader');
  if (!request || !state) throw new Error('A waiting introduction took no answer.');
  if (input.answer === 'decline' && reason.length < 5)
    throw new Refusal('invalid', 'Tulis alasannya, supaya warga tahu apa yang harus dilakukan.', {
      alasan: 'Tulis alasannya dengan jelas.',
    });
  if (reason.length > longestReason)
    throw new Refusal('invalid', `Alasan paling banyak ${longestReason} huruf.`, {
      alasan: `Singkatkan alasan: paling banyak ${longestReason} huruf.`,
    });

  const at = now();
  const note = input.answer === 'confirm' ? null : reason || null;
  await updateIntroduction(tx, request.id, {
    state,
    answered_at: at,
    answered_by: visitor.residentId,
    reason: note,
  });
  if (input.answer === 'confirm')
    await promiseSooner(tx, request.id, await promiseDay(tx, village, typeOf(request)));
  await insertEvent(tx, {
    village_id: village.id,
    request_id: request.id,
    at,
    action: `${input.answer}-introduction`,
    from_status: request.status,
    to_status: request.status,
    actor_kind: 'resident',
    actor_id: visitor.residentId,
    actor_role: waiting.asked_of,
    note,
  });
  await recordEvent(tx, village.id, visitor, {
    action: `letters.${input.answer}-introduction`,
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference, of: waiting.asked_of, ...(note && { reason: note }) },
  });
  if (request.applicant_id)
    await announce(tx, village.id, residentTopic, {
      residentId: request.applicant_id,
      text: `${typeOf(request).name} (${request.reference}): ${told[input.answer](waiting.asked_of)}`,
      link: `/layanan-mandiri/riwayat/${request.reference}`,
      news: {
        about: 'request',
        reference: request.reference ?? '',
        state: 'introduction',
      } satisfies News,
    });
}
