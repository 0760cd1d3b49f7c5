import { requireOfficer } from '#lib/domain/authority.ts';
import { channels, channelWords, isTypedChannel, type ChannelName } from '#lib/domain/channel.ts';
import { deliveryReasons, type SendOutcome } from '#lib/domain/delivery-reason.ts';
import { trialText } from '#lib/domain/outgoing-text.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { readAddress } from './address.ts';
import { usualUrls } from './channel-input.ts';
import { findSetting, findSettings } from './setting-store.ts';
import { openChannel, settingShapes } from './settings.ts';

/** The channels as the settings' list shows them. */
export async function listChannelSettings(
  tx: VillageTx,
  visitor: Visitor,
): Promise<{ channel: ChannelName; state: 'on' | 'off' | 'empty' }[]> {
  requireOfficer(visitor, 'village.settings');
  const rows = await findSettings(tx);
  return channels.map((channel) => {
    const row = rows.find((one) => one.channel === channel);
    return { channel, state: row ? (row.switched_on ? 'on' : 'off') : 'empty' };
  });
}

/** A channel's data by the names of its form's fields; of its secret only whether there is one. */
export interface ChannelForm {
  known: boolean;
  on: boolean;
  hasSecret: boolean;
  values: Record<string, string>;
  /** Telegram: the name of the bot. */
  bot: string;
}

/** @throws Refusal unless the visitor may change the settings */
export async function getChannelForm(
  tx: VillageTx,
  visitor: Visitor,
  channel: ChannelName,
): Promise<ChannelForm> {
  requireOfficer(visitor, 'village.settings');
  const row = await findSetting(tx, channel);
  const form = {
    known: row !== undefined,
    on: row?.switched_on ?? false,
    hasSecret: Boolean(row?.secret),
    values: {} as Record<string, string>,
    bot: '',
  };
  if (channel === 'email') {
    const s = row && settingShapes.email.parse(row.settings);
    form.values = {
      peladen: s?.host ?? '',
      porta: String(s?.port ?? 587),
      pengguna: s?.user ?? '',
      pengirim: s?.from ?? '',
    };
  } else if (channel === 'whatsapp') {
    const s = row && settingShapes.whatsapp.parse(row.settings);
    form.values = {
      'nomor-id': s?.phoneNumberId ?? '',
      templat: s?.template ?? '',
      'templat-angka': s?.codeTemplate ?? '',
      bahasa: s?.language ?? 'id',
      alamat: unusual('whatsapp', s?.url),
    };
  } else if (channel === 'telegram') {
    const s = row && settingShapes.telegram.parse(row.settings);
    form.values = { alamat: unusual('telegram', s?.url) };
    form.bot = s?.bot ?? '';
  }
  return form;
}

const unusual = (channel: keyof typeof usualUrls, url = '') =>
  url === usualUrls[channel] ? '' : url;

/**
 * Sends a trial to an address that the officer types, and says in words what came of it.
 * @throws Refusal 'invalid' at `alamat-coba`, or when the channel has no data yet
 */
export async function tryChannel(
  village: VillageContext,
  visitor: Visitor,
  channel: Exclude<ChannelName, 'push'>,
  typed: string,
): Promise<{ sent: boolean; words: string }> {
  requireOfficer(visitor, 'village.settings');
  const address = readTrialAddress(channel, typed);
  const way = await withVillage(village.id, (tx) =>
    openChannel(tx, village, channel, 'switched-off'),
  );
  if (!way) throw new Refusal('invalid', 'Simpan dulu data salurannya, lalu coba.');
  const outcome = await way.send(address, {
    id: crypto.randomUUID(),
    text: trialText,
    from: villageTitle(village),
  });
  await withVillage(village.id, (tx) =>
    recordEvent(tx, village.id, visitor, {
      action: 'channels.try',
      details: { channel: channelWords[channel].name, sent: outcome.state === 'sent' },
    }),
  );
  return { sent: outcome.state === 'sent', words: inWords(channel, outcome) };
}

function readTrialAddress(channel: Exclude<ChannelName, 'push'>, typed: string): string {
  const at = (message: string) => new Refusal('invalid', message, { 'alamat-coba': message });
  if (!isTypedChannel(channel)) {
    const chat = typed.trim();
    if (/^-?\d{3,20}$/.test(chat)) return chat;
    throw at('Tulis nomor obrolan Telegram: angka saja.');
  }
  try {
    return readAddress(channel, typed);
  } catch (error) {
    throw error instanceof Refusal ? at(error.message) : error;
  }
}

function inWords(channel: ChannelName, outcome: SendOutcome): string {
  if (outcome.state === 'sent')
    return `Percobaan diterima layanan ${channelWords[channel].name}. Periksa apakah pesannya sampai.`;
  return `Percobaan tidak terkirim. ${deliveryReasons[outcome.reason]}`;
}
