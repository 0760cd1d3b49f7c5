import { type Insertable, sql } from 'kysely';
import { addMonths } from '#lib/domain/dates-id.ts';
import type { EventKind } from '#lib/domain/event-rules.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';
import { movements, presentAt } from '../registers/presence-store.ts';

/** People to whom an event is to happen, locked, each with the latest event that stands. */
export async function lockEventPersons(tx: VillageTx, ids: readonly string[]) {
  return tx
    .selectFrom('resident as r')
    .select([
      'r.id',
      'r.name',
      'r.basic_status',
      'r.residence',
      'r.family_id',
      'r.relation',
      'r.birth_date',
      sql<{ kind: EventKind; on: string } | null>`(
        select jsonb_build_object('kind', e.kind, 'on', e.occurred_on)
        from population_event e
        where e.village_id = r.village_id and e.resident_id = r.id and e.undone_by is null
        order by e.occurred_on desc, e.id desc limit 1)`.as('last'),
    ])
    .where('r.id', 'in', ids)
    .where('r.merged_into', 'is', null)
    .orderBy('r.id')
    .forUpdate()
    .execute();
}
export type EventPersonRow = Awaited<ReturnType<typeof lockEventPersons>>[number];

export async function findResidentByNik(tx: VillageTx, nik: string) {
  return tx
    .selectFrom('resident')
    .select(['id', 'name', 'basic_status', 'merged_into'])
    .where('nik', '=', nik)
    .executeTakeFirst();
}

/** Somebody of the same name, birth date and sex who lives in the village. */
export async function findSamePerson(
  tx: VillageTx,
  person: { name: string; birth_date: string; sex: number },
) {
  return tx
    .selectFrom('resident')
    .select(['id', 'name'])
    .where('name', '=', person.name)
    .where('birth_date', '=', person.birth_date)
    .where('sex', '=', person.sex)
    .where('basic_status', '=', 1)
    .where('merged_into', 'is', null)
    .executeTakeFirst();
}

export async function insertResident(
  tx: VillageTx,
  resident: Insertable<DB['resident']>,
): Promise<string> {
  return (
    await tx.insertInto('resident').values(resident).returning('id').executeTakeFirstOrThrow()
  ).id;
}

export async function insertEvents(
  tx: VillageTx,
  events: readonly Insertable<DB['population_event']>[],
): Promise<void> {
  await tx.insertInto('population_event').values(events).execute();
}

export async function eventExists(tx: VillageTx, id: string): Promise<boolean> {
  return Boolean(
    await tx.selectFrom('population_event').select('id').where('id', '=', id).executeTakeFirst(),
  );
}

export interface EventFilter {
  kind?: EventKind | undefined;
  /** `YYYY-MM` */
  month?: string | undefined;
  residentId?: string | undefined;
}

function events(tx: VillageTx) {
  return tx
    .selectFrom('population_event as e')
    .innerJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'e.village_id').onRef('r.id', '=', 'e.resident_id'),
    )
    .select([
      'e.id',
      'e.kind',
      'e.resident_id',
      'e.effect',
      'e.document_number',
      'e.group_id',
      'e.details',
      'e.request_id',
      'e.change_id',
      'e.undone_by',
      'e.created_at',
      'r.name',
      'r.family_id',
      'e.occurred_on',
      'e.reported_on',
      'e.document_on',
    ]);
}
export type EventRow = Awaited<ReturnType<ReturnType<typeof events>['execute']>>[number];

function filtered(query: ReturnType<typeof events>, { kind, month, residentId }: EventFilter) {
  if (kind) query = query.where('e.kind', '=', kind);
  if (residentId) query = query.where('e.resident_id', '=', residentId);
  if (month) {
    const first = `${month}-01`;
    query = query
      .where('e.occurred_on', '>=', first)
      .where('e.occurred_on', '<', addMonths(first, 1));
  }
  return query;
}

/** Events, the latest first. */
export async function findEvents(
  tx: VillageTx,
  filter: EventFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: EventRow[]; total: number }> {
  const rows = await filtered(events(tx), filter)
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy('e.occurred_on', 'desc')
    .orderBy('e.created_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}

export async function findEvent(tx: VillageTx, id: string): Promise<EventRow | undefined> {
  return events(tx).where('e.id', '=', id).executeTakeFirst();
}

/** The events of one change: people who came or left in one go. */
export async function findEventsOfChange(tx: VillageTx, changeId: string): Promise<EventRow[]> {
  return events(tx).where('e.change_id', '=', changeId).orderBy('e.id').execute();
}

/** Makes sure that two officers do not undo the same at once. */
export async function lockEventsOfChange(tx: VillageTx, changeId: string): Promise<void> {
  await tx
    .selectFrom('population_event')
    .select('id')
    .where('change_id', '=', changeId)
    .forUpdate()
    .execute();
}

export async function markUndone(tx: VillageTx, changeId: string, undoneBy: string): Promise<void> {
  await tx
    .updateTable('population_event')
    .set({ undone_by: undoneBy })
    .where('change_id', '=', changeId)
    .execute();
}

/** The people who came and went between two days, both included, by kind of event. */
export async function sumMovements(
  tx: VillageTx,
  from: string,
  until: string,
): Promise<{ kind: EventKind; effect: number; people: number }[]> {
  const { rows } = await sql<{ kind: EventKind; effect: number; people: number }>`
    select kind, effect, count(*) as people from ${movements} moved
    where counts and occurred_on between ${from}::date and ${until}::date
    group by kind, effect order by effect desc, kind`.execute(tx);
  return rows;
}

/** How many people are there at the end of a day. */
export async function countPresent(tx: VillageTx, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${presentAt(day)} present`.execute(tx);
  return rows[0]!.n;
}
