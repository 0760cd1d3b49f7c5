import { randomBytes } from 'node:crypto';
import { requireResident } from '#lib/domain/authority.ts';
import { codeLimits } from '#lib/domain/contact-code.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, platform, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { addressMac, sealAddress } from './address.ts';
import { hearUpdates, type HeardStart } from './clients/telegram-channel.ts';
import {
  anyOpenStart,
  countCodesOf,
  endCodes,
  findStartCode,
  insertCode,
  queueForCodes,
} from './code-store.ts';
import { findContacts, findReader, upsertContact } from './contact-store.ts';
import { hearUpTo } from './setting-store.ts';
import { findBot } from './settings.ts';

const startMac = (villageId: number, code: string): Buffer =>
  platform().secrets.mac(`telegram-start:${villageId}:${code}`);

/** So many links an hour are enough for anybody. */
const linksPerHour = 10;

/**
 * A link to the village's bot that says who presses "Mulai" there: good once, and for half an hour.
 * @throws Refusal 'conflict' while Telegram is switched off, 'too-many'
 */
export async function startTelegram(village: VillageContext, visitor: Visitor): Promise<string> {
  requireResident(visitor);
  const { residentId } = visitor;
  return withVillage(village.id, async (tx) => {
    const bot = await findBot(tx, village.id);
    if (!bot) throw new Refusal('conflict', 'Telegram sedang tidak dipakai kantor desa.');
    await queueForCodes(tx, residentId);
    const since = new Date(now().getTime() - 60 * 60_000);
    if ((await countCodesOf(tx, residentId, 'telegram', since)) >= linksPerHour)
      throw new Refusal('too-many', 'Sudah terlalu sering. Tunggu satu jam, lalu coba lagi.');
    await endCodes(tx, residentId, 'telegram', now());
    const code = randomBytes(18).toString('base64url');
    await insertCode(tx, {
      village_id: village.id,
      resident_id: residentId,
      channel: 'telegram',
      code_mac: startMac(village.id, code),
      sent_at: now(),
      expires_at: new Date(now().getTime() + codeLimits.linkLife),
    });
    await recordEvent(tx, village.id, visitor, {
      action: 'channels.ask-code',
      residentId,
      details: { channel: 'telegram' },
    });
    return `https://t.me/${bot.bot}?start=${code}`;
  });
}

/** Hears at once what the bot was told, for a resident who says that they pressed "Mulai". */
export async function checkTelegram(village: VillageContext, visitor: Visitor): Promise<boolean> {
  requireResident(visitor);
  await hearTelegram(village.id);
  return withVillage(village.id, async (tx) =>
    (await findContacts(tx, visitor.residentId)).some(({ channel }) => channel === 'telegram'),
  );
}

/** Hears what the village's bot was told, while somebody has still to press "Mulai" there. */
export async function hearTelegram(villageId: number): Promise<void> {
  const bot = await withVillage(villageId, async (tx) =>
    (await anyOpenStart(tx, now())) ? findBot(tx, villageId) : undefined,
  );
  const heard = bot && (await hearUpdates(bot, bot.heardUpTo));
  if (!heard) return;
  await withVillage(villageId, async (tx) => {
    for (const start of heard.starts) await bind(tx, villageId, start);
    await hearUpTo(tx, heard.upTo);
  });
}

/** The chat from which a start code came is told from now on. */
async function bind(tx: VillageTx, villageId: number, { chat, code }: HeardStart): Promise<void> {
  const sent = await findStartCode(tx, startMac(villageId, code), now());
  if (!sent) return;
  const reader = await findReader(tx, sent.resident_id);
  await endCodes(tx, sent.resident_id, 'telegram', now());
  await upsertContact(tx, {
    village_id: villageId,
    resident_id: sent.resident_id,
    channel: 'telegram',
    address_sealed: sealAddress(villageId, sent.resident_id, 'telegram', chat),
    address_mac: addressMac(villageId, 'telegram', chat),
    verified_at: now(),
  });
  await recordEvent(
    tx,
    villageId,
    { kind: 'resident', residentId: sent.resident_id, name: reader?.name ?? '' },
    {
      action: 'channels.confirm',
      residentId: sent.resident_id,
      details: { channel: 'telegram' },
    },
  );
}
