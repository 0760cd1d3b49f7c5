import { sql, type Insertable, type Updateable } from 'kysely';
import type { IntroductionState } from '#lib/domain/introduction.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

const columns = [
  'i.request_id',
  'i.level',
  'i.asked_of',
  'i.asked_at',
  'i.answered_at',
  'i.reason',
  'i.told_at',
  sql<IntroductionState>`i.state`.as('state'),
  sql<string>`i.due_on`.as('due_on'),
] as const;

/** The introduction of a request, if it needs one. */
export async function findIntroduction(tx: VillageTx, requestId: string) {
  return tx
    .selectFrom('introduction as i')
    .select(columns)
    .where('i.request_id', '=', requestId)
    .executeTakeFirst();
}
export type IntroductionRow = NonNullable<Awaited<ReturnType<typeof findIntroduction>>>;

export async function upsertIntroduction(
  tx: VillageTx,
  row: Insertable<DB['introduction']>,
): Promise<void> {
  await tx
    .insertInto('introduction')
    .values(row)
    .onConflict((oc) => oc.columns(['village_id', 'request_id']).doUpdateSet(row))
    .execute();
}

export async function updateIntroduction(
  tx: VillageTx,
  requestId: string,
  values: Updateable<DB['introduction']>,
): Promise<void> {
  await tx.updateTable('introduction').set(values).where('request_id', '=', requestId).execute();
}

export async function deleteIntroduction(tx: VillageTx, requestId: string): Promise<void> {
  await tx.deleteFrom('introduction').where('request_id', '=', requestId).execute();
}

/**
 * Introductions that wait for somebody: who leads, by the register of today, the RT or RW where the
 * subject lives today, and is neither party to the request nor of a party's family.
 */
function waitingFor(tx: VillageTx, leaderId: string) {
  return tx
    .selectFrom('introduction as i')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'i.village_id').onRef('q.id', '=', 'i.request_id'),
    )
    .innerJoin('resident as s', (j) =>
      j.onRef('s.village_id', '=', 'q.village_id').onRef('s.id', '=', 'q.subject_id'),
    )
    .innerJoin('resident as p', (j) =>
      j.onRef('p.village_id', '=', 'q.village_id').onRef('p.id', '=', 'q.applicant_id'),
    )
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 's.village_id').onRef('f.id', '=', 's.family_id'),
    )
    .innerJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 's.village_id')
        .on('a.id', '=', sql`coalesce(s.area_id, f.area_id)`),
    )
    .innerJoin('area_leader as l', (j) =>
      j
        .onRef('l.village_id', '=', 'a.village_id')
        .onRef('l.hamlet', '=', 'a.hamlet')
        .onRef('l.rw', '=', 'a.rw')
        .on('l.resident_id', '=', leaderId)
        .on(sql<boolean>`l.rt = case i.level when 'rt' then a.rt else '' end`),
    )
    .innerJoin('resident as h', (j) =>
      j.onRef('h.village_id', '=', 'l.village_id').onRef('h.id', '=', 'l.resident_id'),
    )
    .where('i.state', '=', 'waiting')
    .where('i.level', '<>', 'office')
    .where('q.status', '=', 'waiting')
    .where('h.basic_status', '=', 1)
    .where(sql<boolean>`h.id <> all (array[s.id, p.id])`)
    .where(sql<boolean>`(h.family_id is null or h.family_id is distinct from s.family_id)`)
    .where(sql<boolean>`(h.family_id is null or h.family_id is distinct from p.family_id)`);
}

/** The requests (or that one of them) that wait for somebody's introduction, the most urgent first. */
export async function findWaitingFor(
  tx: VillageTx,
  leaderId: string,
  choose: { limit: number; requestId?: string },
) {
  let query = waitingFor(tx, leaderId);
  if (choose.requestId) query = query.where('q.id', '=', choose.requestId);
  return query
    .select([
      ...columns,
      'q.sent_at',
      'q.applicant_id',
      'q.subject_id',
      'q.definition',
      'q.answers',
      's.name as subject_name',
      'p.name as applicant_name',
    ])
    .orderBy('i.due_on')
    .orderBy('i.asked_at')
    .limit(choose.limit)
    .execute();
}
export type WaitingIntroduction = Awaited<ReturnType<typeof findWaitingFor>>[number];

export async function countWaitingFor(tx: VillageTx, leaderId: string): Promise<number> {
  const row = await waitingFor(tx, leaderId)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Introductions that nobody answered by `today`, of which the office was not told, locked. */
export async function findUnansweredLocked(tx: VillageTx, today: string, limit: number) {
  return tx
    .selectFrom('introduction as i')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'i.village_id').onRef('q.id', '=', 'i.request_id'),
    )
    .select(columns)
    .where('i.state', '=', 'waiting')
    .where('i.told_at', 'is', null)
    .where('q.status', '=', 'waiting')
    .where(sql<boolean>`i.due_on < ${today}::date`)
    .orderBy('i.due_on')
    .limit(limit)
    .forUpdate('i')
    .skipLocked()
    .execute();
}

/** A promise once given is only ever moved nearer. */
export async function promiseSooner(tx: VillageTx, requestId: string, day: string): Promise<void> {
  await tx
    .updateTable('letter_request')
    .set({ promised_on: day })
    .where('id', '=', requestId)
    .where(sql<boolean>`promised_on > ${day}::date`)
    .execute();
}
