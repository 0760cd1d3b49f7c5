import { readPin } from '#lib/domain/pin-policy.ts';
import type { ResidentVisitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { findPerson } from './account-store.ts';
import { ownerOf } from './account-owner.ts';
import type { Caller } from './caller.ts';
import type { Hasher } from './memorised-secret.ts';
import { endOwnersSessions } from './session-store.ts';
import { beginTry, forgiveTries, wrongTry, type TryKey } from './tries.ts';

/**
 * Checks the PIN of somebody who is signed in. Wrong ones are counted as at the door; the tenth in a
 * row signs the person out everywhere.
 * @param pin as typed
 * @returns the stored hash it was checked against
 * @throws Refusal `invalid` at the field `pin`, `too-many`
 */
export async function checkOwnPin(
  caller: Caller,
  visitor: ResidentVisitor,
  pin: string,
  hasher: Hasher,
): Promise<string> {
  const villageId = caller.village.id;
  const key: TryKey = { villageId, door: 'proof', name: visitor.residentId, knownDevice: true };
  const { attempt, stored } = await withVillage(villageId, async (tx) => {
    const attempt = await beginTry(tx, key);
    if (!attempt.heard && attempt.closed) await endOwnersSessions(tx, ownerOf(visitor), now());
    const person = await findPerson(tx, visitor.residentId);
    return { attempt, stored: person?.state === 'closed' ? undefined : person?.pin_hash };
  });
  if (!attempt.heard) throw attempt.refusal;
  const { ok } = await hasher.verify(
    { villageId, accountId: visitor.residentId },
    stored,
    readPin(pin),
  );
  if (ok && stored) {
    await withVillage(villageId, (tx) => forgiveTries(tx, key));
    return stored;
  }
  await withVillage(villageId, (tx) =>
    recordEvent(tx, villageId, visitor, {
      action: 'access.proof-failed',
      residentId: visitor.residentId,
      origin: caller.origin,
    }),
  );
  throw wrongTry('PIN yang sekarang tidak cocok.', 'pin', attempt.failures);
}
