import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { ownerColumn, type AccountOwner } from './account-owner.ts';

export async function findDevice(tx: VillageTx, owner: AccountOwner, tokenHash: Buffer) {
  return tx
    .selectFrom('known_device')
    .select('id')
    .where(ownerColumn(owner), '=', owner.id)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export async function countDevices(tx: VillageTx, owner: AccountOwner): Promise<number> {
  const row = await tx
    .selectFrom('known_device')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(ownerColumn(owner), '=', owner.id)
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function insertDevice(
  tx: VillageTx,
  villageId: number,
  owner: AccountOwner,
  device: { tokenHash: Buffer; label: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('known_device')
    .values({
      village_id: villageId,
      [ownerColumn(owner)]: owner.id,
      token_hash: device.tokenHash,
      label: device.label,
      first_seen_at: device.at,
      last_seen_at: device.at,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function touchDevice(tx: VillageTx, id: string, at: Date): Promise<void> {
  await tx.updateTable('known_device').set({ last_seen_at: at }).where('id', '=', id).execute();
}

/** Makes strangers of all devices of these residents. */
export async function deleteDevicesOf(
  tx: VillageTx,
  residentIds: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('known_device')
    .where('resident_id', '=', sql<string>`any(${residentIds}::uuid[])`)
    .execute();
}

/** Makes strangers of an owner's devices, all but one. */
export async function deleteDevices(
  tx: VillageTx,
  owner: AccountOwner,
  exceptTokenHash?: Buffer,
): Promise<void> {
  let query = tx.deleteFrom('known_device').where(ownerColumn(owner), '=', owner.id);
  if (exceptTokenHash) query = query.where('token_hash', '<>', exceptTokenHash);
  await query.execute();
}
