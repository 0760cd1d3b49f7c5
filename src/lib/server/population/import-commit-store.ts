import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { EMPTY_RESIDENT, IMPORTED_COLUMNS } from './imported-columns.ts';
import type { StagedRow } from './importing/staged-row.ts';

/**
 * Which resident each row of `source` is, and whether it brings anything new: by NIK; failing that,
 * by name, birth and sex where the row or the register has no real NIK. A row of a merged double is
 * the record that it was merged into.
 *
 * `source` is a query with the columns row_number, data and warnings; the result is a list of CTEs ending in
 * `judged (row_number, given, warnings, resident_id, data, kind)`. The limits make each row one look into an index,
 * whatever the planner believes of a table that grows under its hands.
 */
function judged(source: ReturnType<typeof sql>) {
  return sql`
    source as materialized (${source}),
    judged as (
      select s.row_number, s.data as given, s.warnings, m.id as resident_id, means.data,
        case
          -- A sheet without names and births only changes whom the register knows.
          when m.id is null and s.data ? 'only_update' then 'refused'
          when m.id is null then 'new'
          when known.state @> said(means.data) then 'unchanged'
          else 'changed'
        end as kind
      from source s
      left join lateral (
        select coalesce(merged_into, id) as id, merged_into is not null as followed from (
          select r.id, r.merged_into, 1 as rank
          from resident r
          where r.village_id = current_village() and r.nik = s.data->>'nik'
          union all
          select r.id, r.merged_into, case when r.nik_temporary then 3 else 2 end
          from resident r
          where r.village_id = current_village() and r.name = s.data->>'name'
            and r.birth_date = (s.data->>'birth_date')::date and r.sex = (s.data->>'sex')::int
            and upper(r.birth_place) = upper(coalesce(s.data->>'birth_place', ''))
            and (s.data->>'nik' is null or r.nik_temporary and r.merged_into is null)
        ) same order by rank, id limit 1
      ) m on true
      cross join lateral (
        -- a double's NIK stays with the double: the record that is kept has its own
        select case when m.followed then s.data - 'nik' - 'nik_temporary' else s.data end as data
      ) means
      left join lateral (
        select to_jsonb(r) || jsonb_build_object(
          'kk_number', f.kk_number, 'hamlet', a.hamlet, 'rw', a.rw, 'rt', a.rt,
          'kk_address', f.address, 'kk_hamlet', fa.hamlet, 'kk_rw', fa.rw, 'kk_rt', fa.rt,
          'kk_social_class', f.social_class, 'kk_registered_on', f.registered_on,
          'kk_printed_on', f.card_printed_on, 'kk_closed_on', f.closed_on,
          'rtm_number', h.number, 'rtm_social_data', h.social_data,
          'rtm_social_number', h.social_data_number, 'rtm_registered_on', h.registered_on) as state
        from resident r
        left join family f on f.village_id = r.village_id and f.id = r.family_id
        left join area a on a.village_id = r.village_id and a.id = r.area_id
        left join area fa on fa.village_id = r.village_id and fa.id = f.area_id
        left join household h on h.village_id = r.village_id and h.id = r.household_id
        where r.village_id = current_village() and r.id = m.id
        limit 1
      ) known on true
    )`;
}

/** Puts rows aside with what they would do to the register. Rows that are there already stay. */
export async function stageRows(
  tx: VillageTx,
  jobId: string,
  rows: readonly StagedRow[],
): Promise<void> {
  // Put together by hand: the parts are JSON already, and would be escaped letter by letter in an array.
  const given = rows.map(
    ({ row, data, problems, warnings }) =>
      `{"row_number":${row},"data":${data},"problems":${problems},"warnings":${warnings}}`,
  );
  await sql`
    with given as materialized (
      select * from jsonb_to_recordset(${`[${given.join(',')}]`}::jsonb)
        as g (row_number int, data jsonb, problems jsonb, warnings jsonb)
    ),
    ${judged(sql`select row_number, data, warnings from given where problems is null`)}
    insert into import_row
      (village_id, job_id, row_number, kind, data, problems, warnings)
    select current_village(), ${jobId}::uuid, row_number, kind,
           case when kind = 'refused' then given->'cells' else given end,
           case when kind = 'refused' then ${unknownNik('judged')} end,
           case when kind = 'refused' then null else warnings end
    from judged
    union all
    select current_village(), ${jobId}::uuid, row_number, 'refused', data, problems, warnings
    from given where problems is not null
    on conflict do nothing`.execute(tx);
}

/** The problem of a row of an update that means nobody on the register, as RowProblem[]. */
const unknownNik = (row: string) => sql`jsonb_build_array(jsonb_build_object(
  'row', ${sql.ref(`${row}.row_number`)}, 'column', 'nik', 'found', ${sql.ref(`${row}.data`)}->>'nik',
  'expected', ${
    'NIK warga yang sudah terdaftar. Berkas ini hanya memuat sebagian kolom, ' +
    'sehingga warga baru tidak dapat ditambahkan'
  }::text))`;

/** How many rows were taken up, and of each kind. */
export interface TakenUp {
  /** The last of them. */
  last: number;
  rows: number;
  new: number;
  changed: number;
  refused: number;
}

/**
 * Takes the next rows of a job up into a table of this transaction, judged anew since the register
 * may have changed since they were shown. The table is analysed: the planner would otherwise take a
 * thousand rows for one.
 * @param after the last row that went before
 * @returns how many there are of each kind; undefined when none are left
 */
export async function takeUpRows(
  tx: VillageTx,
  jobId: string,
  after: number,
  size: number,
): Promise<TakenUp | undefined> {
  await sql`
    create temp table batch on commit drop as
    with ${judged(sql`
      select row_number, data, warnings from import_row
      where village_id = current_village() and job_id = ${sql.lit(jobId)}::uuid
        and row_number > ${sql.lit(after)} and kind <> 'refused'
      order by row_number limit ${sql.lit(size)}`)}
    select s.row_number, s.kind, s.data, coalesce(s.resident_id, uuidv7()) as resident_id,
           s.data->>'kk_number' as kk_number, s.data->>'address' as address,
           s.data->>'relation' = '1' as is_head,
           s.data->>'hamlet' as hamlet, s.data->>'rw' as rw, s.data->>'rt' as rt,
           s.data ? 'kk_said' as kk_said,
           s.data->>'kk_hamlet' as kk_hamlet, s.data->>'kk_rw' as kk_rw, s.data->>'kk_rt' as kk_rt,
           s.data->>'rtm_number' as rtm_number,
           s.data->>'household_relation' = '1' as leads_household,
           null::uuid as family_id, null::uuid as household_id, null::uuid as area_id,
           null::uuid as home_id
    from judged s`.execute(tx);
  await sql`analyze batch`.execute(tx);
  const { rows } = await sql<Omit<TakenUp, 'last'> & { last: number | null }>`
    select max(row_number) as last, count(*) as rows,
           count(*) filter (where kind = 'refused') as refused,
           count(*) filter (where kind = 'new') as new,
           count(*) filter (where kind = 'changed') as changed
    from batch`.execute(tx);
  const found = rows[0]!;
  if (found.changed > 0) {
    // What a row does not say of family and household is as the register has it.
    await sql`
      update batch b set family_id = r.family_id, household_id = r.household_id
      from resident r
      where b.kind = 'changed' and r.village_id = current_village() and r.id = b.resident_id`.execute(
      tx,
    );
  }
  return found.last === null ? undefined : { ...found, last: found.last };
}

/** Rows taken up that are to get a temporary NIK. */
export async function findRowsWithoutNik(tx: VillageTx): Promise<number[]> {
  const { rows } = await sql<{ row_number: number }>`
    select row_number from batch where kind = 'new' and data->>'nik' is null
    order by row_number`.execute(tx);
  return rows.map(({ row_number }) => row_number);
}

export async function giveNiks(
  tx: VillageTx,
  given: readonly { row: number; nik: string }[],
): Promise<void> {
  await sql`
    update batch b set data = b.data || jsonb_build_object('nik', g.nik)
    from unnest(${given.map(({ row }) => row)}::int[], ${given.map(({ nik }) => nik)}::text[])
      as g (row_number, nik)
    where b.row_number = g.row_number`.execute(tx);
}

const COLUMNS = sql.raw(IMPORTED_COLUMNS.join(', '));

/** Puts the new residents taken up on the register. */
export async function insertNewResidents(tx: VillageTx, at: Date): Promise<void> {
  await sql`
    insert into resident
      (village_id, id, family_id, household_id, area_id, created_at, updated_at, ${COLUMNS})
    select current_village(), b.resident_id, b.family_id, b.household_id, b.area_id, ${at}, ${at},
           n.*
    from batch b
    cross join lateral (
      select ${COLUMNS} from jsonb_populate_record(
        null::resident, ${JSON.stringify(EMPTY_RESIDENT)}::jsonb || b.data)
    ) n
    where b.kind = 'new'`.execute(tx);
}

/**
 * Brings the changed residents taken up up to date. What a row does not say stays as it is.
 * @returns whom, and the names of the columns that differ now
 */
export async function updateChangedResidents(
  tx: VillageTx,
  at: Date,
): Promise<{ id: string; fields: string[] }[]> {
  const { rows } = await sql<{ id: string; fields: string[] }>`
    update resident r
    set (${COLUMNS}) = (select ${COLUMNS} from jsonb_populate_record(r, said(b.data))),
        family_id = coalesce(b.family_id, r.family_id),
        household_id = coalesce(b.household_id, r.household_id),
        area_id = coalesce(b.area_id, r.area_id),
        updated_at = ${at}
    from batch b
    where b.kind = 'changed' and r.village_id = current_village() and r.id = b.resident_id
    returning r.id, (
      select coalesce(array_agg(n.key order by n.key), '{}')
      from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o using (key)
      where n.value is distinct from o.value and n.key <> 'updated_at'
    ) as fields`.execute(tx);
  return rows;
}

/**
 * The rows taken up are in the register: their copies go.
 * @param range the row numbers among which they are, so that the others are not read
 */
export async function dropTakenUpRows(
  tx: VillageTx,
  jobId: string,
  range: { after: number; until: number },
): Promise<void> {
  await sql`
    delete from import_row r using batch b
    where b.kind <> 'refused' and r.village_id = current_village() and r.job_id = ${jobId}::uuid
      and r.row_number > ${range.after} and r.row_number <= ${range.until}
      and r.row_number = b.row_number`.execute(tx);
}

/** Rows that mean nobody any more stay, with the reason. */
export async function refuseTakenUpRows(tx: VillageTx, jobId: string): Promise<void> {
  await sql`
    update import_row r
    set kind = 'refused', data = r.data->'cells', warnings = null, problems = ${unknownNik('r')}
    where r.village_id = current_village() and r.job_id = ${jobId}::uuid
      and r.row_number = any (array(select row_number from batch where kind = 'refused'))`.execute(
    tx,
  );
}
