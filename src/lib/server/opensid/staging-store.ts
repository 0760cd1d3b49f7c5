import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { SourceRow } from './source-row.ts';

/** A row to be put aside. */
export interface RowToStage {
  table: string;
  /** Its place in the dump. */
  number: number;
  id: string;
  /** A SourceRow, as JSON. */
  data: string;
}

/** A row that was put aside. */
export interface StagedSource {
  number: number;
  id: string;
  data: SourceRow;
}

export async function stageRows(
  tx: VillageTx,
  importId: string,
  rows: readonly RowToStage[],
): Promise<void> {
  const column = <K extends keyof RowToStage>(key: K) => rows.map((row) => row[key]);
  await sql`
    insert into opensid_row (village_id, import_id, table_name, number, source_id, data)
    select current_village(), ${importId}::uuid, g.*
    from unnest(${column('table')}::text[], ${column('number')}::bigint[], ${column('id')}::text[],
                ${column('data')}::text[]::jsonb[]) as g`.execute(tx);
}

/** The next rows of a table. */
export async function findStagedAfter(
  tx: VillageTx,
  importId: string,
  table: string,
  after: number,
  limit: number,
): Promise<StagedSource[]> {
  const rows = await tx
    .selectFrom('opensid_row')
    .select(['number', 'source_id as id', 'data'])
    .where('import_id', '=', importId)
    .where('table_name', '=', table)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows as unknown as StagedSource[];
}

/** Rows of a table by their keys in the dump. */
export async function findStaged(
  tx: VillageTx,
  importId: string,
  table: string,
  ids: Iterable<string | undefined>,
): Promise<Map<string, SourceRow>> {
  const wanted = [...new Set(ids)].filter((id) => id !== undefined);
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ id: string; data: SourceRow }>`
    select source_id as id, data from opensid_row
    where village_id = current_village() and import_id = ${importId}::uuid
      and table_name = ${table} and source_id = any (${wanted}::text[])`.execute(tx);
  return new Map(rows.map(({ id, data }) => [id, data]));
}

/**
 * Rows that share the key under which they were put aside, whole groups at a time: those whose first
 * row is among the rows given, so that every group comes up once.
 */
export async function findStagedGroups(
  tx: VillageTx,
  importId: string,
  table: string,
  rows: readonly StagedSource[],
): Promise<Map<string, SourceRow[]>> {
  const from = rows[0]?.number ?? 0;
  const wanted = [...new Set(rows.map(({ id }) => id))];
  const { rows: groups } = await sql<{ id: string; members: SourceRow[] }>`
    select source_id as id, jsonb_agg(data order by number) as members from opensid_row
    where village_id = current_village() and import_id = ${importId}::uuid
      and table_name = ${table} and source_id = any (${wanted}::text[])
    group by source_id having min(number) >= ${from}`.execute(tx);
  return new Map(groups.map(({ id, members }) => [id, members]));
}

/** How many rows of each table are put aside. */
export async function countStaged(
  tx: VillageTx,
  importId: string,
): Promise<Record<string, number>> {
  const rows = await tx
    .selectFrom('opensid_row')
    .select(['table_name', (e) => e.fn.countAll<number>().as('rows')])
    .where('import_id', '=', importId)
    .groupBy('table_name')
    .execute();
  return Object.fromEntries(rows.map(({ table_name, rows: count }) => [table_name, count]));
}

/** The highest NIK put aside that starts with `stem`; '' when there is none. */
export async function findHighestStagedNik(
  tx: VillageTx,
  importId: string,
  stem: string,
): Promise<string> {
  const { rows } = await sql<{ nik: string | null }>`
    select max(data->>'nik') as nik from opensid_row
    where village_id = current_village() and import_id = ${importId}::uuid
      and table_name = 'tweb_penduduk' and data->>'nik' like ${`${stem}%`}
      and data->>'nik' ~ '^[0-9]{16}$'`.execute(tx);
  return rows[0]?.nik ?? '';
}

/** What rows of a table became here. */
export async function findKeys(
  tx: VillageTx,
  source: string,
  table: string,
  ids: Iterable<string | undefined>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== undefined);
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ id: string; ours: string }>`
    select source_id as id, our_id as ours from source_key
    where village_id = current_village() and source = ${source} and table_name = ${table}
      and source_id = any (${wanted}::text[])`.execute(tx);
  return new Map(rows.map(({ id, ours }) => [id, ours]));
}

/** A row that was put aside, and what it became here. */
export interface StagedOf extends StagedSource {
  ours: string;
}

/** The rows put aside that became these of ours, in the order of the dump: several may be one here. */
export async function findStagedOf(
  tx: VillageTx,
  importId: string,
  source: string,
  table: string,
  ours: Iterable<string>,
): Promise<StagedOf[]> {
  // One look into an index for each, whatever the planner believes of tables that have just grown.
  const { rows } = await sql<StagedOf>`
    select g.id as ours, r.source_id as id, r.number, r.data
    from unnest(${[...ours]}::uuid[]) as g (id)
    cross join lateral (
      select k.source, k.source_id from source_key k
      where k.village_id = current_village() and k.table_name = ${table} and k.our_id = g.id
      offset 0
    ) k
    cross join lateral (
      select s.source_id, s.number, s.data from opensid_row s
      where s.village_id = current_village() and s.import_id = ${importId}::uuid
        and s.table_name = ${table} and s.source_id = k.source_id
      offset 0
    ) r
    where k.source = ${source}
    order by r.number`.execute(tx);
  return rows;
}

/** Residents put aside who say that they lead one of these groups, in the order of the dump. */
export async function findStagedLeaders(
  tx: VillageTx,
  importId: string,
  columns: { group: string; level: string },
  groups: readonly string[],
): Promise<StagedSource[]> {
  if (groups.length === 0) return [];
  const { rows } = await sql<StagedSource>`
    select source_id as id, number, data from opensid_row
    where village_id = current_village() and import_id = ${importId}::uuid
      and table_name = 'tweb_penduduk' and data->>${columns.level} = '1'
      and data->>${columns.group} = any (${groups}::text[])
    order by number`.execute(tx);
  return rows;
}

export async function saveKeys(
  tx: VillageTx,
  source: string,
  table: string,
  keys: Iterable<readonly [id: string, ours: string]>,
): Promise<void> {
  const given = [...keys].map(([id, ours]) => ({ id, ours }));
  await sql`
    insert into source_key (village_id, source, table_name, source_id, our_id)
    select current_village(), ${source}, ${table}, g.id, g.ours
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id text, ours uuid)
    on conflict (village_id, source, table_name, source_id) do update set our_id = excluded.our_id
    where source_key.our_id <> excluded.our_id`.execute(tx);
}

/**
 * Which of our rows another row of the same dump has become already, and which row that is.
 * @param ours our rows, each with the row of the dump that is about to become it
 */
export async function findOtherClaims(
  tx: VillageTx,
  importId: string,
  source: string,
  table: string,
  ours: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ our: string; id: string }>`
    select our_id as our, source_id as id from source_key
    where village_id = current_village() and source = ${source} and table_name = ${table}
      and our_id = any (${[...ours.keys()]}::uuid[])`.execute(tx);
  const others = rows.filter(({ our, id }) => ours.get(our) !== id);
  // A row that an earlier dump had, and this one has not, claims nothing.
  const there = await findStaged(
    tx,
    importId,
    table,
    others.map(({ id }) => id),
  );
  return new Map(others.flatMap(({ our, id }) => (there.has(id) ? [[our, id] as const] : [])));
}
