import type { Insertable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>;

/** A session with what is needed to know its owner, in one query. */
export async function findSession(tx: VillageTx, tokenHash: Buffer) {
  return tx
    .selectFrom('session as s')
    .leftJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 's.village_id').onRef('r.id', '=', 's.resident_id'),
    )
    .leftJoin('resident_account as a', (j) =>
      j.onRef('a.village_id', '=', 's.village_id').onRef('a.resident_id', '=', 's.resident_id'),
    )
    .leftJoin('staff_account as p', (j) =>
      j.onRef('p.village_id', '=', 's.village_id').onRef('p.id', '=', 's.staff_id'),
    )
    .leftJoin('official as o', (j) =>
      j.onRef('o.village_id', '=', 's.village_id').onRef('o.staff_id', '=', 's.staff_id'),
    )
    .select([
      's.id',
      's.kind',
      's.resident_id',
      's.staff_id',
      's.second_factor_at',
      's.proved_at',
      's.kiosk',
      's.last_seen_at',
      's.expires_at',
      's.ended_at',
      'r.name as resident_name',
      'a.state as account_state',
      'a.terms_version',
      'p.name as staff_name',
      'p.roles',
      'p.active as staff_active',
      'p.resident_id as staff_resident_id',
      'p.must_change_password',
      'o.position',
    ])
    .where('s.token_hash', '=', tokenHash)
    .limit(1)
    .executeTakeFirst();
}

export async function insertSession(
  tx: VillageTx,
  row: Insertable<DB['session']>,
): Promise<string> {
  return (await tx.insertInto('session').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

export async function touchSession(tx: VillageTx, id: string, at: Date): Promise<void> {
  await tx.updateTable('session').set({ last_seen_at: at }).where('id', '=', id).execute();
}
