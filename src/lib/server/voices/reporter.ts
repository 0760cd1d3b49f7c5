import { createHash, timingSafeEqual } from 'node:crypto';
import type { Contact } from '#lib/domain/voice-input.ts';
import { newTicketCode, readTicketCode } from '#lib/domain/ticket-code.ts';
import { platform } from '#lib/server/platform/index.ts';

/**
 * Who a voice is from, as far as that is sealed: the resident of a secret one, or the stranger who
 * sent it without signing in.
 */
export type SealedReporter =
  { kind: 'resident'; residentId: string } | ({ kind: 'stranger' } & Contact);

const contextOf = (villageId: number, reference: string) => `voice:${villageId}:${reference}`;

/** Sealed for this voice: the bytes are of no use at another. */
export const sealReporter = (villageId: number, reference: string, who: SealedReporter): Buffer =>
  platform().secrets.seal(Buffer.from(JSON.stringify(who)), contextOf(villageId, reference));

export const openReporter = (
  villageId: number,
  reference: string,
  sealed: Buffer,
): SealedReporter =>
  JSON.parse(
    platform().secrets.open(sealed, contextOf(villageId, reference)).toString(),
  ) as SealedReporter;

const mac = (...parts: (string | number)[]): Buffer => platform().secrets.mac(parts.join(':'));

/** By which a resident's secret voices are found again; without the key it leads to nobody. */
export const residentMac = (villageId: number, residentId: string) =>
  mac('voice-resident', villageId, residentId);

/** By which it is counted how much one contact sends. */
export const contactMac = (villageId: number, contact: string) =>
  mac('voice-contact', villageId, contact);

/** By which it is counted how much one address sends on a day; the address itself is not kept. */
export const originMac = (villageId: number, origin: string, day: string) =>
  mac('voice-origin', villageId, origin, day);

/**
 * The code with which a stranger follows what they sent with a form: of one form always the same, so
 * that a form that was sent twice leads to one place. Kept as its digest only.
 */
export function followCode(villageId: number, formKey: string): string {
  let round = 0;
  return newTicketCode((count) =>
    mac('voice-code', villageId, formKey, round++).subarray(0, count),
  );
}

export const codeDigest = (code: string): Buffer => createHash('sha256').update(code).digest();

/** Whether what was typed is the code of the digest. */
export function isCode(typed: string, digest: Buffer | null): boolean {
  const code = readTicketCode(typed);
  return code !== undefined && digest !== null && timingSafeEqual(codeDigest(code), digest);
}
