import { villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFamily, getPerson, type Person } from '../person.ts';
import { audienceOf, familyRights, type Audience } from './family-rights.ts';

/** A record that a resident may open, and in what capacity. */
export interface Reach {
  person: Person;
  audience: Audience;
}

/** The village's day, 'YYYY-MM-DD'. */
export const today = (village: VillageContext) => villageDate(now(), village.timeZone);

/**
 * A record that the visitor may open: their own, and for head and spouse each member's of the family.
 * @throws Refusal 'not-found' for anyone else's
 */
export async function getReach(
  tx: VillageTx,
  village: VillageContext,
  visitor: ResidentVisitor,
  residentId: string,
): Promise<Reach> {
  const reach = (await findReaches(tx, village, visitor)).find((r) => r.person.id === residentId);
  if (!reach)
    throw new Refusal(
      'not-found',
      'Data ini tidak ada, atau hanya bisa dibuka oleh kepala keluarganya.',
    );
  return reach;
}

/** All records that the visitor may open, their own first. */
export async function findReaches(
  tx: VillageTx,
  village: VillageContext,
  visitor: ResidentVisitor,
): Promise<Reach[]> {
  const self = await getPerson(tx, visitor.residentId);
  const day = today(village);
  const members = familyRights(self, day).opensMembers ? await findFamily(tx, self.id) : [];
  return [
    { person: self, audience: 'own' },
    ...members
      .filter((m) => m.id !== self.id)
      .map((person) => ({ person, audience: audienceOf(person, day) })),
  ];
}
