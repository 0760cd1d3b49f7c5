import { Refusal } from '#lib/domain/refusal.ts';
import type { SigningProblem } from '#lib/domain/signing-problems.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { dropStoredFile, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { keepLetter } from '../issue-letter.ts';
import { recordStep, takeStep, tellApplicant } from '../move-request.ts';
import { requireOfficer } from '../policy.ts';
import { getSubject } from '../request-subject.ts';
import { actingOfficer } from '../signers/acting.ts';
import { findRequestLocked, updateRequest } from '../store.ts';
import { findAttemptLocked, findOpenAttempt, updateAttempt } from './attempt-store.ts';
import { isCalling } from './attempt-view.ts';
import type { Begun } from './begin-attempt.ts';

/** What came back from a service, checked. */
export interface SignedLetter {
  bytes: Uint8Array;
  /** Of the certificate in it. */
  fingerprint: string;
  timestampedAt: Date | null;
  timestampMissing: boolean;
}

/**
 * The last transaction of signOutside: keeps the signed bytes and moves the request on.
 * @throws Refusal 'conflict' when it was finished or given up meanwhile
 */
export async function finishAttempt(
  tx: VillageTx,
  village: VillageContext,
  begun: Begun,
  signed: SignedLetter,
): Promise<{ number: string }> {
  const { officer, position, prepared } = begun;
  const request = await findRequestLocked(tx, begun.request.id);
  const attempt = await findAttemptLocked(tx, begun.attemptId);
  if (!request || attempt?.state !== 'open')
    throw new Refusal('conflict', 'Penandatanganan surat ini sudah diselesaikan atau dibatalkan.');
  const at = now();
  const issue = { request, reference: request.reference!, at };
  await keepLetter(tx, village, issue, prepared, signed.bytes, {
    certificate_id: begun.certificateId,
    service_fingerprint: begun.certificateId ? null : signed.fingerprint,
    timestamped_at: signed.timestampedAt,
    timestamp_missing: signed.timestampMissing,
  });
  await updateAttempt(tx, attempt.id, { state: 'done', calling_since: null, ended_at: at });
  await dropStoredFile(tx, attempt.unsigned_file_id);
  const { words: subject } = await getSubject(tx, village, request);
  await updateRequest(tx, request.id, request.version, {
    status: position.status,
    chain_step: position.step,
    subject_data: JSON.stringify(subject),
    updated_at: at,
  });
  await recordStep(tx, village, officer, request, 'approve', position, at, null);
  await tellApplicant(tx, village, request, 'approve');
  return { number: prepared.row.number };
}

/** Records why a service did not sign. The number and the typeset letter stay for the next try. */
export async function recordFailure(
  tx: VillageTx,
  village: VillageContext,
  { attemptId, request, officer, prepared }: Begun,
  problem: SigningProblem,
  said: string,
): Promise<void> {
  await updateAttempt(tx, attemptId, {
    calling_since: null,
    problem: problem === 'refused' && said ? `${problem}: ${said}` : problem,
  });
  await recordEvent(tx, village.id, officer, {
    action: 'letters.signing-failed',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference, number: prepared.row.number, problem },
  });
}

/**
 * Gives up a signing that does not succeed. The number stays with the request, which uses it when it is
 * approved after all; else it is listed as not used, with the reason.
 * @throws Refusal 'conflict' while the service is being asked or when nothing is under way, 'invalid'
 *   without a reason, 'forbidden', 'proof-needed'
 */
export async function giveUpSigning(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; version: number; reason: string },
): Promise<void> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  requireOfficer(officer, 'letters.approve');
  requireFreshProof(visitor);
  const { request } = await takeStep(tx, officer, { ...input, action: 'approve', signing: true });
  const attempt = await findOpenAttempt(tx, request.id);
  if (!attempt) throw new Refusal('conflict', 'Surat ini tidak sedang ditandatangani.');
  if (isCalling(attempt))
    throw new Refusal(
      'conflict',
      'Surat ini sedang ditandatangani. Tunggu sebentar, lalu muat ulang.',
    );
  const reason = input.reason.trim();
  if (reason.length < 5 || reason.length > 600)
    throw new Refusal('invalid', 'Tulis alasan pembatalan dengan jelas.', {
      alasan: 'Tulis alasan pembatalan, 5 sampai 600 huruf.',
    });
  const at = now();
  await updateAttempt(tx, attempt.id, {
    state: 'void',
    calling_since: null,
    ended_at: at,
    ended_reason: reason,
  });
  await dropStoredFile(tx, attempt.unsigned_file_id);
  await updateRequest(tx, request.id, request.version, { updated_at: at });
  await recordEvent(tx, village.id, officer, {
    action: 'letters.give-up-signing',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference, number: attempt.number, reason },
  });
}
