import type { Insertable, Updateable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export async function findStaffByUsername(tx: VillageTx, username: string) {
  return tx
    .selectFrom('staff_account')
    .selectAll()
    .where('username', '=', username)
    .executeTakeFirst();
}

export async function findStaff(tx: VillageTx, id: string) {
  return tx.selectFrom('staff_account').selectAll().where('id', '=', id).executeTakeFirst();
}
export type Staff = NonNullable<Awaited<ReturnType<typeof findStaff>>>;

/** All officers with their post, those at work first. */
export async function findAllStaff(tx: VillageTx) {
  return tx
    .selectFrom('staff_account as s')
    .leftJoin('official as o', (j) =>
      j.onRef('o.village_id', '=', 's.village_id').onRef('o.staff_id', '=', 's.id'),
    )
    .select([
      's.id',
      's.username',
      's.name',
      's.roles',
      's.active',
      's.totp_enrolled_at',
      's.must_change_password',
      's.password_expires_at',
      's.last_sign_in_at',
      's.resident_id',
      'o.position',
      'o.employee_no',
      'o.signs',
    ])
    .orderBy('s.active', 'desc')
    .orderBy('o.rank')
    .orderBy('s.name')
    .execute();
}

/** Every officer's account by name, closed ones too: they stand in the trail. */
export async function findStaffNames(tx: VillageTx): Promise<{ id: string; name: string }[]> {
  return tx.selectFrom('staff_account').select(['id', 'name']).orderBy('name').execute();
}

export async function insertStaff(
  tx: VillageTx,
  row: Insertable<DB['staff_account']>,
): Promise<string> {
  const { id } = await tx
    .insertInto('staff_account')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Gives an officer's account its post. One of that name who has no account yet, as brought in from
 * another system, is the same official.
 */
export async function insertOfficial(
  tx: VillageTx,
  row: Insertable<DB['official']>,
): Promise<void> {
  const { employee_no, ...post } = row;
  const { numUpdatedRows } = await tx
    .updateTable('official')
    .set({ ...post, ...(employee_no && { employee_no }) })
    .where('staff_id', 'is', null)
    .where((e) => e(e.fn<string>('upper', ['name']), '=', row.name.toUpperCase()))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await tx.insertInto('official').values(row).execute();
}

export async function updateOfficial(
  tx: VillageTx,
  staffId: string,
  values: Updateable<DB['official']>,
): Promise<void> {
  await tx.updateTable('official').set(values).where('staff_id', '=', staffId).execute();
}

/** Changes an account, provided its password is still the one that was checked. */
export async function updateStaff(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['staff_account']>,
  checkedHash?: string,
): Promise<boolean> {
  let query = tx.updateTable('staff_account').set(values).where('id', '=', id);
  if (checkedHash !== undefined)
    query = query.where('password_hash', '=', checkedHash).where('active', '=', true);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}

/** Uses up a code's time step. @returns false when it, or a later one, was used before */
export async function useTotpStep(tx: VillageTx, id: string, step: number): Promise<boolean> {
  const result = await tx
    .updateTable('staff_account')
    .set({ totp_last_step: step })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Officers at work who hold a role, the rows locked: the last admin must not be lost. */
export async function lockActiveWithRole(tx: VillageTx, role: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('staff_account')
    .select('id')
    .where('active', '=', true)
    .where((eb) => eb(eb.val(role), '=', eb.fn.any('roles')))
    .forUpdate()
    .execute();
  return rows.map((r) => r.id);
}
