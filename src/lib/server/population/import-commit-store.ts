import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { StagedRow } from './importing/staged-row.ts';

/**
 * Which resident each row of `source` is, and whether it brings anything new: by NIK; failing that,
 * by name, birth and sex where the row or the register has no real NIK.
 *
 * `source` is a query with the columns row_number and data; the result is a list of CTEs ending in
 * `judged (row_number, resident_id, kind)`. The limits make each row one look into an index,
 * whatever the planner believes of a table that grows under its hands.
 */
function judged(source: ReturnType<typeof sql>) {
  return sql`
    source as materialized (${source}),
    judged as (
      select s.row_number, m.id as resident_id,
        case
          when m.id is null then 'new'
          when known.state @> said(s.data) then 'unchanged'
          else 'changed'
        end as kind
      from source s
      left join lateral (
        select id from (
          select r.id, 1 as rank
          from resident r
          where r.village_id = current_village() and r.nik = s.data->>'nik'
          union all
          select r.id, case when r.nik_temporary then 3 else 2 end
          from resident r
          where r.village_id = current_village() and r.name = s.data->>'name'
            and r.birth_date = (s.data->>'birth_date')::date and r.sex = (s.data->>'sex')::int
            and upper(r.birth_place) = upper(coalesce(s.data->>'birth_place', ''))
            and (s.data->>'nik' is null or r.nik_temporary)
        ) same order by rank, id limit 1
      ) m on true
      left join lateral (
        select to_jsonb(r) || jsonb_build_object(
          'kk_number', f.kk_number, 'hamlet', a.hamlet, 'rw', a.rw, 'rt', a.rt) as state
        from resident r
        left join family f on f.village_id = r.village_id and f.id = r.family_id
        left join area a on a.village_id = r.village_id and a.id = r.area_id
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
  const column = <K extends keyof StagedRow>(key: K) => rows.map((row) => row[key]);
  await sql`
    with given as materialized (
      select row_number, data::jsonb, problems::jsonb, warnings::jsonb
      from unnest(${column('row')}::int[], ${column('data')}::text[],
                  ${column('problems')}::text[], ${column('warnings')}::text[])
        as g (row_number, data, problems, warnings)
    ),
    ${judged(sql`select row_number, data from given where problems is null`)}
    insert into import_row
      (village_id, job_id, row_number, kind, data, problems, warnings)
    select current_village(), ${jobId}::uuid, g.row_number, coalesce(j.kind, 'refused'),
           g.data, g.problems, g.warnings
    from given g left join judged j using (row_number)
    on conflict do nothing`.execute(tx);
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
): Promise<{ last: number; rows: number; new: number; changed: number } | undefined> {
  await sql`
    create temp table batch on commit drop as
    with ${judged(sql`
      select row_number, data from import_row
      where village_id = current_village() and job_id = ${sql.lit(jobId)}::uuid
        and row_number > ${sql.lit(after)} and kind <> 'refused'
      order by row_number limit ${sql.lit(size)}`)}
    select s.row_number, j.kind, s.data, coalesce(j.resident_id, uuidv7()) as resident_id,
           s.data->>'kk_number' as kk_number, s.data->>'address' as address,
           s.data->>'relation' = '1' as is_head,
           s.data->>'hamlet' as hamlet, s.data->>'rw' as rw, s.data->>'rt' as rt,
           null::uuid as family_id, null::uuid as area_id
    from source s join judged j using (row_number)`.execute(tx);
  await sql`analyze batch`.execute(tx);
  const { rows } = await sql<{ last: number | null; rows: number; new: number; changed: number }>`
    select max(row_number) as last, count(*) as rows,
           count(*) filter (where kind = 'new') as new,
           count(*) filter (where kind = 'changed') as changed
    from batch`.execute(tx);
  const found = rows[0]!;
  return found.last === null ? undefined : { ...found, last: found.last };
}

/** Rows taken up that are to get a temporary NIK. */
export async function findRowsWithoutNik(tx: VillageTx): Promise<number[]> {
  const { rows } = await sql<{ row_number: number }>`
    select row_number from batch where kind = 'new' and data->>'nik' is null
    order by row_number`.execute(tx);
  return rows.map(({ row_number }) => row_number);
}

/** The highest NIK that starts with `stem`. */
export async function findHighestNik(tx: VillageTx, stem: string): Promise<string | undefined> {
  const { rows } = await sql<{ nik: string | null }>`
    select max(nik) as nik from resident
    where village_id = current_village()
      and nik >= ${stem.padEnd(16, '0')} and nik <= ${stem.padEnd(16, '9')}`.execute(tx);
  return rows[0]?.nik ?? undefined;
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

/** Makes the hamlets, neighbourhoods and families that the rows taken up name, and finds their ids. */
export async function settlePlacesAndFamilies(tx: VillageTx, at: Date): Promise<void> {
  await sql`
    insert into area (village_id, hamlet, rw, rt)
    select distinct current_village(), hamlet, rw, rt from batch where hamlet is not null
    on conflict do nothing`.execute(tx);
  await sql`
    update batch b set area_id = a.id
    from area a
    where a.village_id = current_village() and a.hamlet = b.hamlet and a.rw = b.rw and a.rt = b.rt`.execute(
    tx,
  );
  // The head's row speaks for the family; without one, the first row that names it.
  await sql`
    insert into family (village_id, kk_number, area_id, address, created_at, updated_at)
    select distinct on (kk_number)
      current_village(), kk_number, area_id, coalesce(address, ''), ${at}, ${at}
    from batch where kk_number is not null
    order by kk_number, is_head desc nulls last, row_number
    on conflict (village_id, kk_number) do nothing`.execute(tx);
  await sql`
    update batch b set family_id = f.id
    from family f where f.village_id = current_village() and f.kk_number = b.kk_number`.execute(tx);
  await sql`
    update family f
    set area_id = coalesce(b.area_id, f.area_id), address = coalesce(b.address, f.address),
        updated_at = ${at}
    from batch b
    where b.is_head and f.village_id = current_village() and f.id = b.family_id
      and (f.area_id, f.address)
          is distinct from (coalesce(b.area_id, f.area_id), coalesce(b.address, f.address))`.execute(
    tx,
  );
}

/** The register's columns that a row may fill, by the names that it uses. */
const COLUMNS = sql.raw(
  [
    'nik',
    'nik_temporary',
    'name',
    'sex',
    'birth_place',
    'birth_date',
    'religion',
    'education',
    'studying',
    'occupation',
    'marital_status',
    'relation',
    'citizenship',
    'blood_type',
    'address',
    'current_address',
    'father_nik',
    'father_name',
    'mother_nik',
    'mother_name',
    'birth_certificate',
    'passport',
    'passport_until',
    'stay_permit',
    'marriage_certificate',
    'married_on',
    'divorce_certificate',
    'divorced_on',
    'disability',
    'contraception',
    'pregnant',
    'id_card',
    'id_card_recording',
    'basic_status',
    'ethnicity',
    'id_card_tag',
    'insurance',
    'insurance_number',
    'latitude',
    'longitude',
  ].join(', '),
);

/** Puts the new residents taken up on the register. */
export async function insertNewResidents(tx: VillageTx, at: Date): Promise<void> {
  await sql`
    insert into resident
      (village_id, id, family_id, area_id, created_at, updated_at, ${COLUMNS})
    select current_village(), b.resident_id, b.family_id, b.area_id, ${at}, ${at}, n.*
    from batch b
    cross join lateral (
      select ${COLUMNS} from jsonb_populate_record(
        null::resident,
        '{"birth_place":"","address":"","current_address":"","father_name":"","mother_name":"",
          "citizenship":1,"basic_status":1}'::jsonb || b.data)
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
        family_id = coalesce(b.family_id, r.family_id), area_id = coalesce(b.area_id, r.area_id),
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

/** Takes the seat from heads of families who now belong to another one. */
export async function unseatMovedHeads(tx: VillageTx): Promise<void> {
  await sql`
    update family f set head_id = null
    from batch b join resident r on r.village_id = current_village() and r.id = b.resident_id
    where b.kind = 'changed' and f.village_id = current_village() and f.head_id = r.id
      and r.family_id is distinct from f.id`.execute(tx);
}

/** Sets the heads of families that the rows taken up name. */
export async function seatHeads(tx: VillageTx): Promise<void> {
  await sql`
    update family f set head_id = b.resident_id
    from batch b
    where b.is_head and b.kind <> 'unchanged' and coalesce(b.data->>'basic_status', '1') = '1'
      and f.village_id = current_village() and f.id = b.family_id
      and f.head_id is distinct from b.resident_id`.execute(tx);
}

/** The rows taken up are in the register: their copies go. */
export async function dropTakenUpRows(tx: VillageTx, jobId: string): Promise<void> {
  await sql`
    delete from import_row r using batch b
    where r.village_id = current_village() and r.job_id = ${jobId}::uuid
      and r.row_number = b.row_number`.execute(tx);
}
