import { registerFieldName } from '#lib/domain/register-fields.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getRecord } from '../own/own-record.ts';
import { changeResident } from '../record/change-resident.ts';
import { updateCorrection, type CorrectionRow } from './correction-store.ts';
import { takeForDecision } from './decide-policy.ts';
import { sameValue, typedInFull } from './judge-wish.ts';
import { readDecisionReason } from './refuse-correction.ts';
import { tellDecision } from './tell-decision.ts';
import { sentWishes, type Wish } from './wishes.ts';

/**
 * Accepts a request, or some of what it asks for: the register changes in the same transaction, and
 * whoever asked is told.
 * @param input.columns what is accepted
 * @param input.seen the state of the record that the officer looked at
 * @param input.reason why the rest is not accepted; required where there is a rest
 * @throws Refusal 'conflict' when the request or the record changed meanwhile, 'forbidden' for one's
 *   own family's, 'invalid' when nothing is accepted, the reason is missing or the values cannot be
 */
export async function acceptCorrection(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; columns: readonly string[]; seen: string; reason: string },
): Promise<void> {
  const { officer, row } = await takeForDecision(tx, visitor, input.id);
  const wishes = sentWishes(row).map((wish) => ({
    ...wish,
    accepted: input.columns.includes(wish.field),
  }));
  const accepted = wishes.filter((wish) => wish.accepted);
  if (accepted.length === 0)
    throw new Refusal('invalid', 'Centang sedikitnya satu data, atau tolak permintaannya.', {
      terima: 'Centang sedikitnya satu data, atau tolak permintaannya.',
    });
  const some = accepted.length < wishes.length;
  const reason = some ? readDecisionReason(input.reason, 'alasan-sebagian') : null;
  const changeId = await changeRecord(tx, village, officer, row, accepted, input.seen);
  const at = now();
  await updateCorrection(tx, row.id, {
    state: 'accepted',
    wishes: JSON.stringify(wishes),
    reason,
    decided_by: officer.staffId,
    decided_at: at,
    change_id: changeId,
  });
  await recordEvent(tx, village.id, officer, {
    action: 'population.accept-correction',
    subjectKind: 'correction',
    subjectId: row.id,
    residentId: row.resident_id,
    details: {
      fields: accepted.map((wish) => wish.field),
      ...(reason === null ? {} : { reason }),
    },
  });
  await tellDecision(tx, village, row, some ? 'some' : 'all');
}

/** @returns the change's id; null where the register says all of it already */
async function changeRecord(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
  row: CorrectionRow,
  accepted: readonly Wish[],
  seen: string,
): Promise<string | null> {
  const record = await getRecord(tx, row.resident_id);
  const differing = accepted.filter((wish) => !sameValue(record[wish.field], wish.wanted));
  if (differing.length === 0) return null;
  const outcome = await changeResident(tx, village, officer, {
    residentId: row.resident_id,
    typed: Object.fromEntries(differing.map(({ field, wanted }) => [field, typedInFull(wanted)])),
    reason: `Permintaan perbaikan dari ${row.asker_name}`,
    kind: 'correction',
    seen,
    acceptNotes: true,
  });
  if (outcome.kind !== 'changed') throw overtaken(outcome);
  return outcome.changeId;
}

function overtaken(
  outcome: Exclude<Awaited<ReturnType<typeof changeResident>>, { kind: 'changed' }>,
): Refusal {
  if (outcome.kind === 'notes') return new Refusal('conflict', outcome.notes.join(' '));
  const what = outcome.fields.map(registerFieldName).join(', ');
  return new Refusal(
    'conflict',
    `Data warga ini baru saja diubah oleh ${outcome.by}${what && `: ${what}`}. Periksa nilai sekarang, lalu putuskan lagi.`,
  );
}
