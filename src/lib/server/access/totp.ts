import { Secret, TOTP } from 'otpauth';
import { now, platform } from '#lib/server/platform/index.ts';

const period = 30;

const build = (secret: string, label = '', issuer = '') =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: 6, period });

/** A new secret of 160 bits, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator app reads from the picture. */
export function totpAddress(secret: string, username: string, issuer: string): string {
  return build(secret, username, issuer).toString();
}

/** The code of this moment. */
export function presentCode(secret: string): string {
  return build(secret).generate({ timestamp: now().getTime() });
}

/**
 * The time step (30 s) whose code this is: the present one or a neighbour, for clocks that differ
 * (ASVS 6.5.5). Undefined when it is none of them.
 */
export function stepOfCode(secret: string, code: string): number | undefined {
  const timestamp = now().getTime();
  const delta = build(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta;
}

const context = (villageId: number, staffId: string) => `totp:${villageId}:${staffId}`;

/** Seals a secret for the database; only this account's row can be opened with it. */
export function sealTotp(villageId: number, staffId: string, secret: string): Buffer {
  return platform().secrets.seal(Buffer.from(secret), context(villageId, staffId));
}

export function openTotp(villageId: number, staffId: string, sealed: Buffer): string {
  return platform().secrets.open(sealed, context(villageId, staffId)).toString();
}
