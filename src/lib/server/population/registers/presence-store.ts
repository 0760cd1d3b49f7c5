import { sql, type RawBuilder } from 'kysely';

/**
 * The ids of residents who are there at the end of a day, for `where id in (…)`. The rule is
 * `presentOn` of domain/presence.ts: a resident's latest event until that day decides; before the
 * first event, the opposite of that one; without any event, whether the register lists them as
 * living here now. Doubles that were merged into another record never count.
 * @param day `YYYY-MM-DD`
 */
export const presentAt = (day: string): RawBuilder<string> => sql<string>`(
  select listed.id
  from resident listed
  left join (
    select distinct on (resident_id) resident_id, (case when past then effect else -effect end) = 1 as present
    from (
      select resident_id, effect, occurred_on <= ${day}::date as past,
             row_number() over (partition by resident_id order by occurred_on, created_at, id) as nth
      from population_event
      where undone_by is null and effect <> 0
    ) told
    order by resident_id, past desc, case when past then -nth else nth end
  ) decided on decided.resident_id = listed.id
  where listed.merged_into is null and coalesce(decided.present, listed.basic_status = 1)
)`;

/**
 * The events that add or take somebody, each with `counts`: false where it changes nothing, such as
 * an arrival of somebody who is there already (`countedEvents` of domain/presence.ts).
 */
export const movements = sql<Movement>`(
  select id, kind, resident_id, effect, occurred_on, created_at, details,
         lag(effect) over (partition by resident_id order by occurred_on, created_at, id)
           is distinct from effect as counts
  from population_event
  where undone_by is null and effect <> 0
)`;

/** A row of `movements`. */
export interface Movement {
  id: string;
  kind: string;
  resident_id: string;
  effect: number;
  occurred_on: string;
  created_at: Date;
  details: Record<string, string | number>;
  counts: boolean;
}
