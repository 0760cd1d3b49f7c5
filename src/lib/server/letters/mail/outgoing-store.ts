import { sql, type Insertable } from 'kysely';
import type { DeliveryWay } from '#lib/domain/mail.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export async function insertOutgoing(
  tx: VillageTx,
  row: Insertable<DB['outgoing_mail']>,
): Promise<string> {
  return (
    await tx.insertInto('outgoing_mail').values(row).returning('id').executeTakeFirstOrThrow()
  ).id;
}

function outgoing(tx: VillageTx) {
  return tx
    .selectFrom('outgoing_mail as m')
    .selectAll()
    .select(sql<string>`m.mail_date`.as('mail_date'));
}

export async function findOutgoing(tx: VillageTx, id: string) {
  return outgoing(tx).where('m.id', '=', id).executeTakeFirst();
}

/** The letter, locked until the transaction ends. */
export async function findOutgoingLocked(tx: VillageTx, id: string) {
  return outgoing(tx).where('m.id', '=', id).forUpdate().executeTakeFirst();
}

/** Letters that the office wrote, the latest first, with how many they were sent to. */
export async function findOutgoingPage(tx: VillageTx, page: { limit: number; offset: number }) {
  return outgoing(tx)
    .select(
      sql<number>`(select count(*)::int from mail_delivery d
        where d.village_id = m.village_id and d.mail_id = m.id)`.as('sent_to'),
    )
    .orderBy('m.mail_date', 'desc')
    .orderBy('m.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countOutgoing(tx: VillageTx): Promise<number> {
  const row = await tx
    .selectFrom('outgoing_mail')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function markVoid(
  tx: VillageTx,
  id: string,
  values: { at: Date; by: string; reason: string },
) {
  await tx
    .updateTable('outgoing_mail')
    .set({ voided_at: values.at, voided_by: values.by, voided_reason: values.reason })
    .where('id', '=', id)
    .execute();
}

export async function insertDelivery(tx: VillageTx, row: Insertable<DB['mail_delivery']>) {
  await tx.insertInto('mail_delivery').values(row).execute();
}

/** To whom a letter was sent, with whether the receipt's picture is still kept. */
export async function findDeliveries(tx: VillageTx, mailId: string) {
  return tx
    .selectFrom('mail_delivery as d')
    .leftJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'd.village_id').onRef('f.id', '=', 'd.receipt_file_id'),
    )
    .select([
      'd.id',
      'd.recipient',
      'd.received_by',
      'd.receipt_file_id',
      'f.deleted_at',
      sql<DeliveryWay>`d.way`.as('way'),
      sql<string>`d.sent_on`.as('sent_on'),
    ])
    .where('d.mail_id', '=', mailId)
    .orderBy('d.sent_on')
    .orderBy('d.id')
    .execute();
}
