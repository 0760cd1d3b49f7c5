import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { ChannelName } from '#lib/domain/channel.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type ContactRow = Selectable<DB['contact']> & { channel: ChannelName };

const contacts = (tx: VillageTx) =>
  tx
    .selectFrom('contact')
    .selectAll()
    .select(sql<ChannelName>`channel`.as('channel'));

export async function findContacts(tx: VillageTx, residentId: string): Promise<ContactRow[]> {
  return contacts(tx).where('resident_id', '=', residentId).orderBy('id').execute();
}

export async function findOwnContact(
  tx: VillageTx,
  residentId: string,
  id: string,
): Promise<ContactRow | undefined> {
  return contacts(tx)
    .where('id', '=', id)
    .where('resident_id', '=', residentId)
    .forUpdate()
    .executeTakeFirst();
}

export async function findContact(tx: VillageTx, id: string): Promise<ContactRow | undefined> {
  return contacts(tx).where('id', '=', id).executeTakeFirst();
}

/** A resident's address on a channel that has one at a time. */
export async function upsertContact(
  tx: VillageTx,
  row: Omit<Insertable<DB['contact']>, 'id' | 'switched_on' | 'trouble' | 'label'>,
): Promise<void> {
  await tx
    .insertInto('contact')
    .values(row)
    .onConflict((oc) =>
      oc
        .columns(['village_id', 'resident_id', 'channel'])
        // words, no parameter: the index must be recognised by a plan for any value
        .where(sql<boolean>`channel <> 'push'`)
        .doUpdateSet({
          address_sealed: row.address_sealed,
          address_mac: row.address_mac,
          verified_at: row.verified_at,
          switched_on: true,
          trouble: null,
        }),
    )
    .execute();
}

/** A device; the same one again is the same contact. */
export async function upsertDevice(
  tx: VillageTx,
  row: Omit<Insertable<DB['contact']>, 'id' | 'switched_on' | 'trouble'>,
): Promise<void> {
  await tx
    .insertInto('contact')
    .values(row)
    .onConflict((oc) =>
      oc
        .columns(['village_id', 'resident_id', 'address_mac'])
        .where(sql<boolean>`channel = 'push'`)
        .doUpdateSet({
          address_sealed: row.address_sealed,
          label: row.label,
          verified_at: row.verified_at,
          switched_on: true,
          trouble: null,
        }),
    )
    .execute();
}

/** A device that tells somebody else now: a browser has one subscription, whoever signs in. */
export async function deleteOthersDevice(tx: VillageTx, residentId: string, mac: Buffer) {
  await tx
    .deleteFrom('contact')
    .where('channel', '=', 'push')
    .where('address_mac', '=', mac)
    .where('resident_id', '<>', residentId)
    .execute();
}

export async function updateContact(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['contact']>,
): Promise<void> {
  await tx.updateTable('contact').set(values).where('id', '=', id).execute();
}

export async function deleteContact(tx: VillageTx, id: string): Promise<void> {
  await tx.deleteFrom('contact').where('id', '=', id).execute();
}

/** The person that a contact is of, as far as sending asks. */
export async function findReader(
  tx: VillageTx,
  residentId: string,
): Promise<{ name: string; here: boolean } | undefined> {
  return tx
    .selectFrom('resident as r')
    .leftJoin('resident_account as a', (j) =>
      j.onRef('a.village_id', '=', 'r.village_id').onRef('a.resident_id', '=', 'r.id'),
    )
    .select([
      'r.name',
      sql<boolean>`r.basic_status = 1 and r.merged_into is null and coalesce(a.state = 'active', false)`.as(
        'here',
      ),
    ])
    .where('r.id', '=', residentId)
    .executeTakeFirst();
}

/** Notes of each contact since when whom it reaches is gone from the register, or that they are back. */
export async function noteWhoIsGone(tx: VillageTx, at: Date): Promise<void> {
  await tx
    .updateTable('contact as c')
    .from('resident as r')
    .set({
      gone_since: sql<Date | null>`case when r.basic_status = 1 then null else ${at}::timestamptz end`,
    })
    .whereRef('r.village_id', '=', 'c.village_id')
    .whereRef('r.id', '=', 'c.resident_id')
    .where(sql<boolean>`(r.basic_status = 1) <> (c.gone_since is null)`)
    .execute();
}

/** @returns how many, at most `limit` */
export async function deleteContactsGoneBefore(
  tx: VillageTx,
  before: Date,
  limit: number,
): Promise<number> {
  const rows = await tx
    .deleteFrom('contact')
    .where('id', 'in', (eb) =>
      eb.selectFrom('contact').select('id').where('gone_since', '<', before).limit(limit),
    )
    .returning('id')
    .execute();
  return rows.length;
}
