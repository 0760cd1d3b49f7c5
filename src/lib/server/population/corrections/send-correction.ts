import { requireResident } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findCorrectionsOf, updateCorrection } from './correction-store.ts';
import { judgeDraft } from './draft-correction.ts';
import { getEditable, getOwnLocked } from './own-correction.ts';
import type { Wish } from './wishes.ts';

/** More than anyone needs at a time; keeps a stranger's hand from flooding the office. */
const mostWaiting = 5;

/**
 * Sends a request to the office (UU 27/2022: the right to have one's data corrected). Sent again with
 * the same key, it is still one.
 * @throws Refusal 'invalid' with reasons by field, 'conflict' when it was sent before
 */
export async function sendCorrection(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; key: string },
): Promise<void> {
  requireResident(visitor);
  if ((await getOwnLocked(tx, visitor, input.id)).issue_key === input.key) return;
  const row = await getEditable(tx, visitor, input.id);
  const { fields, problems } = await judgeDraft(tx, village, visitor, row);
  if (fields.length === 0 || Object.keys(problems).length > 0)
    throw new Refusal('invalid', 'Masih ada isian yang perlu diperbaiki.', problems);
  const waiting = (await findCorrectionsOf(tx, visitor.residentId, 100)).filter(
    (one) => one.state === 'waiting' && one.asked_by === visitor.residentId,
  );
  if (waiting.length >= mostWaiting)
    throw new Refusal(
      'invalid',
      `Masih ada ${waiting.length} permintaan Anda yang menunggu. Tunggu jawaban petugas desa dulu.`,
    );
  const wishes = fields.map(({ column, value, wanted }): Wish => ({
    field: column,
    was: value,
    wanted: wanted!,
  }));
  await updateCorrection(tx, row.id, {
    wishes: JSON.stringify(wishes),
    state: 'waiting',
    issue_key: input.key,
    created_at: now(),
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'population.ask-correction',
    subjectKind: 'correction',
    subjectId: row.id,
    residentId: row.resident_id,
    details: { fields: wishes.map((wish) => wish.field) },
  });
}
