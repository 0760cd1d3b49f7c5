import { requireOfficer } from '#lib/domain/authority.ts';
import { detailsFromAnswers } from '#lib/domain/event-details.ts';
import { type EventKind } from '#lib/domain/event-rules.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { decideProposal, insertProposal, lockProposal } from './proposal-store.ts';

/** The events that a letter can propose. */
export type ProposableEvent = Extract<EventKind, 'birth' | 'death' | 'arrival' | 'departure'>;

/** Puts an event that an approved letter speaks of before the office. It is never recorded by itself. */
export async function proposeEvent(
  tx: VillageTx,
  villageId: number,
  letter: {
    event: ProposableEvent;
    requestId: string;
    reference: string;
    /** Whom the letter is about: for a birth the parent. */
    residentId: string;
    answers: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const details = detailsFromAnswers(letter.event, letter.answers);
  await insertProposal(tx, {
    village_id: villageId,
    kind: letter.event,
    request_id: letter.requestId,
    resident_id: letter.residentId,
    details: JSON.stringify({ ...details, letter: letter.reference }),
    created_at: now(),
  });
}

/**
 * Sets a proposal aside without an event.
 * @throws Refusal 'conflict' when somebody has decided already
 */
export async function dismissProposal(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  proposalId: string,
): Promise<void> {
  requireOfficer(visitor, 'events.record');
  const proposal = await lockProposal(tx, proposalId);
  if (!proposal) throw new Refusal('not-found', 'Usulan ini tidak ditemukan.');
  if (proposal.state !== 'open')
    throw new Refusal('conflict', 'Usulan ini sudah ditangani. Muat ulang halamannya.');
  await decideProposal(tx, proposalId, {
    state: 'dismissed',
    decided_by: visitor.staffId,
    decided_at: now(),
  });
  await recordEvent(tx, villageId, visitor, {
    action: 'population.dismiss-proposal',
    subjectKind: 'resident',
    subjectId: proposal.resident_id,
    residentId: proposal.resident_id,
    details: { kind: proposal.kind },
  });
}
