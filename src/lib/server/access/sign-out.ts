import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { ownerOf } from './account-owner.ts';
import type { Caller } from './caller.ts';
import { endOwnersSessions } from './session-store.ts';
import { clearSessionCookie } from './sessions.ts';

/** Ends the visitor's session, and takes its token from the browser (ASVS 7.4.1). */
export async function signOut(
  caller: Caller,
  visitor: Visitor,
  kind: 'resident' | 'staff',
): Promise<void> {
  if (visitor.kind === kind) {
    await withVillage(caller.village.id, async (tx) => {
      await endOwnersSessions(tx, ownerOf(visitor), now(), { only: visitor.sessionId });
      await recordEvent(tx, caller.village.id, visitor, {
        action: 'access.sign-out',
        residentId: visitor.kind === 'resident' ? visitor.residentId : undefined,
        origin: caller.origin,
      });
    });
  }
  clearSessionCookie(caller, kind);
}
