import { requireResident } from '#lib/domain/authority.ts';
import { deviceLabel } from '#lib/domain/device-label.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { addressMac, sealAddress } from './address.ts';
import { readSubscription } from './clients/push-channel.ts';
import { deleteOthersDevice, findContacts, upsertDevice } from './contact-store.ts';
import { findSetting } from './setting-store.ts';
import { settingShapes } from './settings.ts';

/** So many devices are enough for anybody. */
const mostDevices = 5;

/** The key with which a browser subscribes; null while the channel is switched off. */
export async function findPushKey(tx: VillageTx): Promise<string | null> {
  const row = await findSetting(tx, 'push');
  return row?.switched_on ? settingShapes.push.parse(row.settings).publicKey : null;
}

/**
 * Tells this device from now on. That it is the visitor's shows in that they are signed in on it.
 * @param given what the browser's push service gave
 * @throws Refusal 'invalid' for what is no subscription, 'too-many' beyond five devices, 'forbidden' on
 *   the office's shared screen
 */
export async function subscribeDevice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  given: { endpoint: string; p256dh: string; auth: string },
  userAgent: string,
): Promise<void> {
  requireResident(visitor);
  if (visitor.kiosk)
    throw new Refusal('forbidden', 'Layar ini dipakai bersama. Lakukan di HP Anda sendiri.');
  const { residentId } = visitor;
  const subscription = readSubscription(given);
  if (!(await findPushKey(tx)) || !subscription)
    throw new Refusal('invalid', 'HP atau komputer ini tidak bisa menerima notifikasi dari desa.');
  const mac = addressMac(village.id, 'push', subscription.endpoint);
  const devices = (await findContacts(tx, residentId)).filter(({ channel }) => channel === 'push');
  const known = devices.some((device) => mac.equals(device.address_mac));
  if (!known && devices.length >= mostDevices)
    throw new Refusal('too-many', `Paling banyak ${mostDevices} HP. Hapus salah satu dulu.`);
  await deleteOthersDevice(tx, residentId, mac);
  await upsertDevice(tx, {
    village_id: village.id,
    resident_id: residentId,
    channel: 'push',
    address_sealed: sealAddress(village.id, residentId, 'push', JSON.stringify(subscription)),
    address_mac: mac,
    label: deviceLabel(userAgent),
    verified_at: now(),
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'channels.confirm',
    residentId,
    details: { channel: 'push' },
  });
}
