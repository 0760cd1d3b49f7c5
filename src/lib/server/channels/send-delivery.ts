import type { ChannelName } from '#lib/domain/channel.ts';
import { isOfAddress, type DeliveryReason, type SendOutcome } from '#lib/domain/delivery-reason.ts';
import { deliveryLife, longestTry, nextTry } from '#lib/domain/delivery-state.ts';
import { afterQuiet } from '#lib/domain/quiet-hours.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { log, now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findVillageIds, getVillage, type VillageContext } from '#lib/server/villages/index.ts';
import { openAddress } from './address.ts';
import type { Channel } from './clients/channel.ts';
import { deleteContact, findContact, findReader, updateContact } from './contact-store.ts';
import { findDue, findDueLocked, updateDelivery, type DeliveryRow } from './delivery-store.ts';
import { hearTelegram } from './hear-telegram.ts';
import { openChannel } from './settings.ts';

/** A delivery that this worker is sending. */
interface Claimed {
  row: DeliveryRow;
  contactId: string;
  address: string;
  way: Channel;
}

/**
 * Sends one delivery whose time has come. A transaction claims it, the service is asked, another
 * transaction writes down what came of it: cut short in between, it was tried, and is tried once more.
 * @returns what came of it; nothing when there was nothing to send
 */
export async function sendDelivery(
  villageId: number,
  deliveryId: string,
): Promise<SendOutcome | undefined> {
  const village = await getVillage(villageId);
  const claimed = await withVillage(villageId, (tx) => claim(tx, village, deliveryId));
  if (!claimed) return undefined;
  const { row, way, address } = claimed;
  const outcome = await way.send(address, {
    id: row.id,
    text: row.text,
    from: villageTitle(village),
    ...(village.publicOrigin && {
      link: `${village.publicOrigin}/layanan-mandiri/pemberitahuan`,
    }),
  });
  await withVillage(villageId, (tx) => settle(tx, village, claimed, outcome));
  return outcome;
}

async function claim(
  tx: VillageTx,
  village: VillageContext,
  id: string,
): Promise<Claimed | undefined> {
  const at = now();
  const row = await findDueLocked(tx, id, at);
  if (!row) return undefined;
  const giveUp = async (reason: DeliveryReason) => {
    await updateDelivery(tx, id, { state: 'given-up', reason, changed_at: at });
    return undefined;
  };
  // Cut short, it may have arrived: once more, and no more.
  if (row.state === 'sending' && row.reason === 'interrupted') return giveUp('interrupted');
  if (row.created_at.getTime() + deliveryLife < at.getTime()) return giveUp('expired');
  const contact = row.contact_id ? await findContact(tx, row.contact_id) : undefined;
  if (!contact) return giveUp('removed');
  if (!contact.switched_on) return giveUp('switched-off');
  if (!(await findReader(tx, row.resident_id))?.here) return giveUp('left');
  const way = await openChannel(tx, village, row.channel);
  if (!way) return giveUp('channel-off');
  const quiet = { from: village.quietFrom, to: village.quietTo };
  const later = afterQuiet(at, quiet, village.timeZone);
  if (later > at) {
    await updateDelivery(tx, id, { next_at: later });
    return undefined;
  }
  await updateDelivery(tx, id, {
    state: 'sending',
    reason: row.state === 'sending' ? 'interrupted' : null,
    attempts: row.attempts + 1,
    next_at: new Date(at.getTime() + longestTry),
    changed_at: at,
  });
  const address = openAddress(village.id, row.resident_id, row.channel, contact.address_sealed);
  return { row, contactId: contact.id, address, way };
}

async function settle(
  tx: VillageTx,
  village: VillageContext,
  { row, contactId }: Claimed,
  outcome: SendOutcome,
): Promise<void> {
  const at = now();
  if (outcome.state === 'sent') {
    await updateDelivery(tx, row.id, { state: 'sent', reason: null, changed_at: at });
    return;
  }
  const { reason } = outcome;
  log.info(
    { villageId: village.id, deliveryId: row.id, channel: row.channel, reason },
    'a notice was not sent',
  );
  const quiet = { from: village.quietFrom, to: village.quietTo };
  const next =
    outcome.state === 'temporary'
      ? nextTry(row.attempts + 1, at, quiet, village.timeZone, outcome.retryAfter)
      : undefined;
  await updateDelivery(tx, row.id, {
    state: next ? 'failed' : 'given-up',
    reason,
    changed_at: at,
    ...(next && { next_at: next }),
  });
  if (outcome.state === 'permanent' && isOfAddress(reason)) {
    if (reason === 'gone') await deleteContact(tx, contactId);
    else await updateContact(tx, contactId, { switched_on: false, trouble: reason });
  }
}

/** So many in one sweep of a village; the rest a minute later. */
const perSweep = 50;

/** Reasons for which the next message would fare no better: its channel rests until the next sweep. */
const ofService: readonly DeliveryReason[] = [
  'too-slow',
  'unreachable',
  'no-encryption',
  'service-down',
  'bad-credentials',
  'too-many',
  'account-locked',
  'payment',
];

/** Sends what is due in a village: what waited for the morning, is tried again, or lost its job. */
export async function sendDue(villageId: number): Promise<void> {
  const due = await withVillage(villageId, (tx) => findDue(tx, now(), perSweep));
  const resting = new Set<ChannelName>();
  for (const { id, channel } of due) {
    if (resting.has(channel)) continue;
    const outcome = await sendDelivery(villageId, id);
    if (outcome?.state === 'temporary' && ofService.includes(outcome.reason)) resting.add(channel);
  }
}

/** Every minute: sends what is due in all villages, and hears who has pressed "Mulai" at a bot. */
export async function sweepChannels(): Promise<void> {
  for (const villageId of await findVillageIds()) {
    try {
      await hearTelegram(villageId);
      await sendDue(villageId);
    } catch (error) {
      log.error({ error, villageId }, 'a sweep of the channels failed');
    }
  }
}
