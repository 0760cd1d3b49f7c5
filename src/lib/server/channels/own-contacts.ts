import { requireResident } from '#lib/domain/authority.ts';
import { isTypedChannel, type ChannelName } from '#lib/domain/channel.ts';
import { contactTroubles, isDeliveryReason } from '#lib/domain/delivery-reason.ts';
import { formatPhone, isMobilePhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { maskAddress, openAddress } from './address.ts';
import { endCodes, findOpenCode } from './code-store.ts';
import { deleteContact, findContacts, findOwnContact, updateContact } from './contact-store.ts';
import { giveUpOf } from './delivery-store.ts';
import { findOpenChannels } from './settings.ts';

/** Where its owner is told, on a screen that others may look at. */
export interface OwnContact {
  id: string;
  channel: ChannelName;
  /** Masked address, or the device. */
  what: string;
  on: boolean;
  /** Why it was switched off for them; '' when they did, or it is on. */
  trouble: string;
}

/** The village's channels and the visitor's contacts on them. */
export async function listOwnContacts(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<{ open: ChannelName[]; contacts: OwnContact[] }> {
  requireResident(visitor);
  const { residentId } = visitor;
  const rows = await findContacts(tx, residentId);
  return {
    open: await findOpenChannels(tx),
    contacts: rows.map((row) => ({
      id: row.id,
      channel: row.channel,
      what:
        row.label ||
        maskAddress(
          row.channel,
          openAddress(village.id, residentId, row.channel, row.address_sealed),
        ),
      on: row.switched_on,
      trouble: (row.trouble && isDeliveryReason(row.trouble) && contactTroubles[row.trouble]) || '',
    })),
  };
}

/** What a channel's page starts from: the code that is on its way, and a number to offer. */
export async function findOwnStart(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  channel: ChannelName,
): Promise<{ pending: string | null; offered: string }> {
  requireResident(visitor);
  const { residentId } = visitor;
  const sent = await findOpenCode(tx, residentId, channel, now());
  const { phone } = await getPerson(tx, residentId);
  const offered = channel === 'whatsapp' && phone && isMobilePhone(phone) ? formatPhone(phone) : '';
  const pending =
    isTypedChannel(channel) && sent?.address_sealed
      ? maskAddress(channel, openAddress(village.id, residentId, channel, sent.address_sealed))
      : null;
  return { pending, offered };
}

const gone = () => new Refusal('not-found', 'Alamat ini tidak ada lagi.');

/** Switches a contact on or off. */
export async function switchContact(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; on: boolean },
): Promise<void> {
  requireResident(visitor);
  const { residentId } = visitor;
  const contact = await findOwnContact(tx, residentId, input.id);
  if (!contact) throw gone();
  await updateContact(tx, contact.id, { switched_on: input.on, trouble: null });
  await recordEvent(tx, village.id, visitor, {
    action: input.on ? 'channels.switch-on' : 'channels.switch-off',
    residentId,
    details: { channel: contact.channel },
  });
}

/** Removes a contact; what waited for it is not sent. */
export async function removeContact(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireResident(visitor);
  const { residentId } = visitor;
  const contact = await findOwnContact(tx, residentId, id);
  if (!contact) throw gone();
  await giveUpOf(tx, contact.id, 'removed', now());
  await deleteContact(tx, contact.id);
  await recordEvent(tx, village.id, visitor, {
    action: 'channels.remove',
    residentId,
    details: { channel: contact.channel },
  });
}

/** Gives up the code that is on its way, to type another address. */
export async function forgetCode(
  tx: VillageTx,
  visitor: Visitor,
  channel: ChannelName,
): Promise<void> {
  requireResident(visitor);
  await endCodes(tx, visitor.residentId, channel, now());
}
