import { sql, type Insertable, type Updateable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type AttemptRow = NonNullable<Awaited<ReturnType<typeof findOpenAttempt>>>;

function attempts(tx: VillageTx) {
  return tx.selectFrom('signing_attempt').selectAll();
}

/** The signing of a request's letter that is under way. */
export async function findOpenAttempt(tx: VillageTx, requestId: string) {
  return attempts(tx)
    .where('request_id', '=', requestId)
    .where('state', '=', 'open')
    .executeTakeFirst();
}

export async function findAttemptLocked(tx: VillageTx, id: string) {
  return attempts(tx).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertAttempt(
  tx: VillageTx,
  row: Insertable<DB['signing_attempt']>,
): Promise<string> {
  return (
    await tx.insertInto('signing_attempt').values(row).returning('id').executeTakeFirstOrThrow()
  ).id;
}

export async function updateAttempt(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['signing_attempt']>,
) {
  await tx.updateTable('signing_attempt').set(values).where('id', '=', id).execute();
}

/** The number that a request kept when its signing was given up, for a letter of the same year. */
export async function findHeldNumber(tx: VillageTx, requestId: string, date: string) {
  return tx
    .selectFrom('signing_attempt')
    .select(['counter', 'year', 'sequence', 'suffix', 'number'])
    .where('request_id', '=', requestId)
    .where('state', '=', 'void')
    .where('year', '=', Number(date.slice(0, 4)))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Numbers that were allotted, whose letter was never signed, and why. */
export async function findUnusedNumbers(tx: VillageTx) {
  return tx
    .selectFrom('signing_attempt as a')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'a.village_id').onRef('q.id', '=', 'a.request_id'),
    )
    .select(['a.number', 'a.ended_reason as reason', 'a.ended_at as endedAt', 'q.reference'])
    .distinctOn(['a.year', 'a.counter', 'a.sequence', 'a.suffix'])
    .where('a.state', '=', 'void')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('letter as l')
            .select(sql`1`.as('one'))
            .whereRef('l.village_id', '=', 'a.village_id')
            .whereRef('l.counter', '=', 'a.counter')
            .whereRef('l.year', '=', 'a.year')
            .whereRef('l.sequence', '=', 'a.sequence')
            .whereRef('l.suffix', '=', 'a.suffix'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signing_attempt as o')
            .select(sql`1`.as('one'))
            .whereRef('o.village_id', '=', 'a.village_id')
            .whereRef('o.request_id', '=', 'a.request_id')
            .where('o.state', '=', 'open'),
        ),
      ),
    )
    .orderBy('a.year')
    .orderBy('a.counter')
    .orderBy('a.sequence')
    .orderBy('a.suffix')
    .orderBy('a.id', 'desc')
    .limit(200)
    .execute();
}
