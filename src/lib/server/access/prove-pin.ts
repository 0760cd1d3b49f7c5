import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { Caller } from './caller.ts';
import { withHasher } from './memorised-secret.ts';
import { mustBeResident } from './policy.ts';
import { checkOwnPin } from './prove-resident.ts';
import { renewProof } from './sessions.ts';

/**
 * A resident proves again who they are, before taking all their data out of a phone that others may
 * hold (ASVS 7.5.1). Good for fifteen minutes (`requireFreshProof`).
 * @throws Refusal `invalid` at the field `pin`, `too-many`, `busy`
 */
export async function provePin(caller: Caller, visitor: Visitor, pin: string): Promise<void> {
  mustBeResident(visitor);
  await withHasher(async (hasher) => {
    await checkOwnPin(caller, visitor, pin, hasher);
  });
  await withVillage(caller.village.id, async (tx) => {
    await renewProof(tx, caller, 'resident', visitor.sessionId);
    await recordEvent(tx, caller.village.id, visitor, {
      action: 'access.prove',
      residentId: visitor.residentId,
      origin: caller.origin,
    });
  });
}
