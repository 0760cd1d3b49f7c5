import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { ChannelName } from '#lib/domain/channel.ts';
import type { DeliveryReason } from '#lib/domain/delivery-reason.ts';
import type { DeliveryState } from '#lib/domain/delivery-state.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type DeliveryRow = Selectable<DB['delivery']> & {
  channel: ChannelName;
  state: DeliveryState;
};

const deliveries = (tx: VillageTx) =>
  tx
    .selectFrom('delivery')
    .selectAll()
    .select([sql<ChannelName>`channel`.as('channel'), sql<DeliveryState>`state`.as('state')]);

/** @returns its id; nothing when this notice already waits for this contact */
export async function insertDelivery(
  tx: VillageTx,
  row: Insertable<DB['delivery']>,
): Promise<string | undefined> {
  const inserted = await tx
    .insertInto('delivery')
    .values(row)
    .onConflict((oc) => oc.columns(['village_id', 'outbox_id', 'contact_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}

const unsettled = ['waiting', 'sending', 'failed'] as const;

/** Takes hold of a delivery whose time has come; one that another worker holds is left to it. */
export async function findDueLocked(
  tx: VillageTx,
  id: string,
  at: Date,
): Promise<DeliveryRow | undefined> {
  return deliveries(tx)
    .where('id', '=', id)
    .where('state', 'in', unsettled)
    .where('next_at', '<=', at)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Deliveries whose time has come, the longest waiting first. */
export async function findDue(
  tx: VillageTx,
  at: Date,
  limit: number,
): Promise<{ id: string; channel: ChannelName }[]> {
  return tx
    .selectFrom('delivery')
    .select(['id', sql<ChannelName>`channel`.as('channel')])
    .where('state', 'in', unsettled)
    .where('next_at', '<=', at)
    .orderBy('next_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function findDeliveryLocked(
  tx: VillageTx,
  id: string,
): Promise<DeliveryRow | undefined> {
  return deliveries(tx).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateDelivery(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['delivery']>,
): Promise<void> {
  await tx.updateTable('delivery').set(values).where('id', '=', id).execute();
}

/** Gives up what waits for a contact. */
export async function giveUpOf(
  tx: VillageTx,
  contactId: string,
  reason: DeliveryReason,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({ state: 'given-up', reason, changed_at: at })
    .where('contact_id', '=', contactId)
    .where('state', 'in', unsettled)
    .execute();
}

/** Which deliveries a list shows. */
export interface DeliveryFilter {
  channel?: ChannelName | undefined;
  states?: readonly DeliveryState[] | undefined;
}

export async function findDeliveries(
  tx: VillageTx,
  { channel, states }: DeliveryFilter,
  part: { limit: number; offset: number },
): Promise<DeliveryRow[]> {
  let query = deliveries(tx);
  if (channel) query = query.where('channel', '=', channel);
  if (states) query = query.where('state', 'in', states);
  return query.orderBy('id', 'desc').limit(part.limit).offset(part.offset).execute();
}

export async function countDeliveries(
  tx: VillageTx,
): Promise<{ channel: ChannelName; state: DeliveryState; n: number }[]> {
  return tx
    .selectFrom('delivery')
    .select((eb) => [
      sql<ChannelName>`channel`.as('channel'),
      sql<DeliveryState>`state`.as('state'),
      eb.fn.countAll<number>().as('n'),
    ])
    .groupBy(['channel', 'state'])
    .execute();
}

/** How many were given up of those made since, but for these reasons. */
export async function countRecentGivenUp(
  tx: VillageTx,
  since: Date,
  except: readonly DeliveryReason[],
): Promise<number> {
  const { n } = await tx
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'given-up')
    .where('created_at', '>', since)
    .where('reason', 'not in', except)
    .executeTakeFirstOrThrow();
  return n;
}

/** What was sent to a resident, or not; newest first. */
export async function findDeliveriesOf(tx: VillageTx, residentId: string): Promise<DeliveryRow[]> {
  return deliveries(tx).where('resident_id', '=', residentId).orderBy('id', 'desc').execute();
}

/** @returns how many were deleted */
export async function deleteDeliveries(tx: VillageTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('delivery')
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
