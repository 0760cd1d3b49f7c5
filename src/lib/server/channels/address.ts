import { channelWords, type ChannelName, type TypedChannel } from '#lib/domain/channel.ts';
import { maskEmail, readEmail } from '#lib/domain/contact-code.ts';
import { isMobilePhone, maskPhone, parsePhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { platform } from '#lib/server/platform/index.ts';

const contextOf = (villageId: number, residentId: string, channel: ChannelName) =>
  `contact:${villageId}:${residentId}:${channel}`;

/** An address, sealed for this resident and channel. */
export const sealAddress = (
  villageId: number,
  residentId: string,
  channel: ChannelName,
  address: string,
): Buffer =>
  platform().secrets.seal(Buffer.from(address), contextOf(villageId, residentId, channel));

export const openAddress = (
  villageId: number,
  residentId: string,
  channel: ChannelName,
  sealed: Buffer,
): string =>
  platform()
    .secrets.open(sealed, contextOf(villageId, residentId, channel))
    .toString();

/** By which an address is found again, without the key it leads nowhere. */
export const addressMac = (villageId: number, channel: ChannelName, address: string): Buffer =>
  platform().secrets.mac(`contact:${villageId}:${channel}:${address.toLowerCase()}`);

/**
 * An address as typed.
 * @throws Refusal 'invalid' at the field `alamat`
 */
export function readAddress(channel: TypedChannel, typed: string): string {
  const fail = (message: string) => new Refusal('invalid', message, { alamat: message });
  if (!typed.trim()) throw fail(`Tulis ${channelWords[channel].address} Anda.`);
  if (channel === 'email') {
    const address = readEmail(typed);
    if (!address) throw fail('Tulis alamat email lengkap, misalnya siti@gmail.com.');
    return address;
  }
  const phone = parsePhone(typed);
  if (!phone || !isMobilePhone(phone))
    throw fail('Tulis nomor HP yang dipakai WhatsApp, misalnya 0812 3456 7890.');
  return phone;
}

/** What its owner recognises an address by. */
export function maskAddress(channel: ChannelName, address: string): string {
  if (channel === 'email') return maskEmail(address);
  return channel === 'whatsapp' ? maskPhone(address) : 'Terhubung';
}
