import { leftOut, type LeftOut } from '#lib/domain/letter-batch.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findPersons } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { subjectFor } from '../letter-input.ts';
import { today, typeOf } from '../request-context.ts';
import type { BatchRow } from './batch-store.ts';
import { writeLeftOut } from './item-store.ts';
import { findEarlier } from './register-store.ts';

type Judged = Pick<BatchRow, 'id' | 'definition' | 'type_slug' | 'again'>;

/**
 * Holds people against the register and the letters that there are.
 * @param ownId the resident that the officer who prepares the list is, if on the register
 * @returns why each gets no letter; null for who does
 */
export async function judgePeople(
  tx: VillageTx,
  village: VillageContext,
  batch: Judged,
  residentIds: readonly string[],
  ownId: string | null,
): Promise<{ id: string; reason: LeftOut | null }[]> {
  const type = typeOf(batch);
  const day = today(village);
  const earlier = await findEarlier(tx, batch.type_slug, residentIds, day);
  const rules = { today: day, ownId, again: batch.again };
  return (await findPersons(tx, residentIds)).map((person) => {
    const listed = {
      person,
      subject: subjectFor(person, village),
      earlier: earlier.get(person.id),
    };
    return { id: person.id, reason: leftOut(type, listed, rules) ?? null };
  });
}

/** The same, written down on the list. */
export async function judgeList(
  tx: VillageTx,
  village: VillageContext,
  batch: Judged,
  residentIds: readonly string[],
  ownId: string | null,
): Promise<void> {
  const judged = await judgePeople(tx, village, batch, residentIds, ownId);
  await writeLeftOut(tx, batch.id, judged);
}
