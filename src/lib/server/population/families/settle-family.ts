import { HEAD, relationsUnder } from '#lib/domain/family-relations.ts';
import { LIVING } from '#lib/domain/event-rules.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  type FamilyRow,
  findMemberRows,
  lockFamilyRow,
  type MemberRow,
  updateFamily,
  updateResidents,
} from './family-store.ts';

/**
 * Sets a family right after somebody left it: with nobody left it closes, the last one becomes its
 * head, and where several stay without their head the office says who is next.
 * @param next.headId whom the office chose, if it was asked
 * @param next.on the day on which it closes, if it does, `YYYY-MM-DD`
 * @throws Refusal 'invalid' at `kepala-baru` when a head must be chosen
 */
export async function settleFamily(
  tx: VillageTx,
  familyId: string,
  next: { headId?: string | undefined; on: string },
): Promise<void> {
  const family = await lockFamilyRow(tx, familyId);
  if (!family) return;
  const living = await findLivingMembers(tx, familyId);
  if (living.length === 0) {
    await close(tx, family, next.on);
    return;
  }
  if (living.some(({ id }) => id === family.head_id)) return;
  const head = living.length === 1 ? living[0] : living.find(({ id }) => id === next.headId);
  if (!head) {
    const message = 'Pilih kepala keluarga yang baru untuk anggota yang tinggal.';
    throw new Refusal('invalid', message, { 'kepala-baru': message });
  }
  await seatHead(tx, familyId, head.id, living);
}

/** A closed card keeps the head who died or left under it, not one who went to another. */
async function close(tx: VillageTx, family: FamilyRow, on: string): Promise<void> {
  const kept = (await findMemberRows(tx, family.id)).some(({ id }) => id === family.head_id);
  await updateFamily(tx, family.id, {
    closed_on: family.closed_on ?? on,
    head_id: kept ? family.head_id : null,
  });
}

/**
 * Makes a member the head of the family, and everybody else to the new head what they seem to be.
 * A closed family opens again.
 * @param given relations that the office has set itself, by member
 */
export async function seatHead(
  tx: VillageTx,
  familyId: string,
  headId: string,
  living: readonly MemberRow[],
  given: ReadonlyMap<string, number> = new Map(),
): Promise<void> {
  const relations = relationsUnder(headId, living);
  for (const member of living) {
    const relation =
      member.id === headId ? HEAD : (given.get(member.id) ?? relations.get(member.id)!);
    if (relation !== member.relation) await updateResidents(tx, [member.id], { relation });
  }
  await updateFamily(tx, familyId, { head_id: headId, closed_on: null });
}

/** The members of a family who live in the village, head first. */
export async function findLivingMembers(tx: VillageTx, familyId: string): Promise<MemberRow[]> {
  return (await findMemberRows(tx, familyId)).filter(({ basic_status }) => basic_status === LIVING);
}
