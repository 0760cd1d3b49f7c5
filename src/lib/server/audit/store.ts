import { sql, type Insertable } from 'kysely';
import type { ChainedEvent } from '#lib/domain/audit-chain.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

// seq and the hashes are set by the database's trigger.
type NewEvent = Omit<Insertable<DB['audit_event']>, 'seq' | 'previous_hash' | 'hash'>;

export async function insertEvent(tx: VillageTx, event: NewEvent): Promise<void> {
  const empty = Buffer.alloc(0);
  await tx
    .insertInto('audit_event')
    .values({ ...event, seq: 0, previous_hash: empty, hash: empty })
    .execute();
}

export interface EventFilter {
  action?: string;
  actorId?: string;
  residentId?: string;
  subjectId?: string;
  from?: Date;
  until?: Date;
  /** Only events before this sequence number (paging backwards). */
  before?: number;
  limit: number;
}

export async function findEvents(tx: VillageTx, filter: EventFilter) {
  let query = tx.selectFrom('audit_event').selectAll().orderBy('seq', 'desc').limit(filter.limit);
  if (filter.action) query = query.where('action', 'like', filter.action + '%');
  if (filter.actorId) query = query.where('actor_id', '=', filter.actorId);
  if (filter.residentId) query = query.where('resident_id', '=', filter.residentId);
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId);
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
