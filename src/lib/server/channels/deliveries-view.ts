import { requireOfficer } from '#lib/domain/authority.ts';
import type { ChannelName } from '#lib/domain/channel.ts';
import {
  deliveryReasons,
  isDeliveryReason,
  type DeliveryReason,
} from '#lib/domain/delivery-reason.ts';
import { deliveryLife, type DeliveryState } from '#lib/domain/delivery-state.ts';
import { afterQuiet } from '#lib/domain/quiet-hours.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import {
  countDeliveries,
  countRecentGivenUp,
  findDeliveries,
  findDeliveryLocked,
  updateDelivery,
} from './delivery-store.ts';

/** The parts of the office's list. */
const deliveryGroups = {
  'given-up': ['given-up'],
  failed: ['failed'],
  waiting: ['waiting', 'sending'],
  sent: ['sent'],
} as const satisfies Record<string, readonly DeliveryState[]>;
export type DeliveryGroup = keyof typeof deliveryGroups;

/** A notice on one channel, as the office sees it: of the person a first name, no address, no text. */
export interface DeliveryLine {
  id: string;
  channel: ChannelName;
  state: DeliveryState;
  firstName: string;
  /** Of a request; '' for anything else. */
  reference: string;
  reason: string;
  at: Date;
  /** When it is tried; null when it is settled. */
  nextAt: Date | null;
  attempts: number;
}

const perPage = 50;

/** Reasons that are the resident's own affair. */
const ofOwner: readonly DeliveryReason[] = ['removed', 'switched-off', 'left', 'gone'];

/**
 * What did not go out and why, newest first.
 * @throws Refusal 'forbidden'
 */
export async function listDeliveries(
  tx: VillageTx,
  visitor: Visitor,
  asked: { group: DeliveryGroup; channel?: ChannelName | undefined; page: number },
) {
  requireOfficer(visitor, 'deliveries.read');
  const counted = await countDeliveries(tx);
  const inChannel = counted.filter((c) => !asked.channel || c.channel === asked.channel);
  const count = (group: DeliveryGroup) =>
    inChannel
      .filter(({ state }) => (deliveryGroups[group] as readonly string[]).includes(state))
      .reduce((sum, { n }) => sum + n, 0);
  const groups = Object.keys(deliveryGroups) as DeliveryGroup[];
  const counts = Object.fromEntries(groups.map((group) => [group, count(group)]));
  const pages = Math.max(1, Math.ceil(count(asked.group) / perPage));
  const page = Math.min(Math.max(1, asked.page), pages);
  const rows = await findDeliveries(
    tx,
    { channel: asked.channel, states: deliveryGroups[asked.group] },
    { limit: perPage, offset: (page - 1) * perPage },
  );
  return {
    page,
    pages,
    counts: counts as Record<DeliveryGroup, number>,
    /** Channels that anything is listed of. */
    channels: [...new Set(counted.map(({ channel }) => channel))],
    lines: rows.map((row): DeliveryLine => ({
      id: row.id,
      channel: row.channel,
      state: row.state,
      firstName: row.first_name,
      reference: row.reference,
      reason: row.reason && isDeliveryReason(row.reason) ? deliveryReasons[row.reason] : '',
      at: row.changed_at,
      nextAt: row.state === 'waiting' || row.state === 'failed' ? row.next_at : null,
      attempts: row.attempts,
    })),
  };
}

/** How many notices were given up lately that the office could do something about. */
export const countGivenUp = (tx: VillageTx): Promise<number> =>
  countRecentGivenUp(tx, new Date(now().getTime() - deliveryLife), ofOwner);

/**
 * Tries a notice again that failed or was given up, with the whole number of tries.
 * @throws Refusal 'forbidden'; 'conflict' when it is on its way, was sent, or its address is gone
 */
export async function retryDelivery(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireOfficer(visitor, 'deliveries.retry');
  const row = await findDeliveryLocked(tx, id);
  if (!row) throw new Refusal('not-found', 'Kiriman ini tidak ada lagi.');
  if (row.state !== 'failed' && row.state !== 'given-up')
    throw new Refusal('conflict', 'Kiriman ini sudah terkirim atau sedang dikirim.');
  if (!row.contact_id)
    throw new Refusal('conflict', 'Warga sudah menghapus alamatnya. Tidak ada tujuan kiriman.');
  const at = now();
  const quiet = { from: village.quietFrom, to: village.quietTo };
  const nextAt = afterQuiet(at, quiet, village.timeZone);
  await updateDelivery(tx, id, {
    state: 'waiting',
    attempts: 0,
    reason: null,
    next_at: nextAt,
    changed_at: at,
  });
  if (nextAt <= at)
    await platform().jobs.send(tx, 'delivery', { villageId: village.id, deliveryId: id });
  await recordEvent(tx, village.id, visitor, {
    action: 'channels.retry',
    details: { channel: row.channel, reference: row.reference },
  });
}
