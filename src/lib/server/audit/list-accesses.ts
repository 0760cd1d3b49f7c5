import { massActions, tellEvent, type AuditDetails } from '#lib/domain/audit-words.ts';
import { requireResident } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findEvents } from './store.ts';

/** An act that touched the visitor's data, in words for its owner. */
export interface Access {
  seq: number;
  at: Date;
  /** "Rahmat Hidayat, Kasi Pelayanan"; null where it was nobody known (a try at the door). */
  who: string | null;
  /** The rest of the sentence: "membuka permohonan SKU-…". */
  sentence: string;
  reference: string | null;
}

export interface AccessPage {
  accesses: Access[];
  olderThan: number | undefined;
}

/**
 * Who looked at or worked with the visitor's data, newest first (UU 27/2022: access to the trail of
 * processing), acts on many residents' data at once among it; `by: 'self'` gives what the visitor
 * did, sign-ins and failed tries too.
 */
export async function listAccesses(
  tx: VillageTx,
  visitor: Visitor,
  input: {
    by: 'self' | 'others';
    before?: number;
    limit: number;
    /** Doubles that were merged into the visitor's record: what was done with them counts too. */
    mergedIds?: readonly string[];
  },
): Promise<AccessPage> {
  requireResident(visitor);
  const page = { before: input.before, limit: input.limit + 1 };
  const { by, mergedIds } = input;
  const about = await findEvents(tx, { residentId: visitor.residentId, mergedIds, by, ...page });
  const mass =
    by === 'others'
      ? await findEvents(tx, { actions: massActions, aboutNobody: true, ...page })
      : [];
  const rows = [...about, ...mass].sort((a, b) => b.seq - a.seq);
  const shown = rows.slice(0, input.limit);
  return {
    accesses: shown.map((row) => {
      // Reasons are written from officer to officer, or stand in the request's own journey.
      const details: AuditDetails = { ...(row.details as AuditDetails), reason: undefined };
      return {
        seq: row.seq,
        at: row.at,
        who: row.actor_kind === 'visitor' ? null : row.actor_name,
        sentence:
          tellEvent(row.action, details) +
          (row.resident_id === null ? ' (mungkin termasuk data Anda)' : ''),
        reference: typeof details.reference === 'string' ? details.reference : null,
      };
    }),
    olderThan: rows.length > input.limit ? shown.at(-1)?.seq : undefined,
  };
}
