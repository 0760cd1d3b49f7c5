import { type RawBuilder, sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { EMPTY_RESIDENT, IMPORTED_COLUMNS } from '../imported-columns.ts';

/** What in the register a row from elsewhere becomes. */
export type RegisterTable = 'resident' | 'family' | 'household';

/** A row to go into the register. */
export interface CarriedRow {
  /** How whoever sends it calls it. */
  ref: string;
  /** The row here that it is; null for one that is new. */
  id: string | null;
  /** By the register's columns. What is not there is not said, and stays as it is. */
  data: Record<string, unknown>;
}

/** What became of a row. */
export interface CarriedOutcome {
  ref: string;
  id: string;
  outcome: 'new' | 'changed' | 'unchanged';
  /** Columns that differ now, of a changed row. */
  fields: string[];
  /** Columns that were left as the village has set them here by hand. */
  kept: string[];
}

const TABLES: Record<RegisterTable, { columns: readonly string[]; empty: object }> = {
  resident: {
    columns: [...IMPORTED_COLUMNS, 'family_id', 'area_id', 'household_id'],
    empty: EMPTY_RESIDENT,
  },
  family: {
    columns: [
      'kk_number',
      'area_id',
      'address',
      'social_class',
      'registered_on',
      'card_printed_on',
    ],
    empty: { address: '' },
  },
  household: {
    columns: ['number', 'social_data', 'social_data_number', 'registered_on'],
    empty: { social_data: false },
  },
};

/**
 * Puts rows into a table of the register or brings it up to date with them. A field that someone has
 * changed here since (any recorded change that is no import) stays as it is. The caller has declared
 * the change and judged which row is which.
 */
export async function writeRows(
  tx: VillageTx,
  table: RegisterTable,
  rows: readonly CarriedRow[],
  at: Date,
): Promise<CarriedOutcome[]> {
  if (rows.length === 0) return [];
  const { columns, empty } = TABLES[table];
  const target = sql.table(table);
  const list = sql.raw(columns.join(', '));
  await judge(tx, target, table, rows);
  await sql`
    insert into ${target} (village_id, id, created_at, updated_at, ${list})
    select current_village(), b.id, ${at}, ${at}, n.*
    from carried_batch b
    cross join lateral (
      select ${list}
      from jsonb_populate_record(null::${target}, ${JSON.stringify(empty)}::jsonb || b.said)
    ) n
    where b.outcome = 'new'`.execute(tx);
  await sql`
    with changed as (
      update ${target} r
      set (${list}) = (select ${list} from jsonb_populate_record(r, b.said)), updated_at = ${at}
      from carried_batch b
      where b.outcome = 'changed' and r.village_id = current_village() and r.id = b.id
      returning b.ref, (
        select coalesce(array_agg(n.key order by n.key), '{}')
        from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o using (key)
        where n.value is distinct from o.value and n.key <> 'updated_at'
      ) as fields
    )
    update carried_batch b set fields = c.fields from changed c where c.ref = b.ref`.execute(tx);
  const { rows: outcomes } = await sql<CarriedOutcome>`
    select ref, id, outcome, fields, kept from carried_batch`.execute(tx);
  return outcomes;
}

/** Puts the rows into a table of this transaction with what they would do. */
async function judge(
  tx: VillageTx,
  target: RawBuilder<unknown>,
  table: RegisterTable,
  rows: readonly CarriedRow[],
): Promise<void> {
  await sql`
    create temp table if not exists carried_batch (
      ref text not null, id uuid not null, outcome text not null, said jsonb not null,
      fields text[] not null, kept text[] not null
    ) on commit drop`.execute(tx);
  await sql`truncate carried_batch`.execute(tx);
  await sql`
    insert into carried_batch
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g (ref text, id uuid, data jsonb)
    ),
    known as (
      select g.ref, g.id, g.data, now.state, coalesce(here.fields, '{}') as locked
      from given g
      left join lateral (
        select to_jsonb(r) as state from ${target} r
        where r.village_id = current_village() and r.id = g.id limit 1
      ) now on true
      left join lateral (
        select array_agg(distinct f.field) as fields
        from register_change_field f
        join register_change c on c.village_id = f.village_id and c.id = f.change_id
        where f.village_id = current_village() and f.subject_id = g.id
          and f.subject_kind = ${table} and c.kind <> 'import'
      ) here on true
    )
    select ref, coalesce(id, uuidv7()),
      case when id is null then 'new' when state @> (data - locked) then 'unchanged'
           else 'changed' end,
      data - locked, '{}',
      array(
        select d.key from jsonb_each(data) d
        where d.key = any (locked) and d.value is distinct from state->d.key order by d.key
      )
    from known`.execute(tx);
  await sql`analyze carried_batch`.execute(tx);
}
