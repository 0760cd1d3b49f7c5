import { randomInt } from 'node:crypto';
import { requireResident } from '#lib/domain/authority.ts';
import { channelWords, type TypedChannel } from '#lib/domain/channel.ts';
import { codeLimits } from '#lib/domain/contact-code.ts';
import { isOfAddress, type DeliveryReason, type SendOutcome } from '#lib/domain/delivery-reason.ts';
import { codeText } from '#lib/domain/outgoing-text.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, platform, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { addressMac, readAddress, sealAddress } from './address.ts';
import {
  countCodesOf,
  countCodesTo,
  deleteCode,
  endCodes,
  insertCode,
  queueForCodes,
} from './code-store.ts';
import { openChannel } from './settings.ts';

const hour = 60 * 60_000;

/** By which a code that is typed is held against the one that was sent. */
export const codeMac = (villageId: number, residentId: string, code: string): Buffer =>
  platform().secrets.mac(`contact-code:${villageId}:${residentId}:${code}`);

/**
 * Sends a code to an address over the channel that it is to be used for. The address counts once the
 * code is confirmed; until then what was verified before stays in use.
 * @throws Refusal 'invalid' at `alamat`; 'too-many' beyond the limits of an hour; 'conflict' while the
 *   channel is switched off; 'unavailable' when the code could not be sent now
 */
export async function askForCode(
  village: VillageContext,
  visitor: Visitor,
  channel: TypedChannel,
  typed: string,
): Promise<void> {
  requireResident(visitor);
  const { residentId } = visitor;
  const address = readAddress(channel, typed);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const { id, way } = await withVillage(village.id, async (tx) => {
    const way = await openChannel(tx, village, channel);
    if (!way)
      throw new Refusal(
        'conflict',
        `${channelWords[channel].name} sedang tidak dipakai kantor desa.`,
      );
    const mac = addressMac(village.id, channel, address);
    await requireAllowed(tx, residentId, channel, mac);
    await endCodes(tx, residentId, channel, now());
    const id = await insertCode(tx, {
      village_id: village.id,
      resident_id: residentId,
      channel,
      address_sealed: sealAddress(village.id, residentId, channel, address),
      address_mac: mac,
      code_mac: codeMac(village.id, residentId, code),
      sent_at: now(),
      expires_at: new Date(now().getTime() + codeLimits.life),
    });
    await recordEvent(tx, village.id, visitor, {
      action: 'channels.ask-code',
      residentId,
      details: { channel },
    });
    return { id, way };
  });
  const message = { id, text: codeText(code), code, from: villageTitle(village) };
  const outcome = await way.send(address, message);
  if (outcome.state !== 'sent') await refuse(village.id, residentId, channel, id, outcome);
}

async function requireAllowed(
  tx: VillageTx,
  residentId: string,
  channel: TypedChannel,
  mac: Buffer,
) {
  await queueForCodes(tx, residentId);
  const since = new Date(now().getTime() - hour);
  const own = await countCodesOf(tx, residentId, channel, since);
  const same = await countCodesTo(tx, mac, since);
  if (own < codeLimits.perHour && same < codeLimits.perAddress) return;
  const message = 'Sudah terlalu banyak kode diminta. Tunggu satu jam, lalu coba lagi.';
  throw new Refusal('too-many', message, { alamat: message }, hour / 1000);
}

/** Reasons for which nothing can have reached anybody: such a code does not count. */
const untouched: readonly DeliveryReason[] = ['unreachable', 'bad-credentials', 'no-encryption'];

/** Says why a code did not go out. */
async function refuse(
  villageId: number,
  residentId: string,
  channel: TypedChannel,
  codeId: string,
  outcome: Exclude<SendOutcome, { state: 'sent' }>,
): Promise<never> {
  const ofAddress = outcome.state === 'permanent' && isOfAddress(outcome.reason);
  await withVillage(villageId, (tx) =>
    untouched.includes(outcome.reason)
      ? deleteCode(tx, codeId)
      : endCodes(tx, residentId, channel, now()),
  );
  if (ofAddress) {
    const message =
      channel === 'email'
        ? 'Alamat email itu tidak dikenal. Periksa lagi tulisannya.'
        : 'Nomor itu tidak bisa menerima WhatsApp. Periksa lagi nomornya.';
    throw new Refusal('invalid', message, { alamat: message });
  }
  throw new Refusal(
    'unavailable',
    'Kode belum bisa dikirim sekarang. Coba lagi beberapa menit lagi. Bila tetap begitu, beri tahu kantor desa.',
  );
}
