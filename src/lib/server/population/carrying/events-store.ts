import { sql } from 'kysely';
import type { EventDetails } from '#lib/domain/event-details.ts';
import type { EventKind } from '#lib/domain/event-rules.ts';
import type { Actor } from '#lib/domain/visitor.ts';
import { actorColumns } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** An event that happened before the register was here: it is written down and changes nobody. */
export interface BroughtEvent {
  id: string;
  kind: EventKind;
  residentId: string;
  effect: -1 | 0 | 1;
  /** `YYYY-MM-DD` */
  occurredOn: string;
  reportedOn: string;
  details: EventDetails;
  /** Basic statuses before and after, where it is what made the resident's status: undone, it goes back. */
  status: { before: number; after: number } | null;
}

/** Whom events from elsewhere happened to. */
export interface EventPerson {
  id: string;
  basicStatus: number;
  birthDate: string | null;
  /** Events of theirs that stand here. */
  events: string[];
}

export async function findEventPeople(
  tx: VillageTx,
  ids: readonly string[],
): Promise<Map<string, EventPerson>> {
  const { rows } = await sql<EventPerson>`
    select r.id, r.basic_status as "basicStatus", r.birth_date::text as "birthDate",
      array(
        select e.id::text from population_event e
        where e.village_id = r.village_id and e.resident_id = r.id and e.undone_by is null
      ) as events
    from resident r
    where r.village_id = current_village() and r.id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((person) => [person.id, person]));
}

/** Writes events down, each under a change of its own, so that each can be taken back alone. */
export async function bringEvents(
  tx: VillageTx,
  actor: Actor,
  reason: string,
  events: readonly BroughtEvent[],
  at: Date,
): Promise<void> {
  if (events.length === 0) return;
  const { actor_kind, actor_id, actor_name } = actorColumns(actor);
  await sql`
    with given as materialized (
      select uuidv7() as change_id, g.* from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as g
        (id uuid, kind text, "residentId" uuid, effect int, "occurredOn" date, "reportedOn" date,
         details jsonb, status jsonb)
    ), changes as (
      insert into register_change
        (village_id, id, at, kind, actor_kind, actor_id, actor_name, reason)
      select current_village(), change_id, ${at}, 'import', ${actor_kind}, ${actor_id}::uuid,
             ${actor_name}, ${reason}
      from given
      returning id
    ), fields as (
      insert into register_change_field
        (village_id, change_id, subject_kind, subject_id, field, old, new)
      select current_village(), g.change_id, 'resident', g."residentId", 'basic_status',
             g.status->'before', g.status->'after'
      from given g join changes c on c.id = g.change_id
      where g.status->'before' <> g.status->'after'
    )
    insert into population_event
      (village_id, id, kind, resident_id, effect, occurred_on, reported_on, details, change_id, created_at)
    select current_village(), g.id, g.kind, g."residentId", g.effect, g."occurredOn",
           g."reportedOn", g.details, g.change_id, ${at}
    from given g join changes c on c.id = g.change_id`.execute(tx);
}
