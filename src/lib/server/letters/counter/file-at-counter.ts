import { randomBytes } from 'node:crypto';
import { validateAnswers } from '#lib/domain/letter-answers.ts';
import { requirementsFor } from '#lib/domain/letter-type.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { newTicketCode } from '#lib/domain/ticket-code.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { issueLetter } from '../issue-letter.ts';
import { recordStep, takeFiling, tellApplicant } from '../move-request.ts';
import type { ChosenNumber } from '../numbering/allot-number.ts';
import { recordChosen } from '../numbering/record-chosen.ts';
import { keepSight } from '../papers/keep-sight.ts';
import { requireOfficer, requireTakenDown } from '../policy.ts';
import { promiseDay } from '../promise-day.ts';
import { answersOf, today, typeOf } from '../request-context.ts';
import { loadRoster, penToday } from '../signers/roster.ts';
import { findRequestLocked, updateRequest } from '../store.ts';
import { findProblems, freeReference } from '../submit-request.ts';

/**
 * Files what was taken down at the counter. The officer who took it down has verified it: it goes on to
 * the first of its chain. A letter for wet signature is issued and printed at once where the village
 * works so (`counterPrints`, decision 18): it is the pen that makes it valid.
 * @param input.seen requirements whose originals the officer has seen
 * @param input.chosen for a letter printed at once: another number than the next one, or another day
 * @returns the reference, and whether the letter is ready to print
 * @throws Refusal 'invalid' with a message for each answer or requirement that is not right,
 *   'forbidden' for the officer's own matter
 */
export async function fileAtCounter(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; seen: readonly string[]; origin: string; chosen?: ChosenNumber },
): Promise<{ reference: string; printed: boolean }> {
  requireOfficer(visitor, 'letters.counter');
  const found = await findRequestLocked(tx, input.requestId);
  // Pressed twice: it is filed already.
  if (found?.reference && found.filed_by)
    return { reference: found.reference, printed: found.status === 'approved' };
  requireTakenDown(found);
  const type = typeOf(found);
  const asked = requirementsFor(type, found.subject_id !== null);
  const seen = asked.map(({ key }) => key).filter((key) => input.seen.includes(key));
  const request = { ...found, seen_requirements: seen };

  const problems = await findProblems(tx, village, request);
  for (const { key, label } of asked)
    if (problems[key]) problems[key] = `Centang bila asli ${label} sudah dilihat, atau lampirkan.`;
  const reading = validateAnswers(type, answersOf(request), today(village));
  if (!reading.ok || Object.keys(problems).length)
    throw new Refusal('invalid', 'Ada isian yang perlu diperbaiki.', problems);

  const prints = type.signature === 'wet' && village.counterPrints;
  const action = prints ? 'issue' : 'file';
  const position = takeFiling(request, visitor, action);
  const at = now();
  const reference = await freeReference(tx, type.code);
  const filed = { ...request, reference, answers: reading.answers };
  await updateRequest(tx, request.id, request.version, {
    status: position.status,
    chain_step: 0,
    reference,
    answers: JSON.stringify(reading.answers),
    seen_requirements: seen,
    filed_by: visitor.staffId,
    ticket_code: newTicketCode(randomBytes),
    sent_at: at,
    promised_on: await promiseDay(tx, village, type),
    updated_at: at,
  });
  if (prints) {
    const signatory = penToday(await loadRoster(tx, village), village);
    if (!signatory)
      throw new Refusal(
        'unavailable',
        'Belum ada pejabat yang terdaftar sebagai penanda tangan. Minta admin mengaturnya di Pengaturan.',
      );
    const { chosen } = input;
    const { subject, number } = await issueLetter(tx, village, {
      request: filed,
      reference,
      signatory,
      staffId: visitor.staffId,
      origin: input.origin,
      at,
      chosen,
    });
    await recordChosen(tx, village.id, visitor, { reference, number, chosen });
    await updateRequest(tx, request.id, request.version + 1, {
      subject_data: JSON.stringify(subject),
    });
  }
  await keepSight(tx, village, { type, request: filed, seen, at });
  await recordStep(tx, village, visitor, filed, action, position, at, null);
  await tellApplicant(tx, village, filed, action);
  return { reference, printed: prints };
}
