import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findMemberRows } from './family-store.ts';
import { findFamilyCard, renderFamilyCard } from './render-family-card.ts';

/**
 * A copy of a family's card for the office, all numbers in full: recorded for everybody on it.
 * @throws Refusal 'not-found' where nobody is left in the family
 */
export async function printFamilyCard(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  familyId: string,
): Promise<{ pdf: Uint8Array }> {
  requireOfficer(visitor, 'residents.unmask');
  const card = await findFamilyCard(tx, familyId);
  if (!card) throw new Refusal('not-found', 'Keluarga ini tidak punya anggota yang dapat dicetak.');
  const members = await findMemberRows(tx, familyId);
  await recordEvents(
    tx,
    village.id,
    visitor,
    members
      .filter(({ basic_status }) => basic_status === 1)
      .map(({ id }) => ({
        action: 'population.print-family-card',
        subjectKind: 'family',
        subjectId: familyId,
        residentId: id,
      })),
  );
  return renderFamilyCard(village, card, villageDate(now(), village.timeZone), now());
}
