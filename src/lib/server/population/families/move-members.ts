import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { HEAD } from '#lib/domain/family-relations.ts';
import { LIVING } from '#lib/domain/event-rules.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { getFamily, refuseIfAny, requireReason } from './family-input.ts';
import { lockMovers, type Mover } from './family-list-store.ts';
import { type FamilyRow, updateFamily, updateResidents } from './family-store.ts';
import { findLivingMembers, settleFamily } from './settle-family.ts';

/** People who go into a family, or out of theirs. */
export interface FamilyMove {
  /** Who, and what they are to the head there (FAMILY_RELATION). */
  members: readonly { id: string; relation: number | undefined }[];
  /** The next head of the family that they leave, where the office was asked for one. */
  nextHeadId?: string | undefined;
  reason: string;
}

/**
 * Puts people from the register, from any family or none, into a family.
 * @throws Refusal 'invalid' at `anggota`, `hubungan-<id>`, `kepala-baru` or `alasan`
 */
export async function moveIntoFamily(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  familyId: string,
  move: FamilyMove,
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  const target = await getFamily(tx, familyId);
  const movers = await checkedMovers(tx, move, familyId);
  const reason = requireReason(move.reason);
  await declareChange(tx, visitor, { kind: 'family', reason });
  await seat(tx, village, target, movers, move);
  await recordMoves(tx, village, visitor, movers, { family: familyId, reason });
}

/**
 * Takes people out of their family: they stay on the register, on no card.
 * @throws Refusal 'invalid' at `anggota`, `kepala-baru` or `alasan`
 */
export async function leaveFamily(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  familyId: string,
  move: Omit<FamilyMove, 'members'> & { residentIds: readonly string[] },
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  await getFamily(tx, familyId);
  const members = move.residentIds.map((id) => ({ id, relation: undefined }));
  const movers = await checkedMovers(tx, { ...move, members });
  if (movers.some((mover) => mover.family_id !== familyId))
    refuseIfAny({ anggota: 'Pilih anggota keluarga ini.' });
  const reason = requireReason(move.reason);
  await declareChange(tx, visitor, { kind: 'family', reason });
  for (const mover of movers)
    await updateResidents(tx, [mover.id], {
      family_id: null,
      relation: null,
      previous_kk: mover.kk_number,
    });
  await settleFamily(tx, familyId, { headId: move.nextHeadId, on: today(village) });
  await recordMoves(tx, village, visitor, movers, { reason });
}

/** Seats people in a family under a declared change, and sets right those that they left. */
export async function seat(
  tx: VillageTx,
  village: VillageContext,
  target: FamilyRow,
  movers: readonly Mover[],
  { members, nextHeadId }: Pick<FamilyMove, 'members' | 'nextHeadId'>,
): Promise<void> {
  const relations = new Map(members.map(({ id, relation }) => [id, relation]));
  const living = await findLivingMembers(tx, target.id);
  const hasHead = living.some(({ id }) => id === target.head_id);
  const heads = members.filter(({ relation }) => relation === HEAD);
  const errors: Record<string, string> = {};
  for (const { id, relation } of members)
    if (!relation) errors[`hubungan-${id}`] = 'Pilih hubungannya dengan kepala keluarga.';
    else if (relation === HEAD && hasHead)
      errors[`hubungan-${id}`] = 'Keluarga ini sudah punya kepala. Pilih hubungan yang lain.';
  if (!hasHead && heads.length === 0)
    errors[`hubungan-${members[0]!.id}`] ??= 'Pilih siapa yang menjadi kepala keluarga.';
  if (heads.length > 1) errors[`hubungan-${heads[1]!.id}`] ??= 'Kepala keluarga hanya satu orang.';
  refuseIfAny(errors);
  for (const mover of movers)
    await updateResidents(tx, [mover.id], {
      family_id: target.id,
      relation: relations.get(mover.id)!,
      ...(mover.kk_number && { previous_kk: mover.kk_number }),
      ...(target.area_id && { area_id: target.area_id }),
      ...(target.address && { address: target.address }),
    });
  if (heads[0]) await updateFamily(tx, target.id, { head_id: heads[0].id, closed_on: null });
  for (const left of new Set(movers.map(({ family_id }) => family_id)))
    if (left) await settleFamily(tx, left, { headId: nextHeadId, on: today(village) });
}

/**
 * @param notFrom the family that they go into: whoever is in it already cannot
 * @throws Refusal 'invalid' at `anggota`
 */
export async function checkedMovers(
  tx: VillageTx,
  { members }: Pick<FamilyMove, 'members'>,
  notFrom?: string,
): Promise<Mover[]> {
  const ids = [...new Set(members.map(({ id }) => id))];
  if (ids.length === 0) refuseIfAny({ anggota: 'Pilih paling sedikit satu orang.' });
  const movers = await lockMovers(tx, ids);
  if (movers.length < ids.length) throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  for (const { name, basic_status, family_id } of movers) {
    if (basic_status !== LIVING)
      refuseIfAny({ anggota: `${name} tidak lagi tercatat sebagai warga yang hidup di desa.` });
    if (notFrom && family_id === notFrom)
      refuseIfAny({ anggota: `${name} sudah anggota keluarga ini.` });
  }
  return movers;
}

/** Who was moved, for the record; `reason` is read with it. */
export async function recordMoves(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  movers: readonly Pick<Mover, 'id'>[],
  details: { family?: string; reason: string },
): Promise<void> {
  await recordEvents(
    tx,
    village.id,
    visitor,
    movers.map(({ id }) => ({
      action: 'population.move-member',
      subjectKind: 'resident',
      subjectId: id,
      residentId: id,
      details,
    })),
  );
}

const today = (village: VillageContext) => villageDate(now(), village.timeZone);
