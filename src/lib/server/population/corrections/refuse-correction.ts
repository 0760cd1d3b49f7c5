import { Refusal } from '#lib/domain/refusal.ts';
import { typedText } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { updateCorrection } from './correction-store.ts';
import { takeForDecision } from './decide-policy.ts';
import { tellDecision } from './tell-decision.ts';
import { sentWishes } from './wishes.ts';

const longestReason = 600;

/**
 * Why something is refused, as the resident will read it.
 * @param field the form's name for it
 * @throws Refusal 'invalid' when it is too short or too long
 */
export function readDecisionReason(typed: string, field: string): string {
  const reason = typedText(typed);
  const refuse = (message: string) => new Refusal('invalid', message, { [field]: message });
  if (reason.length < 5)
    throw refuse('Tulis alasannya, supaya warga tahu apa yang harus dilakukan.');
  if (reason.length > longestReason)
    throw refuse(`Singkatkan alasannya: paling banyak ${longestReason} huruf.`);
  return reason;
}

/**
 * Refuses a request with a reason; the register stays as it is, and whoever asked is told.
 * @throws Refusal 'conflict' when it was decided meanwhile, 'forbidden' for one's own family's,
 *   'invalid' without a reason
 */
export async function refuseCorrection(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; reason: string },
): Promise<void> {
  const { officer, row } = await takeForDecision(tx, visitor, input.id);
  const reason = readDecisionReason(input.reason, 'alasan');
  await updateCorrection(tx, row.id, {
    state: 'refused',
    wishes: JSON.stringify(sentWishes(row).map((wish) => ({ ...wish, accepted: false }))),
    reason,
    decided_by: officer.staffId,
    decided_at: now(),
  });
  await recordEvent(tx, village.id, officer, {
    action: 'population.refuse-correction',
    subjectKind: 'correction',
    subjectId: row.id,
    residentId: row.resident_id,
    details: { reason },
  });
  await tellDecision(tx, village, row, 'none');
}
