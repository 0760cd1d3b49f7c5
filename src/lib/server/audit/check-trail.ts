import { requireOfficer } from '#lib/domain/authority.ts';
import type { AuditDetails } from '#lib/domain/audit-words.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { recordEvent } from './record-event.ts';
import { findEvents } from './store.ts';
import { verifyChain, type ChainReport } from './verify-chain.ts';

/**
 * *Periksa keutuhan*: walks the whole chain for an officer, and records what was found.
 * @throws Refusal unless the visitor may read the trail
 */
export async function checkTrail(villageId: number, visitor: Visitor): Promise<ChainReport> {
  requireOfficer(visitor, 'audit.read');
  const report = await verifyChain(villageId);
  await withVillage(villageId, (tx) =>
    recordEvent(tx, villageId, visitor, {
      action: 'audit.verify',
      details: {
        ok: report.ok,
        events: report.events,
        ...(report.ok ? {} : { seq: report.broken.seq, reason: report.broken.reason }),
      },
    }),
  );
  return report;
}

/** When the trail was last checked by an officer, by whom, and what was found. */
export interface LastCheck {
  at: Date;
  by: string;
  ok: boolean;
  events: number;
  /** The first broken row, and in what way; null while all is well. */
  broken: { seq: number; reason: string } | null;
}

/** @throws Refusal unless the visitor may read the trail */
export async function findLastCheck(
  tx: VillageTx,
  visitor: Visitor,
): Promise<LastCheck | undefined> {
  requireOfficer(visitor, 'audit.read');
  const [row] = await findEvents(tx, { actions: ['audit.verify'], limit: 1 });
  if (!row) return undefined;
  const details = row.details as AuditDetails;
  return {
    at: row.at,
    by: row.actor_name,
    ok: details.ok === true,
    events: Number(details.events),
    broken:
      details.ok === true ? null : { seq: Number(details.seq), reason: String(details.reason) },
  };
}
