import type { Visitor } from '#lib/domain/visitor.ts';
import { withVillage, now } from '#lib/server/platform/index.ts';
import { ownerOf } from './account-owner.ts';
import { mustBeResident, mustBeStaff } from './policy.ts';
import { findOwnersSessions } from './session-store.ts';
import { isAlive } from './sessions.ts';

/** A place where the visitor is signed in, as the visitor sees it. */
export interface OwnSession {
  id: string;
  /** 'Chrome di HP Android' */
  device: string;
  since: Date;
  lastSeen: Date;
  kiosk: boolean;
  /** The one that asks. */
  current: boolean;
}

/** Where the visitor is signed in now, the latest used first (ASVS 7.5.2). */
export async function findOwnSessions(villageId: number, visitor: Visitor): Promise<OwnSession[]> {
  if (visitor.kind === 'staff') mustBeStaff(visitor);
  else mustBeResident(visitor);
  const rows = await withVillage(villageId, (tx) =>
    findOwnersSessions(tx, ownerOf(visitor), now()),
  );
  return rows.filter(isAlive).map((row) => ({
    id: row.id,
    device: row.device,
    since: row.created_at,
    lastSeen: row.last_seen_at,
    kiosk: row.kiosk,
    current: row.id === visitor.sessionId,
  }));
}
