import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { ownerOf } from './account-owner.ts';
import type { Caller } from './caller.ts';
import { deleteDevices } from './device-store.ts';
import { deviceTokenHash } from './devices.ts';
import { hasFreshProof, requireFreshProof } from './fresh-proof.ts';
import { withHasher } from './memorised-secret.ts';
import { mustBeResident } from './policy.ts';
import { checkOwnPin } from './prove-resident.ts';
import { endOwnersSessions } from './session-store.ts';
import { clearSessionCookie, renewProof } from './sessions.ts';

/**
 * Ends one of one's own sessions, or all (*keluar dari semua perangkat*: this one too, and every
 * device but this becomes a stranger). Where the sign-in is not fresh, who asks proves it again: a
 * resident by the PIN, an officer at /kantor/bukti (ASVS 7.5.2).
 * @param which a session's id, or 'all'
 * @param pin a resident's, where it is asked; else ''
 * @returns how many were ended
 * @throws Refusal `invalid`, `too-many`, `proof-needed`
 */
export async function endOwnSessions(
  caller: Caller,
  visitor: Visitor,
  which: string,
  pin: string,
): Promise<number> {
  if (visitor.kind === 'staff') requireFreshProof(visitor);
  else mustBeResident(visitor);
  if (which !== 'all' && !/^[0-9a-f-]{36}$/.test(which))
    throw new Refusal('invalid', 'Pilih perangkat yang ingin dikeluarkan.');
  const proven = hasFreshProof(visitor);
  if (visitor.kind === 'resident' && !proven)
    await withHasher((hasher) => checkOwnPin(caller, visitor, pin, hasher));
  const ended = await withVillage(caller.village.id, async (tx) => {
    const owner = ownerOf(visitor);
    const ended = await endOwnersSessions(tx, owner, now(), which === 'all' ? {} : { only: which });
    if (which === 'all') await deleteDevices(tx, owner, deviceTokenHash(caller));
    else if (!proven) await renewProof(tx, caller, 'resident', visitor.sessionId);
    await recordEvent(tx, caller.village.id, visitor, {
      action: 'access.end-sessions',
      residentId: visitor.kind === 'resident' ? visitor.residentId : undefined,
      subjectKind: owner.kind,
      subjectId: owner.id,
      details: { ended, all: which === 'all' },
      origin: caller.origin,
    });
    return ended;
  });
  if (which === 'all') clearSessionCookie(caller, visitor.kind);
  return ended;
}
