import { sql, type Insertable } from 'kysely';
import type { ChainedEvent } from '#lib/domain/audit-chain.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

// seq and the hashes are set by the database's trigger.
type NewEvent = Omit<Insertable<DB['audit_event']>, 'seq' | 'previous_hash' | 'hash'>;

export async function insertEvents(tx: VillageTx, events: readonly NewEvent[]): Promise<void> {
  const empty = Buffer.alloc(0);
  await tx
    .insertInto('audit_event')
    .values(events.map((event) => ({ ...event, seq: 0, previous_hash: empty, hash: empty })))
    .execute();
}

export interface EventFilter {
  actions?: readonly string[];
  actorId?: string;
  actorKind?: string;
  residentId?: string;
  /** Doubles that were merged into that record: what was done with them counts too. */
  mergedIds?: readonly string[];
  /** With `residentId`: what the resident did (or somebody at the door in their name), or what others did. */
  by?: 'self' | 'others';
  /** Only events that name no resident. */
  aboutNobody?: boolean;
  /** Requests, letters, accounts … any of them. */
  subjectIds?: readonly string[];
  from?: Date;
  until?: Date;
  /** An officer who does not learn of voices that are about them. */
  hiddenFrom?: string;
  /** Only events before this sequence number (paging backwards). */
  before?: number;
  limit: number;
}

/** Events that fit, newest first. */
export async function findEvents(tx: VillageTx, filter: EventFilter) {
  let query = tx
    .selectFrom('audit_event')
    .select([
      'seq',
      'at',
      'actor_kind',
      'actor_id',
      'actor_name',
      'action',
      'subject_kind',
      'subject_id',
      'resident_id',
      'details',
      'origin',
    ])
    .orderBy('seq', 'desc')
    .limit(filter.limit);
  if (filter.actions) query = query.where('action', 'in', filter.actions);
  if (filter.actorId) query = query.where('actor_id', '=', filter.actorId);
  if (filter.actorKind) query = query.where('actor_kind', '=', filter.actorKind);
  if (filter.aboutNobody) query = query.where('resident_id', 'is', null);
  if (filter.residentId) {
    const { by } = filter;
    const ids = [filter.residentId, ...(filter.mergedIds ?? [])];
    query = query.where('resident_id', 'in', ids);
    if (by === 'self')
      query = query.where((eb) =>
        eb.or([eb('actor_id', 'in', ids), eb('actor_kind', '=', 'visitor')]),
      );
    if (by === 'others')
      query = query
        .where('actor_kind', '<>', 'visitor')
        .where((eb) => eb.or([eb('actor_id', 'is', null), eb('actor_id', 'not in', ids)]));
  }
  if (filter.subjectIds) query = query.where('subject_id', 'in', filter.subjectIds);
  if (filter.hiddenFrom)
    query = query.where(
      sql<boolean>`not (coalesce(subject_kind, '') = 'voice'
        and voice_is_about(subject_id, ${filter.hiddenFrom}))`,
    );
  if (filter.from) query = query.where('at', '>=', filter.from);
  if (filter.until) query = query.where('at', '<', filter.until);
  if (filter.before) query = query.where('seq', '<', filter.before);
  return query.execute();
}

/** A stretch of the chain in order, as text and bytes exactly as hashed. */
export async function findChain(
  tx: VillageTx,
  afterSeq: number,
  limit: number,
): Promise<ChainedEvent[]> {
  return tx
    .selectFrom('audit_event')
    .select([
      'village_id as villageId',
      'seq',
      sql<string>`(extract(epoch from at) * 1000000)::bigint::text`.as('atMicros'),
      'actor_kind as actorKind',
      'actor_id as actorId',
      'actor_name as actorName',
      'action',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'resident_id as residentId',
      sql<string>`details::text`.as('details'),
      'origin',
      'previous_hash as previousHash',
      'hash',
    ])
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

export async function getHead(tx: VillageTx) {
  return tx.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow();
}

export async function insertCheckpoint(
  tx: VillageTx,
  villageId: number,
  head: { seq: number; hash: Buffer },
  seal: Buffer,
  at: Date,
) {
  await tx
    .insertInto('audit_checkpoint')
    .values({ village_id: villageId, seq: head.seq, hash: head.hash, seal, at })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function findCheckpoints(tx: VillageTx) {
  return tx.selectFrom('audit_checkpoint').select(['seq', 'hash', 'seal']).orderBy('seq').execute();
}

/** Whether the actor has done this since then (about the resident, where one is given). */
export async function hasDoneSince(
  tx: VillageTx,
  act: { actorId: string; action: string; residentId: string | undefined; since: Date },
): Promise<boolean> {
  const row = await tx
    .selectFrom('audit_event')
    .select('seq')
    .where('actor_id', '=', act.actorId)
    .where('action', '=', act.action)
    .where('resident_id', 'is not distinct from', act.residentId ?? null)
    .where('at', '>', act.since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The latest event of an action since then. */
export async function findLatestEvent(tx: VillageTx, action: string, since: Date) {
  return tx
    .selectFrom('audit_event')
    .select(['at', 'details'])
    .where('action', '=', action)
    .where('at', '>', since)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}
