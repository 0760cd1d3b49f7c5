import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { SourceRow } from './source-row.ts';

/** A complaint as it was kept, with what the office had said to it. */
export interface ComplaintRow {
  id: string;
  data: SourceRow;
  /** `YYYY-MM-DD`, or null. */
  day: string | null;
  residentId: string | null;
  residentName: string | null;
  /** How far it had come: 1 waiting, 2 dealt with, 3 done. */
  stage: number;
  answers: number;
}

export interface ComplaintFilter {
  /** Words of the title, the story, the reporter's name or an answer. */
  words?: string;
  done?: boolean;
  /** Those that this reader is not shown. */
  hidden: readonly string[];
}

/**
 * OpenSID keeps answers as complaints that name another one; either says how far it had come, so the
 * furthest counts.
 */
const complaints = sql`
  with answer as (
    select source, data ->> 'id_pengaduan' as source_id, count(*)::int as answers,
      max(case when data ->> 'status' ~ '^[1-3]$' then (data ->> 'status')::int end) as stage,
      string_agg(data ->> 'isi', ' ') as words
    from carried_record
    where kind = 'complaint' and coalesce(data ->> 'id_pengaduan', '') not in ('', '0')
    group by 1, 2),
  complaint as (
    select c.id, c.data, c.on_date, c.resident_id, r.name as resident_name,
      greatest(1, a.stage,
        case when c.data ->> 'status' ~ '^[1-3]$' then (c.data ->> 'status')::int end) as stage,
      coalesce(a.answers, 0) as answers, a.words
    from carried_record c
    left join answer a on a.source = c.source and a.source_id = c.source_id
    left join resident r on r.village_id = c.village_id and r.id = c.resident_id
    where c.kind = 'complaint' and coalesce(c.data ->> 'id_pengaduan', '') in ('', '0'))`;

function matching({ words, done, hidden }: ComplaintFilter) {
  const part = words && `%${words.replace(/[%_\\]/g, '\\$&')}%`;
  return sql`
    from complaint
    where not id = any(${[...hidden]}::uuid[])
      and (${done ?? null}::boolean is null or (stage = 3) = ${done ?? null})
      and (${part ?? null}::text is null or concat_ws(' ', data ->> 'judul', data ->> 'isi',
        data ->> 'nama', words) ilike ${part ?? null})`;
}

export async function findComplaints(
  tx: VillageTx,
  filter: ComplaintFilter,
  range: { limit: number; offset: number },
): Promise<ComplaintRow[]> {
  const { rows } = await sql<ComplaintRow>`
    ${complaints}
    select id, data, on_date as day, resident_id as "residentId",
      resident_name as "residentName", stage, answers
    ${matching(filter)}
    order by on_date desc nulls last, id
    limit ${range.limit} offset ${range.offset}`.execute(tx);
  return rows;
}

export async function countComplaints(tx: VillageTx, filter: ComplaintFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    ${complaints} select count(*)::int as n ${matching(filter)}`.execute(tx);
  return rows[0]!.n;
}

/** Whether any came over; every page of the office asks. */
export async function hasComplaints(tx: VillageTx): Promise<boolean> {
  const row = await tx
    .selectFrom('carried_record')
    .select('id')
    .where('kind', '=', 'complaint')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findComplaint(tx: VillageTx, id: string): Promise<ComplaintRow | undefined> {
  const { rows } = await sql<ComplaintRow>`
    ${complaints}
    select id, data, on_date as day, resident_id as "residentId",
      resident_name as "residentName", stage, answers
    from complaint where id = ${id}`.execute(tx);
  return rows[0];
}

/** What the office had said to a complaint, the oldest first. */
export async function findComplaintAnswers(tx: VillageTx, id: string) {
  const { rows } = await sql<{ id: string; data: SourceRow; day: string | null }>`
    select a.id, a.data, a.on_date as day
    from carried_record c
    join carried_record a on a.village_id = c.village_id and a.source = c.source
      and a.kind = 'complaint' and a.data ->> 'id_pengaduan' = c.source_id
    where c.id = ${id}
    order by a.on_date nulls first, a.id`.execute(tx);
  return rows;
}
