import {
  actionsOf,
  tellEvent,
  type AuditDetails,
  type AuditGroup,
} from '#lib/domain/audit-words.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import { initialsOf } from '#lib/domain/person-name.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { recordEvent } from './record-event.ts';
import { findEvents, hasDoneSince, type EventFilter } from './store.ts';

/** What to look for in the trail; all of it must fit. */
export type TrailFilter = Pick<
  EventFilter,
  'actorId' | 'actorKind' | 'residentId' | 'mergedIds' | 'subjectIds' | 'from' | 'until' | 'before'
> & { group?: AuditGroup };

/** One recorded act, as the office reads it. */
export interface TrailEvent {
  seq: number;
  at: Date;
  actorKind: string;
  /** "Rahmat Hidayat, Kasi Pelayanan"; of residents only initials where the reader may not read them. */
  actorName: string;
  /** The rest of the sentence: "menolak permohonan SKU-…". */
  sentence: string;
  residentId: string | null;
  /** The officer whose account it was about. */
  staffId: string | null;
  reference: string | null;
  origin: string | null;
}

export interface TrailPage {
  events: TrailEvent[];
  /** Passed as `before`, gives the page with older events. */
  olderThan: number | undefined;
}

const perPage = 50;

/** Leafing through the trail is one reading, not one a page. */
const oneReading = 10 * 60_000;

/**
 * A page of the trail, newest first. Reading it is recorded too: once in ten minutes for each
 * officer, and once for each resident on whom they narrow it down.
 * @throws Refusal unless the visitor may read the trail
 */
export async function readTrail(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { group, ...filter }: TrailFilter,
): Promise<TrailPage> {
  requireOfficer(visitor, 'audit.read');
  await recordReading(tx, villageId, visitor, filter.residentId);
  const rows = await findEvents(tx, {
    ...filter,
    ...(group ? { actions: actionsOf(group) } : {}),
    hiddenFrom: visitor.staffId,
    limit: perPage + 1,
  });
  const events = rows.slice(0, perPage);
  return {
    events: events.map((row) => view(row, visitor)),
    olderThan: rows.length > perPage ? events.at(-1)?.seq : undefined,
  };
}

async function recordReading(
  tx: VillageTx,
  villageId: number,
  officer: StaffVisitor,
  residentId: string | undefined,
) {
  const since = new Date(now().getTime() - oneReading);
  const act = { actorId: officer.staffId, action: 'audit.read', residentId, since };
  if (await hasDoneSince(tx, act)) return;
  await recordEvent(tx, villageId, officer, { action: 'audit.read', residentId });
}

type EventRow = Awaited<ReturnType<typeof findEvents>>[number];

function view(row: EventRow, reader: StaffVisitor): TrailEvent {
  const details = row.details as AuditDetails;
  const named = row.actor_kind !== 'resident' || may(reader.roles, 'residents.read');
  return {
    seq: row.seq,
    at: row.at,
    actorKind: row.actor_kind,
    actorName: named ? row.actor_name : initialsOf(row.actor_name),
    sentence: tellEvent(row.action, details),
    residentId: row.resident_id,
    staffId: row.subject_kind === 'staff' ? row.subject_id : null,
    reference: typeof details.reference === 'string' ? details.reference : null,
    origin: row.origin,
  };
}
