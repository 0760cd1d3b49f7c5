import { sql, type Insertable, type Updateable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** The account of a resident who may sign in: on the register, alive, with a NIK of their own. */
export async function findUsableAccount(tx: VillageTx, nik: string) {
  return tx
    .selectFrom('resident as r')
    .innerJoin('resident_account as a', (j) =>
      j.onRef('a.village_id', '=', 'r.village_id').onRef('a.resident_id', '=', 'r.id'),
    )
    .select(['r.id', 'r.name', 'a.pin_hash', 'a.state', 'a.expires_at'])
    .where('r.nik', '=', nik)
    .where('r.basic_status', '=', 1)
    .where('r.merged_into', 'is', null)
    .where('r.nik_temporary', '=', false)
    .where('a.state', '<>', 'closed')
    .executeTakeFirst();
}

/** What the PIN's owner is known by, and the account if there is one. */
export async function findPerson(tx: VillageTx, residentId: string) {
  return tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('resident_account as a', (j) =>
      j.onRef('a.village_id', '=', 'r.village_id').onRef('a.resident_id', '=', 'r.id'),
    )
    .select([
      'r.id',
      'r.name',
      'r.nik',
      'r.nik_temporary',
      'r.birth_date',
      'r.phone',
      'r.basic_status',
      'r.address',
      'f.kk_number',
      'a.pin_hash',
      'a.state',
      'a.issued_at',
      'a.expires_at',
      'a.closed_at',
      'a.closed_reason',
      'a.last_sign_in_at',
      'a.terms_version',
      'a.terms_accepted_at',
      'a.issue_key',
    ])
    .where('r.id', '=', residentId)
    .where('r.merged_into', 'is', null)
    .executeTakeFirst();
}
export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

export async function upsertAccount(
  tx: VillageTx,
  account: Insertable<DB['resident_account']>,
): Promise<void> {
  await tx
    .insertInto('resident_account')
    .values(account)
    .onConflict((oc) => oc.columns(['village_id', 'resident_id']).doUpdateSet(account))
    .execute();
}

/** A first PIN as it is kept. */
export interface IssuedAccount {
  residentId: string;
  pinHash: string;
  /** Staff id. */
  issuedBy: string;
  issueKey: string;
  validUntil: Date;
}

/** Gives each of these residents an account with a first PIN, or their account a new one. */
export async function upsertIssuedAccounts(
  tx: VillageTx,
  villageId: number,
  accounts: readonly IssuedAccount[],
  at: Date,
): Promise<void> {
  await tx
    .insertInto('resident_account')
    .values(
      accounts.map((account) => ({
        village_id: villageId,
        resident_id: account.residentId,
        pin_hash: account.pinHash,
        state: 'issued',
        issued_at: at,
        issued_by: account.issuedBy,
        issue_key: account.issueKey,
        expires_at: account.validUntil,
      })),
    )
    .onConflict((oc) =>
      oc.columns(['village_id', 'resident_id']).doUpdateSet((eb) => ({
        pin_hash: eb.ref('excluded.pin_hash'),
        state: eb.ref('excluded.state'),
        issued_at: eb.ref('excluded.issued_at'),
        issued_by: eb.ref('excluded.issued_by'),
        issue_key: eb.ref('excluded.issue_key'),
        expires_at: eb.ref('excluded.expires_at'),
        closed_at: null,
        closed_reason: null,
      })),
    )
    .execute();
}

/** Changes an account, provided its PIN is still the one that was checked. */
export async function updateAccount(
  tx: VillageTx,
  residentId: string,
  values: Updateable<DB['resident_account']>,
  checkedHash?: string,
): Promise<boolean> {
  let query = tx.updateTable('resident_account').set(values).where('resident_id', '=', residentId);
  if (checkedHash !== undefined)
    query = query.where('pin_hash', '=', checkedHash).where('state', '<>', 'closed');
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}

/**
 * Residents by name or NIK with the state of their account, by name.
 * @param words part of a name, or all 16 digits of a NIK
 */
export async function findPeople(
  tx: VillageTx,
  words: string,
  state: string | undefined,
  limit: number,
  offset: number,
) {
  let query = tx
    .selectFrom('resident as r')
    .leftJoin('resident_account as a', (j) =>
      j.onRef('a.village_id', '=', 'r.village_id').onRef('a.resident_id', '=', 'r.id'),
    )
    .leftJoin('area', (j) =>
      j.onRef('area.village_id', '=', 'r.village_id').onRef('area.id', '=', 'r.area_id'),
    )
    .where('r.basic_status', '=', 1)
    .where('r.merged_into', 'is', null);
  const digits = words.replace(/\s/g, '');
  if (/^\d{16}$/.test(digits)) query = query.where('r.nik', '=', digits);
  else if (words) query = query.where('r.name', 'ilike', `%${words.replace(/[\\%_]/g, '\\$&')}%`);
  if (state === 'none') query = query.where('a.state', 'is', null);
  else if (state) query = query.where('a.state', '=', state);
  const rows = await query
    .select([
      'r.id',
      'r.name',
      'r.nik',
      'r.nik_temporary',
      'a.state',
      'a.expires_at',
      'a.last_sign_in_at',
      'area.hamlet',
      'area.rt',
      'area.rw',
    ])
    .orderBy('r.name')
    .orderBy('r.id')
    .limit(limit)
    .offset(offset)
    .execute();
  const { n } = await query
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return { rows, total: n };
}

/** How many living residents have an account in each state; 'none' where there is none. */
export async function countAccounts(tx: VillageTx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('resident as r')
    .leftJoin('resident_account as a', (j) =>
      j.onRef('a.village_id', '=', 'r.village_id').onRef('a.resident_id', '=', 'r.id'),
    )
    .select((eb) => [
      sql<string>`coalesce(a.state, 'none')`.as('state'),
      eb.fn.countAll<number>().as('n'),
    ])
    .where('r.basic_status', '=', 1)
    .where('r.merged_into', 'is', null)
    .groupBy(sql`1`)
    .execute();
  return new Map(rows.map((r) => [r.state, r.n]));
}

export async function findIdByNik(tx: VillageTx, nik: string): Promise<string | undefined> {
  const found = await tx
    .selectFrom('resident')
    // of a merged double, the record that is used now
    .select((eb) => eb.fn.coalesce('merged_into', 'id').as('id'))
    .where('nik', '=', nik)
    .executeTakeFirst();
  return found?.id;
}
