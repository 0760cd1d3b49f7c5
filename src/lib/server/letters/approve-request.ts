import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { issueLetter } from './issue-letter.ts';
import { recordStep, takeStep, tellApplicant } from './move-request.ts';
import type { ChosenNumber } from './numbering/allot-number.ts';
import { recordChosen } from './numbering/record-chosen.ts';
import { requireOfficer } from './policy.ts';
import {
  actingOfficer,
  inCapacity,
  requireSignatory,
  type ActingOfficer,
} from './signers/acting.ts';
import { updateRequest } from './store.ts';

/**
 * Approves and signs: issues the letter (issue-letter.ts) and moves the request on.
 *
 * A letter that needs a wet signature is typeset with room for pen and stamp, and is not signed
 * electronically: the bytes are the office's print.
 * @param input.chosen another number than the next one, or another day than today
 * @returns the letter's number
 * @throws Refusal as moveRequest does; 'proof-needed' without a fresh proof; 'unavailable' when the
 *   certificate is missing or has expired
 */
export async function approveRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; version: number; origin: string; chosen?: ChosenNumber },
): Promise<{ number: string }> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  requireOfficer(officer, 'letters.approve');
  requireFreshProof(visitor);
  return approveAs(tx, village, officer, input);
}

/**
 * What approving does, for an officer whose authority and proof stand: of this request, or of the list
 * that it belongs to (batches/approve-batch.ts).
 * @throws Refusal as moveRequest does; 'forbidden' for who may sign nothing today
 */
export async function approveAs(
  tx: VillageTx,
  village: VillageContext,
  officer: ActingOfficer,
  input: { requestId: string; version: number; origin: string; chosen?: ChosenNumber },
): Promise<{ number: string }> {
  const { request, position } = await takeStep(tx, officer, { ...input, action: 'approve' });
  const signatory = requireSignatory(officer);
  const at = now();
  const { number, subject } = await issueLetter(tx, village, {
    request,
    reference: request.reference!,
    signatory,
    staffId: officer.staffId,
    origin: input.origin,
    at,
    chosen: input.chosen,
  });
  const { chosen } = input;
  await recordChosen(tx, village.id, officer, { reference: request.reference!, number, chosen });
  await updateRequest(tx, request.id, request.version, {
    status: position.status,
    chain_step: position.step,
    subject_data: JSON.stringify(subject),
    updated_at: at,
  });
  const actor = inCapacity(officer, request);
  await recordStep(tx, village, actor, request, 'approve', position, at, null);
  await tellApplicant(tx, village, request, 'approve');
  return { number };
}
