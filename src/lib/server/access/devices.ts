import { deviceLabel } from '#lib/domain/device-label.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { AccountOwner } from './account-owner.ts';
import type { Caller } from './caller.ts';
import { findDevice, insertDevice, touchDevice } from './device-store.ts';
import { hashToken, newToken } from './sessions.ts';

const deviceCookie = 'balai_perangkat';
// The longest that browsers keep a cookie.
const maxAge = 400 * 24 * 60 * 60;

/** SHA-256 of the caller's device token, if the browser carries one. */
export function deviceTokenHash(caller: Caller): Buffer | undefined {
  const token = caller.cookies.get(deviceCookie);
  return token ? hashToken(token) : undefined;
}

/** Whether this account has signed in on the caller's device before. */
export async function isKnownDevice(
  tx: VillageTx,
  caller: Caller,
  owner: AccountOwner | undefined,
): Promise<boolean> {
  const tokenHash = deviceTokenHash(caller);
  // The same question is asked for an account that does not exist.
  const asked = owner ?? { kind: 'resident' as const, id: '00000000-0000-0000-0000-000000000000' };
  return tokenHash ? (await findDevice(tx, asked, tokenHash)) !== undefined : false;
}

/**
 * Makes the caller's device known to an account that has just signed in on it. Several people of a
 * house may share a phone: its token is one, and known to each of them.
 * @returns whether it was known already
 */
export async function rememberDevice(
  tx: VillageTx,
  caller: Caller,
  owner: AccountOwner,
): Promise<boolean> {
  const at = now();
  const carried = caller.cookies.get(deviceCookie);
  const known = carried ? await findDevice(tx, owner, hashToken(carried)) : undefined;
  const token = carried ?? newToken();
  if (known) await touchDevice(tx, known.id, at);
  else {
    await insertDevice(tx, caller.village.id, owner, {
      tokenHash: hashToken(token),
      label: deviceLabel(caller.userAgent),
      at,
    });
  }
  caller.cookies.set(deviceCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: caller.secure,
    maxAge,
  });
  return known !== undefined;
}
