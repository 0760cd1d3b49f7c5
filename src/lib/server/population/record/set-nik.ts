import { villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { residentNotes } from '#lib/domain/resident-rules.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { getChangeable, readReason, valuesOf } from './change-resident.ts';
import { readNik } from './read-nik.ts';
import { requireEditor } from './record-policy.ts';
import { updateResident } from './resident-store.ts';

export type NikOutcome =
  | { kind: 'set' }
  /** Nothing is changed yet: it looks odd, and the officer is asked. */
  | { kind: 'notes'; notes: string[] }
  /** The NIK is somebody's already: perhaps both records are one person's. */
  | { kind: 'taken'; holder: { id: string; name: string }; message: string };

/**
 * Gives a resident the NIK that Dukcapil issued, instead of the temporary one or of a wrong one. With
 * a temporary NIK no reason is needed: it waits to be replaced.
 * @throws Refusal 'invalid' with a sentence at the field
 */
export async function setNik(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  wanted: { residentId: string; nik: string; reason: string; acceptNotes?: boolean },
): Promise<NikOutcome> {
  requireEditor(visitor);
  const row = await getChangeable(tx, wanted.residentId);
  const reason =
    row.nik_temporary && !wanted.reason.trim()
      ? { ok: true as const, value: 'NIK sudah terbit' }
      : readReason(wanted.reason);
  const read = await readNik(tx, wanted.nik);
  if (!read.ok && read.holder && read.holder.id !== row.id)
    return { kind: 'taken', holder: read.holder, message: read.problem };
  const problems = {
    ...(!read.ok && { nik: read.holder ? 'NIK ini sudah tercatat padanya.' : read.problem }),
    ...(!reason.ok && { alasan: reason.problem }),
  };
  if (!read.ok || !reason.ok) {
    throw new Refusal('invalid', Object.values(problems)[0]!, problems);
  }
  const today = villageDate(now(), village.timeZone);
  const before = new Set(residentNotes(valuesOf(row), today));
  const notes = residentNotes({ ...valuesOf(row), nik: read.nik }, today);
  const odd = notes.filter((note) => !before.has(note));
  if (odd.length > 0 && !wanted.acceptNotes) return { kind: 'notes', notes: odd };

  await declareChange(tx, visitor, { kind: 'nik', reason: reason.value });
  await updateResident(tx, row.id, { nik: read.nik, nik_temporary: false }, now());
  await recordEvent(tx, village.id, visitor, {
    action: 'population.set-nik',
    subjectKind: 'resident',
    subjectId: row.id,
    residentId: row.id,
  });
  return { kind: 'set' };
}
