import { createECDH } from 'node:crypto';
import { requireOfficer } from '#lib/domain/authority.ts';
import { channelWords, type ChannelName } from '#lib/domain/channel.ts';
import { deliveryReasons } from '#lib/domain/delivery-reason.ts';
import { longestOrigin } from '#lib/domain/outgoing-text.ts';
import { isTime } from '#lib/domain/quiet-hours.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { changeProfile, refreshVillages, type VillageContext } from '#lib/server/villages/index.ts';
import { readChannelForm, secretFields, type Typed } from './channel-input.ts';
import { askBotName } from './clients/telegram-channel.ts';
import { findSetting, saveSetting, type SettingRow } from './setting-store.ts';
import { sealSecret } from './settings.ts';

function mustSet(visitor: Visitor): asserts visitor is StaffVisitor {
  requireOfficer(visitor, 'village.settings');
  requireFreshProof(visitor);
}

/**
 * Keeps the data of a channel. A secret is kept sealed; left empty it stays, unless the service's address
 * changed: it goes where it was given for, and nowhere else.
 * @param typed the form's fields; `nyala` is set while the channel is to be on
 * @param secret password or token, as typed
 * @throws Refusal 'invalid' by field; 'proof-needed'; 'unavailable' when Telegram does not answer
 */
export async function saveChannel(
  village: VillageContext,
  visitor: Visitor,
  channel: Exclude<ChannelName, 'push'>,
  typed: Typed,
  secret: string,
): Promise<void> {
  mustSet(visitor);
  const known = await withVillage(village.id, (tx) => findSetting(tx, channel));
  const field = secretFields[channel];
  const wanted = readChannelForm(channel, typed);
  const fault = (message: string) => new Refusal('invalid', message, { [field.name]: message });
  if (secret && !field.form.test(secret)) throw fault(field.fault);
  const moved = known !== undefined && placeOf(known.settings) !== placeOf(wanted);
  const needed = channel !== 'email' || ('user' in wanted && wanted.user !== '');
  if (!secret && needed && (!known?.secret || moved))
    throw fault(moved ? 'Alamatnya berubah. Ketik lagi kata sandi atau tokennya.' : field.fault);
  if (channel === 'telegram' && !secret) {
    await keep(village.id, visitor, channel, typed, known?.settings ?? {}, known?.secret ?? null);
    return;
  }
  const settings =
    channel === 'telegram' && 'url' in wanted
      ? { ...wanted, bot: await findBotName(wanted.url, secret, fault) }
      : wanted;
  const sealed = secret ? sealSecret(village.id, channel, secret) : needed ? known!.secret : null;
  await keep(village.id, visitor, channel, typed, settings, sealed);
}

/** Where a channel's secret is sent. */
function placeOf(settings: unknown): string {
  const { host, url } = settings as { host?: string; url?: string };
  return host ?? url ?? '';
}

async function findBotName(url: string, token: string, fault: (message: string) => Refusal) {
  const asked = await askBotName({ url, token });
  if (asked.ok) return asked.name;
  if (asked.outcome.reason === 'bad-credentials')
    throw fault('Telegram tidak mengenal token ini. Salin lagi dari BotFather.');
  throw new Refusal(
    'unavailable',
    `Belum tersimpan: Telegram belum bisa ditanya. ${deliveryReasons[asked.outcome.reason]}`,
  );
}

function keep(
  villageId: number,
  visitor: StaffVisitor,
  channel: ChannelName,
  typed: Typed,
  settings: unknown,
  secret: SettingRow['secret'],
): Promise<void> {
  return withVillage(villageId, async (tx) => {
    await saveSetting(tx, {
      village_id: villageId,
      channel,
      switched_on: typed.nyala !== undefined,
      settings: JSON.stringify(settings),
      secret,
      updated_at: now(),
    });
    await record(tx, villageId, visitor, channel, typed.nyala !== undefined);
  });
}

const record = (
  tx: VillageTx,
  villageId: number,
  visitor: StaffVisitor,
  channel: ChannelName,
  on: boolean,
) =>
  recordEvent(tx, villageId, visitor, {
    action: 'channels.change',
    details: { channel: channelWords[channel].name, on },
  });

/**
 * Switches web push on or off. Its keys are made by itself, once: devices subscribe with them.
 * @throws Refusal 'invalid' without an address of the village that browsers trust; 'proof-needed'
 */
export async function switchPush(
  village: VillageContext,
  visitor: Visitor,
  on: boolean,
): Promise<void> {
  mustSet(visitor);
  if (on && !/^https:|^http:\/\/(\w+\.)?localhost(:|$)/.test(village.publicOrigin))
    throw new Refusal(
      'invalid',
      'Isi dulu alamat situs desa yang diawali https:// di halaman Saluran pemberitahuan.',
    );
  await withVillage(village.id, async (tx) => {
    const known = await findSetting(tx, 'push');
    const made = known?.secret ? undefined : makeKeys();
    await saveSetting(tx, {
      village_id: village.id,
      channel: 'push',
      switched_on: on,
      settings: made
        ? JSON.stringify({ publicKey: made.publicKey })
        : JSON.stringify(known!.settings),
      secret: made ? sealSecret(village.id, 'push', made.privateKey) : known!.secret,
      updated_at: now(),
    });
    await record(tx, village.id, visitor, 'push', on);
  });
}

function makeKeys() {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  return {
    publicKey: keys.getPublicKey('base64url'),
    // A scalar that begins with zeros comes without them, and a JWK has them.
    privateKey: Buffer.from(keys.getPrivateKey('hex').padStart(64, '0'), 'hex').toString(
      'base64url',
    ),
  };
}

/**
 * When nothing is sent, and where outgoing texts lead.
 * @throws Refusal 'forbidden', 'invalid' by field
 */
export async function saveSending(
  village: VillageContext,
  visitor: Visitor,
  typed: Typed,
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const faults: Record<string, string> = {};
  const time = (name: string) => {
    const value = (typed[name] ?? '').trim().replace('.', ':').padStart(5, '0');
    if (!isTime(value)) faults[name] = 'Tulis jam, misalnya 21.00.';
    return value;
  };
  const url = URL.parse((typed['alamat-situs'] ?? '').trim());
  const web = url && /^https?:$/.test(url.protocol) && !url.username && !url.password;
  const publicOrigin = web ? url.origin : '';
  if (!publicOrigin) faults['alamat-situs'] = 'Tulis alamat situs desa, misalnya https://desa.id.';
  else if (publicOrigin.length > longestOrigin)
    faults['alamat-situs'] =
      `Alamat situs paling panjang ${longestOrigin} huruf, supaya muat dalam satu SMS.`;
  const change = { quietFrom: time('tenang-dari'), quietTo: time('tenang-sampai'), publicOrigin };
  const [first] = Object.values(faults);
  if (first) throw new Refusal('invalid', first, faults);
  await withVillage(village.id, (tx) => changeProfile(tx, village.id, visitor, change));
  refreshVillages();
}
