import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Takes hold of a count (making it if there is none), so that tries sent at once take turns. */
export async function lockTry(
  tx: VillageTx,
  villageId: number,
  door: string,
  nameMac: Buffer,
  knownDevice: boolean,
  at: Date,
): Promise<{ failures: number; lastFailureAt: Date | null }> {
  const row = await tx
    .insertInto('sign_in_try')
    .values({
      village_id: villageId,
      door,
      name_mac: nameMac,
      known_device: knownDevice,
      failures: 0,
      last_failure_at: at,
    })
    // Changes nothing, but locks and returns the row that is there, in one step.
    .onConflict((oc) =>
      oc
        .columns(['village_id', 'door', 'name_mac', 'known_device'])
        .doUpdateSet((eb) => ({ failures: eb.ref('sign_in_try.failures') })),
    )
    .returning(['failures', 'last_failure_at'])
    .executeTakeFirstOrThrow();
  return { failures: row.failures, lastFailureAt: row.last_failure_at };
}

export async function updateTry(
  tx: VillageTx,
  door: string,
  nameMac: Buffer,
  knownDevice: boolean,
  failures: number,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('sign_in_try')
    .set({ failures, last_failure_at: at })
    .where('door', '=', door)
    .where('name_mac', '=', nameMac)
    .where('known_device', '=', knownDevice)
    .execute();
}

export async function deleteTries(
  tx: VillageTx,
  door: string,
  nameMac: Buffer,
  knownDevice?: boolean,
): Promise<void> {
  let query = tx.deleteFrom('sign_in_try').where('door', '=', door).where('name_mac', '=', nameMac);
  if (knownDevice !== undefined) query = query.where('known_device', '=', knownDevice);
  await query.execute();
}

/** Forgets the counts of these names at a door, for known devices and strangers. */
export async function deleteTriesOf(
  tx: VillageTx,
  door: string,
  nameMacs: readonly Buffer[],
): Promise<void> {
  await tx
    .deleteFrom('sign_in_try')
    .where('door', '=', door)
    .where('name_mac', '=', sql<Buffer>`any(${nameMacs}::bytea[])`)
    .execute();
}

/** Wrong tries in a row of these names. */
export async function findTryCounts(tx: VillageTx, nameMacs: Buffer[]): Promise<number[]> {
  const rows = await tx
    .selectFrom('sign_in_try')
    .select('failures')
    .where('name_mac', 'in', nameMacs)
    .execute();
  return rows.map((r) => r.failures);
}

/** Forgets counts that came to a rest before an instant; closed doors stay closed. */
export async function deleteOldTries(tx: VillageTx, before: Date, closing: number): Promise<void> {
  await tx
    .deleteFrom('sign_in_try')
    .where('last_failure_at', '<', before)
    .where('failures', '<', closing)
    .execute();
}

export async function insertFailure(
  tx: VillageTx,
  villageId: number,
  kind: 'resident' | 'staff',
  origin: string,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('sign_in_failure')
    .values({ village_id: villageId, kind, origin, at })
    .execute();
}

/** Failures from one address since an instant, counted up to a limit. */
export async function countFailuresFrom(
  tx: VillageTx,
  origin: string,
  since: Date,
  limit: number,
): Promise<number> {
  const row = await tx
    .selectFrom((eb) =>
      eb
        .selectFrom('sign_in_failure')
        .select('id')
        .where('origin', '=', origin)
        .where('at', '>', since)
        .limit(limit)
        .as('recent'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/**
 * Failures by hour, back from an instant: the hour before it first, then the hour before that.
 * @param hours how many hours to look back
 */
export async function countFailuresByHour(
  tx: VillageTx,
  until: Date,
  hours: number,
): Promise<number[]> {
  const back = sql<number>`floor(extract(epoch from (${until}::timestamptz - at)) / 3600)::int`;
  const rows = await tx
    .selectFrom('sign_in_failure')
    .select((eb) => [back.as('hours_ago'), eb.fn.countAll<number>().as('n')])
    .where('at', '>', new Date(until.getTime() - hours * 3_600_000))
    .where('at', '<=', until)
    .groupBy(sql`1`)
    .execute();
  const counts = Array.from({ length: hours }, () => 0);
  for (const { hours_ago: ago, n } of rows) counts[ago] = n;
  return counts;
}

/** @returns how many were deleted */
export async function deleteOldFailures(tx: VillageTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('sign_in_failure')
    .where('at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
