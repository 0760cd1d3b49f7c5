import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/**
 * The highest NIK that starts with `stem`. Whoever gives out the next waits here for another
 * transaction that does so too.
 */
export async function findHighestNik(tx: VillageTx, stem: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('temporary-nik'), current_village())`.execute(tx);
  const { rows } = await sql<{ nik: string | null }>`
    select max(nik) as nik from resident
    where village_id = current_village()
      and nik >= ${stem.padEnd(16, '0')} and nik <= ${stem.padEnd(16, '9')}`.execute(tx);
  return rows[0]?.nik ?? undefined;
}
