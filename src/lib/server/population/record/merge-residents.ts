import {
  columnsOfPart,
  likelierSide,
  mergeParts,
  type MergePart,
} from '#lib/domain/merge-choice.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { getChangeable, readReason, versionOf } from './change-resident.ts';
import { insertDistinct } from './doubles-store.ts';
import { findHeadOf, findWorkingAccount, leaveSeats, moveReferences } from './merge-store.ts';
import { requireEditor } from './record-policy.ts';
import { updateResident, type ResidentRow } from './resident-store.ts';
import { nextTemporaryNiks } from '../temporary-niks.ts';

export interface WantedMerge {
  /** The two records, as "a" and "b". */
  a: string;
  b: string;
  /** From which of them each part is taken; the likelier where nothing is said. */
  take: Partial<Record<MergePart, 'a' | 'b'>>;
  reason: string;
  /** When each last changed as the officer saw it. */
  seen?: { a: string; b: string };
}

/**
 * Makes one record of two that are of the same person. Everything that refers to either refers to
 * the kept one afterwards; the other stays, hidden, with its history.
 *
 * Kept is the record whose account works, since a PIN is bound to its record; without one, the older.
 * What stands in it is what was chosen, part by part.
 * @returns the id of the kept record
 * @throws Refusal 'conflict' when either changed or was merged meanwhile
 */
export async function mergeResidents(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  wanted: WantedMerge,
): Promise<string> {
  requireEditor(visitor);
  const { a, b } = await getPair(tx, wanted.a, wanted.b);
  if (wanted.seen && (wanted.seen.a !== versionOf(a) || wanted.seen.b !== versionOf(b))) {
    const message = 'Salah satu data baru saja diubah petugas lain. Periksa lagi pilihannya.';
    throw new Refusal('conflict', message, { '': message });
  }
  const reason = readReason(wanted.reason);
  if (!reason.ok) throw new Refusal('invalid', reason.problem, { alasan: reason.problem });

  const kept = await keptOf(tx, a, b);
  const lost = kept === a ? b : a;
  const values = chosen(kept, lost, (part) => {
    const side = wanted.take[part] ?? likelierSide(a, b, part);
    return side === undefined || (side === 'a') === (kept === a) ? kept : lost;
  });
  const family_id = values.family_id as string | null;
  const household = kept.household_id ? kept : lost;
  const move = { lost: lost.id, kept: kept.id, family_id, household_id: household.household_id };

  await declareChange(tx, visitor, { kind: 'merge', reason: reason.value });
  // A NIK belongs to one record at a time: on its way to the other it steps aside.
  if (values.nik === lost.nik && lost.nik !== kept.nik) {
    const [aside] = await nextTemporaryNiks(tx, village, 1);
    await updateResident(tx, lost.id, { nik: aside! }, now());
    await updateResident(tx, kept.id, { nik: lost.nik }, now());
    await updateResident(tx, lost.id, { nik: kept.nik, nik_temporary: kept.nik_temporary }, now());
  }
  await moveReferences(tx, move);
  await leaveSeats(tx, move);
  const heads = family_id !== null && (await findHeadOf(tx, family_id)) === kept.id;
  await updateResident(
    tx,
    kept.id,
    {
      ...values,
      ...(heads && { relation: 1 }),
      household_id: household.household_id,
      household_relation: household.household_relation,
    },
    now(),
  );
  await updateResident(
    tx,
    lost.id,
    { merged_into: kept.id, family_id: null, household_id: null },
    now(),
  );
  await recordEvents(
    tx,
    village.id,
    visitor,
    [kept.id, lost.id].map((residentId) => ({
      action: 'population.merge',
      subjectKind: 'resident',
      subjectId: kept.id,
      residentId,
      details: { kept: kept.id, merged: lost.id },
    })),
  );
  return kept.id;
}

/**
 * Says that two records are two people, so that they are not asked about again.
 * @throws Refusal 'not-found', 'conflict' as for merging
 */
export async function distinguishResidents(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  ids: { a: string; b: string },
): Promise<void> {
  requireEditor(visitor);
  const { a, b } = await getPair(tx, ids.a, ids.b);
  await insertDistinct(tx, visitor.staffId, [[a.id, b.id]]);
  await recordEvents(
    tx,
    villageId,
    visitor,
    [a, b].map(({ id }) => ({
      action: 'population.distinguish',
      subjectKind: 'resident',
      subjectId: id,
      residentId: id,
    })),
  );
}

async function getPair(tx: VillageTx, idA: string, idB: string) {
  if (idA === idB) throw new Refusal('not-found', 'Pilih dua data yang berbeda.');
  // Always in the same order, so that two officers do not wait for each other.
  const rows = new Map<string, ResidentRow>();
  for (const id of [idA, idB].sort()) rows.set(id, await getChangeable(tx, id));
  return { a: rows.get(idA)!, b: rows.get(idB)! };
}

/** The record that is kept. */
async function keptOf<T extends { id: string }>(tx: VillageTx, a: T, b: T): Promise<T> {
  const works = await findWorkingAccount(tx, [a.id, b.id]);
  // Ids grow with time.
  if (works) return works === a.id ? a : b;
  return a.id < b.id ? a : b;
}

/** What the kept record says where something else was chosen. */
function chosen(kept: ResidentRow, lost: ResidentRow, from: (part: MergePart) => ResidentRow) {
  const values: Record<string, unknown> = { family_id: kept.family_id };
  for (const part of mergeParts) {
    if (from(part) === kept) continue;
    for (const column of columnsOfPart(part)) {
      values[column] = lost[column as keyof ResidentRow];
    }
  }
  return values;
}
