import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { RecordKind } from './record-kinds.ts';
import type { SourceRow } from './source-row.ts';

/** A row that is kept whole. */
export interface RecordToKeep {
  id: string;
  kind: RecordKind;
  title: string;
  /** `YYYY-MM-DD` */
  onDate: string | null;
  residentId: string | null;
  data: SourceRow;
}

/** Keeps rows, or brings them up to date. @returns how many of each */
export async function writeRecords(
  tx: VillageTx,
  source: string,
  table: string,
  records: readonly RecordToKeep[],
  at: Date,
): Promise<{ new: number; changed: number; unchanged: number }> {
  const { rows } = await sql<{ fresh: boolean }>`
    insert into carried_record as c
      (village_id, source, source_table, source_id, kind, title, on_date, resident_id, data, created_at)
    select current_village(), ${source}, ${table}, g.id, g.kind, g.title, g."onDate",
           g."residentId", g.data, ${at}
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as g
      (id text, kind text, title text, "onDate" date, "residentId" uuid, data jsonb)
    on conflict (village_id, source, source_table, source_id) do update
    set kind = excluded.kind, title = excluded.title, on_date = excluded.on_date,
        resident_id = excluded.resident_id, data = excluded.data
    where (c.kind, c.title, c.on_date, c.resident_id, c.data)
      is distinct from
      (excluded.kind, excluded.title, excluded.on_date, excluded.resident_id, excluded.data)
    returning (old.id is null) as fresh`.execute(tx);
  const fresh = rows.filter((row) => row.fresh).length;
  return { new: fresh, changed: rows.length - fresh, unchanged: records.length - rows.length };
}

/** Which kept records are shown. */
export interface RecordFilter {
  kind: RecordKind | undefined;
  /** Part of a title or of the resident's name. */
  search: string;
}

function matching(tx: VillageTx, { kind, search }: RecordFilter) {
  let query = tx
    .selectFrom('carried_record as c')
    .leftJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'c.village_id').onRef('r.id', '=', 'c.resident_id'),
    )
    // Complaints have pages of their own, which an officer may be kept from (complaints-store.ts).
    .where('c.kind', '!=', 'complaint');
  if (kind) query = query.where('c.kind', '=', kind);
  if (search) {
    const part = `%${search.replace(/[%_\\]/g, '\\$&')}%`;
    query = query.where((e) => e.or([e('c.title', 'ilike', part), e('r.name', 'ilike', part)]));
  }
  return query;
}

export async function countRecords(tx: VillageTx, filter: RecordFilter): Promise<number> {
  const { count } = await matching(tx, filter)
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export async function findRecords(
  tx: VillageTx,
  filter: RecordFilter,
  range: { limit: number; offset: number },
) {
  return matching(tx, filter)
    .select(['c.id', 'c.kind', 'c.title', 'c.resident_id', 'r.name as resident_name'])
    .select(sql<string | null>`c.on_date`.as('on_date'))
    .orderBy(sql`c.on_date desc nulls last`)
    .orderBy('c.id')
    .limit(range.limit)
    .offset(range.offset)
    .execute();
}

export async function findRecord(tx: VillageTx, id: string) {
  return matching(tx, { kind: undefined, search: '' })
    .selectAll('c')
    .select(['r.name as resident_name', sql<string | null>`c.on_date`.as('day')])
    .where('c.id', '=', id)
    .executeTakeFirst();
}

/** Articles as they were kept, the oldest first, with their category's name and, of an event, day and place. */
export async function findArticleRecords(tx: VillageTx) {
  const { rows } = await sql<{
    id: string;
    title: string;
    data: SourceRow;
    category: string | null;
    event: SourceRow | null;
  }>`
    select c.id, c.title, c.data, k.title as category, e.data as event
    from carried_record c
    left join carried_record k on k.village_id = c.village_id and k.source = c.source
      and k.kind = 'category' and k.source_id = c.data ->> 'id_kategori'
    left join lateral (
      select data from carried_record
      where village_id = c.village_id and source = c.source and kind = 'agenda'
        and data ->> 'id_artikel' = c.source_id
      order by id limit 1) e on true
    where c.kind = 'article'
    order by c.on_date nulls first, c.id`.execute(tx);
  return rows;
}

/** Records of a kind, the oldest first; `kept` is the day on which they are dated, else came over. */
export async function findRecordsOfKind(tx: VillageTx, kind: RecordKind) {
  const { rows } = await sql<{ id: string; title: string; data: SourceRow; kept: string }>`
    select id, title, data, coalesce(on_date, created_at::date) as kept
    from carried_record
    where kind = ${kind}
    order by on_date nulls first, id`.execute(tx);
  return rows;
}

/** Who was in a programme as it was kept, with the programme. */
export async function findAidRecipientRecords(tx: VillageTx, programmeId: string) {
  const { rows } = await sql<{ data: SourceRow; programme: SourceRow }>`
    select c.data, p.data as programme
    from carried_record p
    join carried_record c on c.village_id = p.village_id and c.source = p.source
      and c.kind = 'aid-recipient' and c.data ->> 'program_id' = p.source_id
    where p.id = ${programmeId} and p.kind = 'aid-programme'
    order by c.id`.execute(tx);
  return rows;
}

/** How many records of each kind are kept, complaints left out as in the list. */
export async function countKinds(tx: VillageTx): Promise<{ kind: string; count: number }[]> {
  return matching(tx, { kind: undefined, search: '' })
    .select(['c.kind', (e) => e.fn.countAll<number>().as('count')])
    .groupBy('c.kind')
    .execute();
}

/** Residents who are kept under a kind, each once. */
export async function findResidentsOfKind(tx: VillageTx, kind: RecordKind): Promise<string[]> {
  const rows = await tx
    .selectFrom('carried_record')
    .select('resident_id')
    .distinct()
    .where('kind', '=', kind)
    .where('resident_id', 'is not', null)
    .execute();
  return rows.map(({ resident_id }) => resident_id!);
}
