import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { requests } from '../store.ts';

/** Requests whose last step, the head's, is due: what is promised first comes first. */
export async function findSignable(tx: VillageTx, limit: number) {
  return requests(tx)
    .leftJoin('resident as s', (j) =>
      j.onRef('s.village_id', '=', 'q.village_id').onRef('s.id', '=', 'q.subject_id'),
    )
    .leftJoin('signing_attempt as a', (j) =>
      j
        .onRef('a.village_id', '=', 'q.village_id')
        .onRef('a.request_id', '=', 'q.id')
        .on('a.state', '=', 'open'),
    )
    .select([
      sql<string>`q.definition ->> 'name'`.as('type_name'),
      sql<string>`q.definition ->> 'signature'`.as('signature'),
      sql<string>`coalesce(s.name, q.answers ->> 'subject.name', '')`.as('subject_name'),
      'a.number as held_number',
      'a.official_id as waits_for',
    ])
    .where('q.status', '=', 'processing')
    .where(sql<boolean>`q.chain_step = jsonb_array_length(q.definition -> 'chain') - 1`)
    .where(sql<boolean>`q.definition -> 'chain' -> q.chain_step ->> 'role' = 'head'`)
    .orderBy(sql`q.promised_on nulls last`)
    .orderBy('q.id')
    .limit(limit)
    .execute();
}
