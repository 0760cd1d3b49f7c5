import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { getFamily, readNewKk, refuseIfAny, requireReason } from './family-input.ts';
import { insertFamily } from './family-store.ts';
import { checkedMovers, type FamilyMove, recordMoves, seat } from './move-members.ts';

/**
 * Members of a family get a card of their own, at the same place.
 * @returns the new family's id
 * @throws Refusal 'invalid' at `kk`, `anggota`, `hubungan-<id>`, `kepala-baru` or `alasan`
 */
export async function splitFamily(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  familyId: string,
  split: FamilyMove & { kk: string },
): Promise<string> {
  requireOfficer(visitor, 'residents.edit');
  const from = await getFamily(tx, familyId);
  const { kk, problem } = await readNewKk(tx, split.kk);
  refuseIfAny({ kk: problem });
  const movers = await checkedMovers(tx, split);
  if (movers.some(({ family_id }) => family_id !== familyId))
    refuseIfAny({ anggota: 'Pilih anggota keluarga ini.' });
  const reason = requireReason(split.reason);
  await declareChange(tx, visitor, { kind: 'family', reason });
  const id = await insertFamily(tx, {
    village_id: village.id,
    kk_number: kk,
    area_id: from.area_id,
    address: from.address,
    registered_on: villageDate(now(), village.timeZone),
    created_at: now(),
    updated_at: now(),
  });
  await seat(tx, village, await getFamily(tx, id), movers, split);
  await recordMoves(tx, village, visitor, movers, { family: id, reason });
  return id;
}

/**
 * All members of a family go into another one; its card closes.
 * @throws Refusal 'invalid' at `keluarga`, `hubungan-<id>` or `alasan`
 */
export async function mergeFamilies(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  merge: { fromId: string; intoId: string | undefined } & Omit<FamilyMove, 'nextHeadId'>,
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  const { intoId } = merge;
  if (!intoId) {
    const message = 'Pilih keluarga tujuannya.';
    throw new Refusal('invalid', message, { keluarga: message });
  }
  if (merge.fromId === intoId) refuseIfAny({ keluarga: 'Pilih keluarga yang lain.' });
  await getFamily(tx, merge.fromId);
  const into = await getFamily(tx, intoId);
  const movers = await checkedMovers(tx, merge, intoId);
  if (movers.some(({ family_id }) => family_id !== merge.fromId))
    refuseIfAny({ anggota: 'Pilih anggota keluarga yang digabungkan.' });
  const reason = requireReason(merge.reason);
  await declareChange(tx, visitor, { kind: 'family', reason });
  await seat(tx, village, into, movers, merge);
  await recordMoves(tx, village, visitor, movers, { family: intoId, reason });
}
