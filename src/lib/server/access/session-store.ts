import { sql, type Insertable, type Updateable } from 'kysely';
import { unreadOf } from '#lib/server/notices/index.ts';
import { statement, type DB, type VillageTx } from '#lib/server/platform/index.ts';
import { leadsOf } from '#lib/server/population/index.ts';
import { ownerColumn, type AccountOwner } from './account-owner.ts';

export type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>;

const owner = { villageId: 's.village_id', residentId: 's.resident_id' };

const sessionsWith = statement((tx, tokenHash: Buffer) =>
  tx
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
      'r.basic_status as resident_status',
      'a.state as account_state',
      'a.terms_version',
      'p.name as staff_name',
      'p.roles',
      'p.active as staff_active',
      'p.resident_id as staff_resident_id',
      'p.must_change_password',
      'o.position',
      unreadOf(owner).as('unread'),
      leadsOf(owner).as('leads'),
    ])
    .where('s.token_hash', '=', tokenHash)
    .limit(1),
);

/** A session with what is needed to know its owner, in one query. */
export async function findSession(tx: VillageTx, tokenHash: Buffer) {
  const [session] = await sessionsWith(tx, tokenHash);
  return session;
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

export async function updateSession(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['session']>,
): Promise<void> {
  await tx.updateTable('session').set(values).where('id', '=', id).execute();
}

/** Ends sessions of an owner: all, all but one, or one alone. @returns how many were open */
export async function endOwnersSessions(
  tx: VillageTx,
  owner: AccountOwner,
  at: Date,
  which: { except?: string | undefined; only?: string | undefined } = {},
): Promise<number> {
  let query = tx
    .updateTable('session')
    .set({ ended_at: at })
    .where(ownerColumn(owner), '=', owner.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at);
  if (which.except) query = query.where('id', '<>', which.except);
  if (which.only) query = query.where('id', '=', which.only);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** Ends all sessions of these residents. */
export async function endSessionsOf(
  tx: VillageTx,
  residentIds: readonly string[],
  at: Date,
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ ended_at: at })
    .where('resident_id', '=', sql<string>`any(${residentIds}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at)
    .execute();
}

export async function endSessionByToken(tx: VillageTx, tokenHash: Buffer, at: Date): Promise<void> {
  await tx
    .updateTable('session')
    .set({ ended_at: at })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute();
}

/** An owner's sessions that are neither ended nor past their end, the latest used first. */
export async function findOwnersSessions(tx: VillageTx, owner: AccountOwner, at: Date) {
  return tx
    .selectFrom('session')
    .select([
      'id',
      'kind',
      'device',
      'kiosk',
      'created_at',
      'last_seen_at',
      'expires_at',
      'ended_at',
      'second_factor_at',
    ])
    .where(ownerColumn(owner), '=', owner.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at)
    .orderBy('last_seen_at', 'desc')
    .limit(50)
    .execute();
}

/** Deletes sessions that were ended or ran out before then. @returns how many */
export async function deleteOldSessions(tx: VillageTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('session')
    .where((eb) => eb.or([eb('ended_at', '<', before), eb('expires_at', '<', before)]))
    .executeTakeFirst();
  return Number(numDeletedRows);
}
