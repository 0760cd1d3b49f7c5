import { sql, type Insertable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type LetterRow = NonNullable<Awaited<ReturnType<typeof findLetterOf>>>;

export async function insertLetter(tx: VillageTx, row: Insertable<DB['letter']>): Promise<string> {
  return (await tx.insertInto('letter').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

function letters(tx: VillageTx) {
  return tx
    .selectFrom('letter')
    .selectAll()
    .select([
      sql<string>`letter_date`.as('letter_date'),
      sql<string | null>`valid_until`.as('valid_until'),
    ]);
}

export async function findLetterOf(tx: VillageTx, requestId: string) {
  return letters(tx).where('request_id', '=', requestId).executeTakeFirst();
}

export async function findLetterByCode(tx: VillageTx, code: string) {
  return letters(tx).where('verification_code', '=', code).executeTakeFirst();
}

/** The letter whose stored PDF has this SHA-256. */
export async function findLetterByHash(tx: VillageTx, sha256: Uint8Array) {
  return letters(tx)
    .where('file_id', 'in', (eb) =>
      eb.selectFrom('stored_file').select('id').where('sha256', '=', Buffer.from(sha256)),
    )
    .executeTakeFirst();
}

export async function markCollected(
  tx: VillageTx,
  id: string,
  values: { at: Date; by: string; recordedBy: string },
) {
  await tx
    .updateTable('letter')
    .set({
      collected_at: values.at,
      collected_by: values.by,
      collected_recorded_by: values.recordedBy,
    })
    .where('id', '=', id)
    .execute();
}

export async function markWithdrawn(
  tx: VillageTx,
  id: string,
  values: { at: Date; by: string; reason: string },
) {
  await tx
    .updateTable('letter')
    .set({ withdrawn_at: values.at, withdrawn_by: values.by, withdrawn_reason: values.reason })
    .where('id', '=', id)
    .execute();
}

/**
 * Letters of a type issued since a day 'YYYY-MM-DD': how many, how many of them by the promised day,
 * and the median of the days that they took.
 */
/** Letters that were finished since a day, in numbers: how many, how many in time, days of the usual one. */
function finished(tx: VillageTx, since: string, timeZone: string) {
  const issuedOn = sql`(l.issued_at at time zone ${timeZone})::date`;
  return tx
    .selectFrom('letter as l')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'l.village_id').onRef('q.id', '=', 'l.request_id'),
    )
    .where(sql<boolean>`l.letter_date >= ${since}::date`)
    .where('q.sent_at', 'is not', null)
    .select([
      sql<number>`count(*)::int`.as('finished'),
      sql<number>`count(*) filter (where ${issuedOn} <= q.promised_on)::int`.as('on_time'),
      sql<number | null>`percentile_disc(0.5) within group (
        order by ${issuedOn} - (q.sent_at at time zone ${timeZone})::date)`.as('median_days'),
    ]);
}

/** The same for each type and, under null, for all of them together. */
export async function findFinishedByType(tx: VillageTx, since: string, timeZone: string) {
  return finished(tx, since, timeZone)
    .select(sql<string | null>`l.type_slug`.as('slug'))
    .groupBy(sql`grouping sets ((l.type_slug), ())`)
    .execute();
}

export async function findFinished(tx: VillageTx, slug: string, since: string, timeZone: string) {
  return finished(tx, since, timeZone).where('l.type_slug', '=', slug).executeTakeFirstOrThrow();
}
