import { randomBytes } from 'node:crypto';
import { validateAnswers } from '#lib/domain/letter-answers.ts';
import { introductionOf, requirementsFor } from '#lib/domain/letter-type.ts';
import { newReference } from '#lib/domain/reference.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { move } from '#lib/domain/request-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { askForIntroduction } from './introduction/ask-introduction.ts';
import { daysToIntroduce, findIntroducer } from './introduction/find-introducer.ts';
import { findReliedOn } from './papers/paper-store.ts';
import { requireOwn, requireResident, requireSubject } from './policy.ts';
import { promiseDay } from './promise-day.ts';
import { answersOf, positionOf, today, typeOf } from './request-context.ts';
import {
  findAttachments,
  findRequestByKey,
  findRequestLocked,
  insertEvent,
  isReferenceTaken,
  updateRequest,
  type RequestRow,
} from './store.ts';
import { findSubjectFamily } from './subject-family.ts';

/**
 * What is still missing or wrong in a request that is about to be sent, by field or requirement key.
 * Empty when it may be sent.
 */
export async function findProblems(
  tx: VillageTx,
  village: VillageContext,
  request: RequestRow,
): Promise<Record<string, string>> {
  const type = typeOf(request);
  const problems: Record<string, string> = {};
  const reading = validateAnswers(type, answersOf(request), today(village));
  if (!reading.ok) for (const { field, message } of reading.errors) problems[field] = message;
  const present = new Set([
    ...(await findAttachments(tx, request.id)).map((a) => a.requirement),
    ...request.seen_requirements,
    ...(await findReliedOn(tx, request.id)).map((p) => p.requirement),
    ...((await findIntroducer(tx, village, request)) ? [introductionOf(type)?.key] : []),
  ]);
  for (const requirement of requirementsFor(type, request.subject_id !== null)) {
    if (requirement.required && !present.has(requirement.key))
      problems[requirement.key] = `Lampirkan ${requirement.label}.`;
  }
  return problems;
}

/**
 * Sends a draft, or a returned request anew. Sent twice with the same key (a bad line, a double
 * press), it is one request.
 * @returns the reference, and the promised day 'YYYY-MM-DD'
 * @throws Refusal 'invalid' with a message for each answer or attachment that is not right
 */
export async function submitRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; idempotencyKey: string },
): Promise<{ reference: string; promisedOn: string }> {
  requireResident(visitor);
  const request = await findRequestLocked(tx, input.requestId);
  requireOwn(request, visitor);
  const earlier = await findRequestByKey(tx, visitor.residentId, input.idempotencyKey);
  if (earlier?.reference && earlier.promised_on)
    return { reference: earlier.reference, promisedOn: earlier.promised_on };

  const action = request.status === 'returned' ? 'correct' : 'send';
  const position = move(positionOf(request), action, { kind: 'resident' });
  if (!position)
    throw new Refusal(
      'conflict',
      'Permohonan ini sudah dikirim. Lihat perjalanannya di Riwayat Layanan.',
    );

  const type = typeOf(request);
  const applicant = await getPerson(tx, visitor.residentId);
  requireSubject(
    type,
    applicant,
    await findSubjectFamily(tx, type, applicant.id),
    request.subject_id ?? applicant.id,
    today(village),
  );
  const problems = await findProblems(tx, village, request);
  if (Object.keys(problems).length)
    throw new Refusal('invalid', 'Ada isian yang perlu diperbaiki.', problems);
  const reading = validateAnswers(type, answersOf(request), today(village));
  if (!reading.ok) throw new Error('Answers were judged twice with different results.');

  const at = now();
  const reference = request.reference ?? (await freeReference(tx, type.code));
  const introducer = await findIntroducer(tx, village, request);
  const promisedOn = await promiseDay(tx, village, type, daysToIntroduce(village, introducer));
  await updateRequest(tx, request.id, request.version, {
    status: position.status,
    chain_step: 0,
    reference,
    answers: JSON.stringify(reading.answers),
    idempotency_key: input.idempotencyKey,
    sent_at: request.sent_at ?? at,
    promised_on: promisedOn,
    reason: null,
    updated_at: at,
  });
  await insertEvent(tx, {
    village_id: village.id,
    request_id: request.id,
    at,
    action,
    from_status: request.status,
    to_status: position.status,
    actor_kind: 'resident',
    actor_id: visitor.residentId,
    actor_role: 'Anda',
  });
  await askForIntroduction(tx, village, visitor, { ...request, reference }, introducer, at);
  await recordEvent(tx, village.id, visitor, {
    action: `letters.${action}`,
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference, type: type.slug },
  });
  return { reference, promisedOn };
}

export async function freeReference(tx: VillageTx, code: string): Promise<string> {
  for (;;) {
    const reference = newReference(code, randomBytes);
    if (!(await isReferenceTaken(tx, reference))) return reference;
  }
}
