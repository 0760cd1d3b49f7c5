import type { Updateable } from 'kysely';
import type { Holiday } from '#lib/domain/national-holidays.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** The village's profile, locked so that two admins take turns. */
export async function getProfileLocked(tx: VillageTx) {
  return tx.selectFrom('village_profile').selectAll().forUpdate().executeTakeFirstOrThrow();
}

export async function updateProfile(
  tx: VillageTx,
  values: Updateable<DB['village_profile']>,
): Promise<void> {
  await tx.updateTable('village_profile').set(values).execute();
}

export async function findHolidaysFrom(tx: VillageTx, day: string): Promise<Holiday[]> {
  return tx
    .selectFrom('holiday')
    .select(['on_date as day', 'name'])
    .where('on_date', '>=', day)
    .orderBy('on_date')
    .execute();
}

/** @returns those that were not there yet */
export async function insertHolidays(
  tx: VillageTx,
  villageId: number,
  holidays: readonly Holiday[],
): Promise<Holiday[]> {
  return tx
    .insertInto('holiday')
    .values(holidays.map(({ day, name }) => ({ village_id: villageId, on_date: day, name })))
    .onConflict((oc) => oc.columns(['village_id', 'on_date']).doNothing())
    .returning(['on_date as day', 'name'])
    .execute();
}

export async function deleteHoliday(tx: VillageTx, day: string): Promise<Holiday | undefined> {
  return tx
    .deleteFrom('holiday')
    .where('on_date', '=', day)
    .returning(['on_date as day', 'name'])
    .executeTakeFirst();
}
