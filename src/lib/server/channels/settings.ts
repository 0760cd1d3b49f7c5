import { z } from 'zod';
import { channels, type ChannelName } from '#lib/domain/channel.ts';
import { platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { Channel } from './clients/channel.ts';
import { openEmail } from './clients/email-channel.ts';
import { openPush } from './clients/push-channel.ts';
import { openTelegram, type TelegramSettings } from './clients/telegram-channel.ts';
import { openWhatsapp } from './clients/whatsapp-channel.ts';
import { findSetting, findSettings, type SettingRow } from './setting-store.ts';

/** What a village sets of each channel, its secret apart. */
export const settingShapes = {
  email: z.object({ host: z.string(), port: z.number(), user: z.string(), from: z.string() }),
  whatsapp: z.object({
    url: z.string(),
    phoneNumberId: z.string(),
    template: z.string(),
    codeTemplate: z.string(),
    language: z.string(),
  }),
  telegram: z.object({ url: z.string(), bot: z.string() }),
  push: z.object({ publicKey: z.string() }),
} as const;
export type Settings<C extends ChannelName> = z.infer<(typeof settingShapes)[C]>;

const contextOf = (villageId: number, channel: ChannelName) => `channel:${villageId}:${channel}`;

/** Sealed for this village and channel: the bytes are of no use elsewhere. */
export const sealSecret = (villageId: number, channel: ChannelName, secret: string): Buffer =>
  platform().secrets.seal(Buffer.from(secret), contextOf(villageId, channel));

const openSecret = (villageId: number, channel: ChannelName, { secret }: SettingRow): string =>
  secret ? platform().secrets.open(secret, contextOf(villageId, channel)).toString() : '';

/** The channels that the village has switched on, in their order. */
export async function findOpenChannels(tx: VillageTx): Promise<ChannelName[]> {
  const rows = await findSettings(tx);
  return channels.filter((channel) =>
    rows.some((row) => row.channel === channel && row.switched_on),
  );
}

/** Whether the village has switched a channel on. */
export const isChannelOpen = async (tx: VillageTx, channel: ChannelName): Promise<boolean> =>
  (await findSetting(tx, channel))?.switched_on ?? false;

/**
 * A channel ready to send; undefined where the village has not set it up, or switched it off.
 * @param even even while it is switched off, to try it
 */
export async function openChannel(
  tx: VillageTx,
  village: VillageContext,
  name: ChannelName,
  even: 'switched-off' | false = false,
): Promise<Channel | undefined> {
  const row = await findSetting(tx, name);
  if (!row || !(row.switched_on || even)) return undefined;
  const secret = openSecret(village.id, name, row);
  switch (name) {
    case 'email':
      return openEmail({ ...settingShapes.email.parse(row.settings), password: secret });
    case 'whatsapp':
      return openWhatsapp({ ...settingShapes.whatsapp.parse(row.settings), token: secret });
    case 'telegram':
      return openTelegram({ ...settingShapes.telegram.parse(row.settings), token: secret });
    case 'push': {
      const { publicKey } = settingShapes.push.parse(row.settings);
      const contact = village.email ? `mailto:${village.email}` : village.publicOrigin;
      return openPush({ publicKey, privateKey: secret, contact });
    }
  }
}

/** The village's bot, while Telegram is switched on. */
export async function findBot(
  tx: VillageTx,
  villageId: number,
): Promise<(TelegramSettings & { bot: string; heardUpTo: number }) | undefined> {
  const row = await findSetting(tx, 'telegram');
  if (!row?.switched_on) return undefined;
  const { url, bot } = settingShapes.telegram.parse(row.settings);
  const token = openSecret(villageId, 'telegram', row);
  return { url, bot, token, heardUpTo: Number(row.heard_up_to) };
}
