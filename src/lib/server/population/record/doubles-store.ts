import { sql } from 'kysely';
import { now, type VillageTx } from '#lib/server/platform/index.ts';

/** A record that may be of the same person. */
export interface CandidateRow {
  id: string;
  nik: string;
  nik_temporary: boolean;
  name: string;
  sex: number;
  birth_date: string | null;
  basic_status: number;
  hamlet: string | null;
  rt: string | null;
}

/** Who was born on the day, or has one of the NIKs. */
export async function findCandidates(
  tx: VillageTx,
  asked: { birthDate: string | null; niks: readonly string[] },
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    with found as (
      (select id from resident
       where village_id = current_village() and birth_date = ${asked.birthDate}::date
         and merged_into is null
       limit 1000)
      union
      select id from resident
      where village_id = current_village() and nik = any(${asked.niks}::text[])
        and merged_into is null
    )
    select r.id, r.nik, r.nik_temporary, r.name, r.sex, r.birth_date, r.basic_status, a.hamlet, a.rt
    from found
    join resident r on r.village_id = current_village() and r.id = found.id
    left join family f on f.village_id = r.village_id and f.id = r.family_id
    left join area a on a.village_id = r.village_id and a.id = coalesce(r.area_id, f.area_id)`.execute(
    tx,
  );
  return rows;
}

/** Two records of the list of likely doubles, with why they are on it. */
export interface PairRow {
  first_id: string;
  second_id: string;
  why: 'same' | 'digit' | 'swap' | 'alike';
}

/**
 * Pairs of records that look like one person, the likeliest first: the same name and birth date;
 * almost the same NIK and a name alike; a name alike, born on the same day and of the same sex.
 *
 * NIKs one digit apart have the same sixteen digits once that digit is left out, and neighbours that
 * changed places are the same once the two are sorted: so every record has 31 signs, and doubles
 * meet in one. Of days on which more than 40 people were "born" (a register's stand-in for an
 * unknown day) only equal names are taken. All of it is bounded by the number of records.
 */
export async function findPairs(
  tx: VillageTx,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ pairs: PairRow[]; total: number }> {
  const { rows } = await sql<PairRow & { total: number }>`
    with person as materialized (
      select id, nik, nik_temporary, name, sex, birth_date,
             count(*) over (partition by birth_date) as born_that_day
      from resident where village_id = current_village() and merged_into is null
    ),
    sign as (
      select p.id, p.name, s.sign, s.why
      from person p
      cross join generate_series(1, 16) at
      cross join lateral (values
        (at || ':' || overlay(p.nik placing '_' from at for 1), 'digit'),
        (case when at < 16 and substr(p.nik, at, 1) <> substr(p.nik, at + 1, 1) then
           at || '~' || overlay(p.nik placing
             least(substr(p.nik, at, 1), substr(p.nik, at + 1, 1)) ||
             greatest(substr(p.nik, at, 1), substr(p.nik, at + 1, 1)) from at for 2) end, 'swap')
      ) s (sign, why)
      where not p.nik_temporary and s.sign is not null
    ),
    pair as (
      select a.id as a, b.id as b, 'same' as why, 1 as rank
      from person a join person b
        on b.name = a.name and b.birth_date = a.birth_date and a.id < b.id
      union all
      select a.id, b.id, a.why, 2
      from sign a join sign b on b.sign = a.sign and a.id < b.id
      where similarity(a.name, b.name) > 0.35
      union all
      select a.id, b.id, 'alike', 3
      from person a join person b
        on b.birth_date = a.birth_date and b.sex = a.sex and a.id < b.id
      where a.born_that_day <= 40 and similarity(a.name, b.name) > 0.5
    ),
    best as (
      select distinct on (a, b) a, b, why, rank from pair
      where not exists (
        select from distinct_people d
        where d.village_id = current_village() and d.first_id = least(a, b)
          and d.second_id = greatest(a, b))
      order by a, b, rank
    )
    select a as first_id, b as second_id, why, (count(*) over ())::int as total
    from best order by rank, a, b limit ${limit} offset ${offset}`.execute(tx);
  return { pairs: rows, total: rows[0]?.total ?? 0 };
}

/** Two people, as an officer has seen: they are not asked about again. */
export async function insertDistinct(
  tx: VillageTx,
  staffId: string | null,
  pairs: readonly (readonly [string, string])[],
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`
    insert into distinct_people (village_id, first_id, second_id, decided_by, decided_at)
    select current_village(), least(a, b), greatest(a, b), ${staffId}::uuid, ${now()}
    from unnest(${pairs.map(([a]) => a)}::uuid[], ${pairs.map(([, b]) => b)}::uuid[]) p (a, b)
    on conflict do nothing`.execute(tx);
}

/** What lists show of these residents, by id. */
export async function findPeopleOf(
  tx: VillageTx,
  ids: readonly string[],
): Promise<Map<string, CandidateRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<CandidateRow>`
    select r.id, r.nik, r.nik_temporary, r.name, r.sex, r.birth_date, r.basic_status, a.hamlet, a.rt
    from resident r
    left join family f on f.village_id = r.village_id and f.id = r.family_id
    left join area a on a.village_id = r.village_id and a.id = coalesce(r.area_id, f.area_id)
    where r.village_id = current_village() and r.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
