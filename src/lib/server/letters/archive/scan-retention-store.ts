import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/**
 * Scans and receipts that are kept: each with the moment from which its time runs. Of a letter that came
 * in that is when it was done with; what is still worked on is not touched.
 */
const kept = sql`(
  select m.file_id, coalesce(i.done_at, o.registered_at) as since,
    case when m.incoming_id is null then 'outgoing' else 'incoming' end as kind
  from mail_file m
  left join incoming_mail i on i.village_id = m.village_id and i.id = m.incoming_id
  left join outgoing_mail o on o.village_id = m.village_id and o.id = m.outgoing_id
  where i.done_at is not null or o.id is not null
  union all
  select receipt_file_id, recorded_at, 'receipt' from mail_delivery where receipt_file_id is not null
  union all
  select receipt_file_id, collected_at, 'receipt' from letter where receipt_file_id is not null
)`;

/** Files whose time is over before then, and that are still there. */
export async function findOldScans(tx: VillageTx, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ file_id: string }>`
    select k.file_id from ${kept} k
    join stored_file f on f.id = k.file_id and f.deleted_at is null
    where k.since < ${before} order by k.since limit ${limit}`.execute(tx);
  return rows.map((row) => row.file_id);
}

/** How many files of each kind are there, and how many of them go before then. */
export async function countScans(tx: VillageTx, before: Date) {
  const { rows } = await sql<{
    kind: 'incoming' | 'outgoing' | 'receipt';
    all: number;
    going: number;
  }>`
    select k.kind, count(*)::int as all, count(*) filter (where k.since < ${before})::int as going
    from ${kept} k join stored_file f on f.id = k.file_id and f.deleted_at is null
    group by k.kind`.execute(tx);
  return rows;
}
