import { closeGaps } from '#lib/domain/letter-items.ts';
import { questionsOf } from '#lib/domain/letter-questions.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { requireOfficer, requireOwn, requireResident, requireTakenDown } from './policy.ts';
import { answersOf, typeOf } from './request-context.ts';
import { findRequestLocked, updateRequest, type RequestRow } from './store.ts';

/** Longest answer kept while it is still being written. */
const longest = 4000;

/**
 * A request whose answers may still be changed: by the resident who asks, or while a draft by the
 * officers who take it down at the counter.
 * @throws Refusal when the request is not the visitor's or no longer in their hands
 */
export async function getEditable(
  tx: VillageTx,
  visitor: Visitor,
  requestId: string,
): Promise<RequestRow> {
  const request = await findRequestLocked(tx, requestId);
  if (visitor.kind === 'staff') {
    requireOfficer(visitor, 'letters.counter');
    requireTakenDown(request);
    return request;
  }
  requireResident(visitor);
  requireOwn(request, visitor);
  if (request.status !== 'draft' && request.status !== 'returned') {
    throw new Refusal(
      'conflict',
      'Permohonan ini sudah dikirim, jadi tidak bisa diubah lagi. Lihat perjalanannya di Riwayat Layanan.',
    );
  }
  return request;
}

/** Keeps what was typed as it is, right or wrong: it is judged when it is sent. */
export async function saveDraft(
  tx: VillageTx,
  visitor: Visitor,
  requestId: string,
  typed: Readonly<Record<string, string>>,
): Promise<RequestRow> {
  const request = await getEditable(tx, visitor, requestId);
  const type = typeOf(request);
  const kept: Record<string, string> = { ...answersOf(request) };
  for (const { field } of questionsOf(type, { ...kept, ...typed })) {
    const value = typed[field.key];
    if (value !== undefined) kept[field.key] = value.slice(0, longest);
  }
  const answers = closeGaps(type, kept);
  await updateRequest(tx, request.id, request.version, {
    answers: JSON.stringify(answers),
    updated_at: now(),
  });
  return { ...request, answers, version: request.version + 1 };
}
