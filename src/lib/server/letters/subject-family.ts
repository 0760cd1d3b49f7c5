import type { LetterType } from '#lib/domain/letter-type.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findFamily, findLateFamily, type Person } from '#lib/server/population/index.ts';

/** The family among whom a letter's subject is chosen: for one that tells of a death, also the dead. */
export async function findSubjectFamily(
  tx: VillageTx,
  type: Pick<LetterType, 'event'>,
  residentId: string,
): Promise<Person[]> {
  const family = await findFamily(tx, residentId);
  return type.event === 'death' ? [...family, ...(await findLateFamily(tx, residentId))] : family;
}
