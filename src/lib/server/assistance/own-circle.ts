import { requireResident } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findReaches, type Person } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import {
  findHouseholdOf,
  findOfCircle,
  type AidCircle,
  type RecipientRow,
} from './recipient-store.ts';

/** Whose aid a signed-in resident may see, and who they are. */
export interface OwnCircle {
  visitor: ResidentVisitor;
  self: Person;
  /** Oneself; for head and spouse every member of the family. */
  people: Person[];
  circle: AidCircle;
}

/**
 * The one place that says whose aid a resident may see: one's own, that of one's family (KK) and
 * household as such, and for head and spouse what members of the family have in their own names. By
 * the register of today: who has left a family does not see its aid any more.
 */
export async function findOwnCircle(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<OwnCircle> {
  requireResident(visitor);
  const reaches = await findReaches(tx, village, visitor);
  const people = reaches.map(({ person }) => person);
  const self = people[0]!;
  const household = await findHouseholdOf(tx, self.id);
  return {
    visitor,
    self,
    people,
    circle: {
      residentIds: people.map(({ id }) => id),
      familyId: self.familyId,
      householdId: household?.id ?? null,
    },
  };
}

/**
 * A recipient that the visitor may see.
 * @throws Refusal 'not-found' for anyone else's, as for one that does not exist
 */
export async function getOwnRecipient(
  tx: VillageTx,
  circle: AidCircle,
  id: string,
): Promise<RecipientRow> {
  const found = (await findOfCircle(tx, circle)).find((row) => row.id === id);
  if (!found)
    throw new Refusal(
      'not-found',
      'Data bantuan ini tidak ada, atau bukan milik Anda dan keluarga Anda.',
    );
  return found;
}
