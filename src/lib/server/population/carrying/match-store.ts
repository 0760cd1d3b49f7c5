import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** A person from elsewhere, to be found on the register. */
export interface Sought {
  ref: string;
  /** Whom the same person was taken for before. */
  known: string | null;
  nik: string | null;
  name: string;
  sex: number;
  birthDate: string | null;
  birthPlace: string;
}

/** Whom a person from elsewhere is, and what tells. */
export interface Found {
  ref: string;
  id: string;
  by: 'key' | 'nik' | 'person';
}

/**
 * Who on the register each person is: whom they were taken for before, if the record still fits
 * them; else by NIK; else, where the one or the other has no real NIK, by name, birth and sex.
 * Whoever was merged into another record is that one.
 */
export async function findSought(tx: VillageTx, sought: readonly Sought[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with given as materialized (
      select ref, known, nik, name, sex, "birthDate"::date as born, "birthPlace" as place
      from jsonb_to_recordset(${JSON.stringify(sought)}::jsonb) as g
        (ref text, known uuid, nik text, name text, sex int, "birthDate" text, "birthPlace" text)
    )
    select g.ref, m.id, m.by
    from given g
    cross join lateral (
      select id, by from (
        -- Keys of another installation may mean somebody else: two of three must agree.
        select coalesce(r.merged_into, r.id) as id, 'key' as by, 1 as rank
        from resident r
        where r.village_id = current_village() and r.id = g.known
          and (
            r.nik = g.nik
            or coalesce((r.name = g.name)::int, 0)
             + coalesce((r.birth_date = g.born and r.sex = g.sex)::int, 0)
             + (upper(r.birth_place) = upper(g.place) and g.place <> '')::int >= 2
          )
        union all
        select coalesce(r.merged_into, r.id), 'nik', 2
        from resident r
        where r.village_id = current_village() and r.nik = g.nik
        union all
        select coalesce(r.merged_into, r.id), 'person', case when r.nik_temporary then 4 else 3 end
        from resident r
        where r.village_id = current_village() and r.name = g.name
          and r.birth_date = g.born and r.sex = g.sex
          and upper(r.birth_place) = upper(g.place)
          and (g.nik is null or r.nik_temporary)
      ) same order by rank, id limit 1
    ) m`.execute(tx);
  return rows;
}

/** The families or households of these numbers. */
export async function findNumbered(
  tx: VillageTx,
  table: 'family' | 'household',
  numbers: readonly string[],
): Promise<Map<string, string>> {
  const column = table === 'family' ? 'kk_number' : 'number';
  const { rows } = await sql<{ id: string; number: string }>`
    select id, ${sql.ref(column)} as number from ${sql.table(table)}
    where village_id = current_village() and ${sql.ref(column)} = any (${numbers}::text[])`.execute(
    tx,
  );
  return new Map(rows.map(({ id, number }) => [number, id]));
}

/** Which of these rows are there still. */
export async function findThere(
  tx: VillageTx,
  table: 'resident' | 'family' | 'household',
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)}
    where village_id = current_village() and id = any (${ids}::uuid[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Residents by NIK; whoever was merged into another record is that one. */
export async function findResidentsByNik(
  tx: VillageTx,
  niks: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; nik: string }>`
    select coalesce(merged_into, id) as id, nik from resident
    where village_id = current_village() and nik = any (${niks}::text[])`.execute(tx);
  return new Map(rows.map(({ id, nik }) => [nik, id]));
}
