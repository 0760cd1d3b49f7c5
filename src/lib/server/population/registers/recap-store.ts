import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { BookScope } from './book-store.ts';
import { movements, presentAt } from './presence-store.ts';

/** How many are there in a hamlet at one end of the month. */
export interface StockRow {
  /** Empty for those whose hamlet is not known. */
  hamlet: string;
  at: 'start' | 'end';
  sex: number;
  foreign: boolean;
  people: number;
  /** Of these, the one of each family who stands for it. */
  families: number;
}

/** How many came or went in a hamlet during the month. */
export interface FlowRow {
  hamlet: string;
  kind: string;
  effect: number;
  sex: number;
  foreign: boolean;
  people: number;
}

/**
 * Permanent residents by the hamlet in which they live now. Who was on the register when the month
 * began is not asked where they lived then, so that start + in − out = end holds in each hamlet.
 */
const residents = sql`(
  select r.id, r.sex, r.citizenship = 2 as foreigner, r.family_id, r.relation, r.birth_date,
         coalesce(f.head_id = r.id, false) as heads, coalesce(a.hamlet, '') as hamlet
  from resident r
  left join family f on f.village_id = r.village_id and f.id = r.family_id
  left join area a on a.village_id = r.village_id and a.id = coalesce(r.area_id, f.area_id)
  where r.residence = 1 and r.merged_into is null
)`;

/**
 * A family counts once, where whoever stands for it lives: its head, or while the head is not there
 * the nearest relation, the eldest first.
 */
const stock = (at: 'start' | 'end', day: string) => sql`
  select hamlet, ${at}::text as at, sex, foreigner as foreign, count(*)::int as people,
         count(*) filter (where family_id is not null and place = 1)::int as families
  from (
    select p.*, row_number() over (
      partition by family_id order by heads desc, relation nulls last, birth_date, id) as place
    from ${residents} p where p.id in ${presentAt(day)}
  ) there
  group by hamlet, sex, foreigner`;

/** The people and families of each hamlet at both ends of the month. */
export async function findStocks(tx: VillageTx, { before, until }: BookScope): Promise<StockRow[]> {
  const { rows } = await sql<StockRow>`
    ${stock('start', before)} union all ${stock('end', until)}`.execute(tx);
  return rows;
}

/** What added people to each hamlet, and what took them, during the month. */
export async function findFlows(tx: VillageTx, { from, until }: BookScope): Promise<FlowRow[]> {
  const { rows } = await sql<FlowRow>`
    select p.hamlet, m.kind, m.effect, p.sex, p.foreigner as foreign, count(*)::int as people
    from ${movements} m join ${residents} p on p.id = m.resident_id
    where m.counts and m.occurred_on between ${from}::date and ${until}::date
    group by p.hamlet, m.kind, m.effect, p.sex, p.foreigner`.execute(tx);
  return rows;
}
