import { sql, type Insertable } from 'kysely';
import type { ChannelName } from '#lib/domain/channel.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** How many codes a resident asked for on a channel since. */
export async function countCodesOf(
  tx: VillageTx,
  residentId: string,
  channel: ChannelName,
  since: Date,
): Promise<number> {
  const { n } = await tx
    .selectFrom('contact_code')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('resident_id', '=', residentId)
    .where('channel', '=', channel)
    .where('sent_at', '>', since)
    .executeTakeFirstOrThrow();
  return n;
}

/** How many codes went to an address since, whoever asked. */
export async function countCodesTo(tx: VillageTx, mac: Buffer, since: Date): Promise<number> {
  const { n } = await tx
    .selectFrom('contact_code')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('address_mac', '=', mac)
    .where('sent_at', '>', since)
    .executeTakeFirstOrThrow();
  return n;
}

/** Lets those who ask at the same time take turns, so that the limits hold. */
export async function queueForCodes(tx: VillageTx, residentId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contact-code:${residentId}`}, 0))`.execute(
    tx,
  );
}

export async function insertCode(
  tx: VillageTx,
  row: Insertable<DB['contact_code']>,
): Promise<string> {
  return (await tx.insertInto('contact_code').values(row).returning('id').executeTakeFirstOrThrow())
    .id;
}

/** The last code that a resident asked for on a channel, while it is good. */
export async function findOpenCode(
  tx: VillageTx,
  residentId: string,
  channel: ChannelName,
  at: Date,
) {
  return tx
    .selectFrom('contact_code')
    .selectAll()
    .where('resident_id', '=', residentId)
    .where('channel', '=', channel)
    .where('expires_at', '>', at)
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

/** The start code of Telegram that was heard, while it is good. */
export async function findStartCode(tx: VillageTx, mac: Buffer, at: Date) {
  return tx
    .selectFrom('contact_code')
    .selectAll()
    .where('channel', '=', 'telegram')
    .where('code_mac', '=', mac)
    .where('expires_at', '>', at)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether anybody has still to press "Mulai" at the bot. */
export async function anyOpenStart(tx: VillageTx, at: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('contact_code')
    .select('id')
    .where('channel', '=', 'telegram')
    .where('expires_at', '>', at)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countTry(tx: VillageTx, id: string): Promise<void> {
  await tx
    .updateTable('contact_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Makes the codes of a resident on a channel good no more; they still count. */
export async function endCodes(tx: VillageTx, residentId: string, channel: ChannelName, at: Date) {
  await tx
    .updateTable('contact_code')
    .set({ expires_at: at })
    .where('resident_id', '=', residentId)
    .where('channel', '=', channel)
    .where('expires_at', '>', at)
    .execute();
}

/** Forgets a code, so that it does not count. */
export async function deleteCode(tx: VillageTx, id: string): Promise<void> {
  await tx.deleteFrom('contact_code').where('id', '=', id).execute();
}

/** @returns how many were deleted */
export async function deleteOldCodes(tx: VillageTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('contact_code')
    .where('sent_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
