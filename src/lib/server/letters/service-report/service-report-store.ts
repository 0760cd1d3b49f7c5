import { sql } from 'kysely';
import type { Days } from '#lib/domain/report-period.ts';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import type { RequestCount } from '#lib/domain/service-report.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { Stretch } from '../work-store.ts';

/** How many letters were issued within days. */
export async function countServed(
  tx: VillageTx,
  { from, to }: Days,
  timeZone: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from letter
    where (issued_at at time zone ${timeZone})::date between ${from} and ${to}`.execute(tx);
  return rows[0]!.n;
}

/** Requests sent within a time, by kind of letter and where they stand now. */
export async function countReceived(
  tx: VillageTx,
  { from, until }: Stretch,
  today: string,
): Promise<RequestCount[]> {
  return tx
    .selectFrom('letter_request as q')
    .where('q.sent_at', '>=', from)
    .where('q.sent_at', '<', until)
    .groupBy(['q.type_slug', 'q.status'])
    .select([
      'q.type_slug as slug',
      sql<string>`max(q.definition ->> 'name')`.as('name'),
      sql<RequestStatus>`q.status`.as('status'),
      sql<number>`count(*)::int`.as('count'),
      sql<number>`count(*) filter (where q.promised_on < ${today}::date
        and q.status in ('waiting', 'processing'))::int`.as('late'),
    ])
    .execute();
}

/** Letters that were issued, in numbers. */
export interface ServiceTimes {
  finished: number;
  /** By the promised day. */
  onTime: number;
  /** Days from the request to the letter: in the usual case, and in nine of ten. */
  medianDays: number;
  p90Days: number;
}

/** Of letters issued within a time, by kind; all together under no name. */
export async function findServiceTimes(
  tx: VillageTx,
  { from, until }: Stretch,
  timeZone: string,
): Promise<(ServiceTimes & { name: string | null })[]> {
  const issuedOn = sql`(l.issued_at at time zone ${timeZone})::date`;
  const took = sql`${issuedOn} - (q.sent_at at time zone ${timeZone})::date`;
  return tx
    .selectFrom('letter as l')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'l.village_id').onRef('q.id', '=', 'l.request_id'),
    )
    .where('l.issued_at', '>=', from)
    .where('l.issued_at', '<', until)
    .groupBy(sql`grouping sets ((l.type_slug), ())`)
    .select([
      sql<string | null>`case when grouping(l.type_slug) = 0 then max(l.title) end`.as('name'),
      sql<number>`count(*)::int`.as('finished'),
      sql<number>`count(*) filter (where ${issuedOn} <= q.promised_on)::int`.as('onTime'),
      sql<number>`percentile_disc(0.5) within group (order by ${took})`.as('medianDays'),
      sql<number>`percentile_disc(0.9) within group (order by ${took})`.as('p90Days'),
    ])
    .execute();
}

/** Why requests sent within a time were refused, the most frequent first. */
export async function countRefusals(tx: VillageTx, { from, until }: Stretch) {
  return tx
    .selectFrom('letter_request')
    .where('sent_at', '>=', from)
    .where('sent_at', '<', until)
    .where('status', '=', 'rejected')
    .groupBy('reason')
    .select((eb) => ['reason', eb.fn.countAll<number>().as('count')])
    .orderBy('count', 'desc')
    .orderBy('reason')
    .execute();
}
