import { timingSafeEqual } from 'node:crypto';
import { requireResident } from '#lib/domain/authority.ts';
import type { TypedChannel } from '#lib/domain/channel.ts';
import { codeLimits, readContactCode } from '#lib/domain/contact-code.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { codeMac } from './ask-for-code.ts';
import { countTry, endCodes, findOpenCode } from './code-store.ts';
import { upsertContact } from './contact-store.ts';

/**
 * Takes the code that came over a channel: the address that it was sent to is used from now on.
 * @throws Refusal 'invalid' at `kode`; 'too-many' after five wrong tries
 */
export async function confirmCode(
  village: VillageContext,
  visitor: Visitor,
  channel: TypedChannel,
  typed: string,
): Promise<void> {
  requireResident(visitor);
  const code = readContactCode(typed);
  if (!code) throw wrong('Kode terdiri dari 6 angka.');
  // A wrong try counts: its transaction is committed before it is refused.
  const refusal = await withVillage(village.id, (tx) =>
    take(tx, village.id, visitor, channel, code),
  );
  if (refusal) throw refusal;
}

const wrong = (message: string) => new Refusal('invalid', message, { kode: message });

async function take(
  tx: VillageTx,
  villageId: number,
  visitor: ResidentVisitor,
  channel: TypedChannel,
  code: string,
): Promise<Refusal | undefined> {
  const { residentId } = visitor;
  const sent = await findOpenCode(tx, residentId, channel, now());
  if (!sent?.address_sealed || !sent.address_mac)
    return wrong('Kodenya sudah tidak berlaku. Minta kode baru.');
  if (sent.tries >= codeLimits.tries) {
    const message = `Sudah ${codeLimits.tries} kali salah. Minta kode baru.`;
    return new Refusal('too-many', message, { kode: message });
  }
  if (!timingSafeEqual(sent.code_mac, codeMac(villageId, residentId, code))) {
    await countTry(tx, sent.id);
    const left = codeLimits.tries - sent.tries - 1;
    return wrong(
      left > 0
        ? `Kode tidak cocok. Masih bisa dicoba ${left} kali.`
        : 'Kode tidak cocok. Minta kode baru.',
    );
  }
  await endCodes(tx, residentId, channel, now());
  await upsertContact(tx, {
    village_id: villageId,
    resident_id: residentId,
    channel,
    address_sealed: sent.address_sealed,
    address_mac: sent.address_mac,
    verified_at: now(),
  });
  await recordEvent(tx, villageId, visitor, {
    action: 'channels.confirm',
    residentId,
    details: { channel },
  });
  return undefined;
}
