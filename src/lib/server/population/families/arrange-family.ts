import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { HEAD } from '#lib/domain/family-relations.ts';
import { declareChange } from '../declare-change.ts';
import { getFamily, refuseIfAny, requireReason } from './family-input.ts';
import { findLivingMembers, seatHead } from './settle-family.ts';

/**
 * Says who heads a family and what everybody is to them.
 * @param wanted.relations by member; where one is missing, what it seems to be is taken
 * @throws Refusal 'invalid' at `kepala`, `hubungan-<id>` or `alasan`
 */
export async function arrangeFamily(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  familyId: string,
  wanted: {
    headId: string;
    relations: ReadonlyMap<string, number | undefined>;
    reason: string;
  },
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  const before = await getFamily(tx, familyId);
  const living = await findLivingMembers(tx, familyId);
  if (!living.some(({ id }) => id === wanted.headId))
    refuseIfAny({ kepala: 'Pilih kepala keluarga dari anggotanya.' });
  const given = new Map(
    [...wanted.relations].filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
  const errors: Record<string, string> = {};
  for (const { id } of living)
    if (id !== wanted.headId && given.get(id) === HEAD)
      // What the former head was, nobody needs to change by hand.
      if (id === before.head_id) given.delete(id);
      else errors[`hubungan-${id}`] = 'Kepala keluarga hanya satu orang.';
  refuseIfAny(errors);
  const reason = requireReason(wanted.reason);
  await declareChange(tx, visitor, { kind: 'family', reason });
  // Under a new head the old relations say nothing, unless the office has changed them.
  if (wanted.headId !== before.head_id)
    for (const { id, relation } of living) if (given.get(id) === relation) given.delete(id);
  await seatHead(tx, familyId, wanted.headId, living, given);
  await recordEvent(tx, village.id, visitor, {
    action: 'population.arrange-family',
    subjectKind: 'family',
    subjectId: familyId,
    residentId: wanted.headId,
    details: { reason },
  });
}
