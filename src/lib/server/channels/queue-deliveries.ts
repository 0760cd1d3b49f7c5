import { firstName, outgoingText, shownReference } from '#lib/domain/outgoing-text.ts';
import { afterQuiet } from '#lib/domain/quiet-hours.ts';
import type { HandedNotice } from '#lib/server/notices/index.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import { getVillage } from '#lib/server/villages/index.ts';
import { findContacts, findReader } from './contact-store.ts';
import { insertDelivery } from './delivery-store.ts';
import { findOpenChannels } from './settings.ts';

/**
 * What a resident was just told inside waits to be sent on every channel that they chose, in the
 * transaction that tells them. In the quiet hours of the village it waits for their end.
 */
export async function queueDeliveries(
  tx: VillageTx,
  villageId: number,
  notice: HandedNotice,
): Promise<void> {
  const chosen = (await findContacts(tx, notice.residentId)).filter((c) => c.switched_on);
  if (chosen.length === 0) return;
  const open = await findOpenChannels(tx);
  const reader = await findReader(tx, notice.residentId);
  if (!reader?.here) return;
  const village = await getVillage(villageId);
  const at = now();
  const quiet = { from: village.quietFrom, to: village.quietTo };
  const nextAt = afterQuiet(at, quiet, village.timeZone);
  const first = firstName(reader.name);
  for (const { id, channel } of chosen) {
    if (!open.includes(channel)) continue;
    const delivery = await insertDelivery(tx, {
      village_id: villageId,
      outbox_id: notice.outboxId,
      resident_id: notice.residentId,
      contact_id: id,
      channel,
      first_name: first,
      reference: shownReference(notice.news),
      text: outgoingText(notice.news, first, village.publicOrigin),
      next_at: nextAt,
      created_at: at,
      changed_at: at,
    });
    // What waits for the morning is found by the sweep.
    if (delivery && nextAt <= at)
      await platform().jobs.send(tx, 'delivery', { villageId, deliveryId: delivery });
  }
}
