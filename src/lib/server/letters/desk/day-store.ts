import { sql } from 'kysely';
import type { DayCount } from '#lib/domain/desk.ts';
import type { Days } from '#lib/domain/report-period.ts';
import type { ChainRole } from '#lib/domain/request-status.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { dueRole, type Stretch } from '../work-store.ts';

/** What is counted for an officer. */
export interface DeskScope {
  /** Steps of the chain that are theirs, other than signing. */
  turns: readonly ChainRole[];
  /** Who they are on the register: their own requests are not theirs to sign. */
  residentId: string | null;
  /** `YYYY-MM-DD` */
  today: string;
}

/** Requests under way, in numbers: to verify, to take on a step, to sign, past their promise. */
export async function countDesk(tx: VillageTx, { turns, residentId, today }: DeskScope) {
  const processing = sql`q.status = 'processing'`;
  const own = sql`coalesce(${residentId}::uuid in (q.applicant_id, q.subject_id), false)`;
  return tx
    .selectFrom('letter_request as q')
    .where('q.status', 'in', ['waiting', 'processing'])
    .select([
      sql<number>`count(*) filter (where q.status = 'waiting')::int`.as('verify'),
      sql<number>`count(*) filter (where ${processing} and ${dueRole} = any(${turns}))::int`.as(
        'turn',
      ),
      sql<number>`count(*) filter (where ${processing} and ${dueRole} = 'head'
        and q.chain_step = jsonb_array_length(q.definition -> 'chain') - 1 and not ${own})::int`.as(
        'sign',
      ),
      sql<number>`count(*) filter (where q.promised_on < ${today}::date)::int`.as('late'),
    ])
    .executeTakeFirstOrThrow();
}

/** Requests sent and letters issued, day by day; days without any are left out. */
export async function countDays(
  tx: VillageTx,
  { from, until }: Stretch,
  timeZone: string,
): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select day::text, sum(received)::int as received, sum(finished)::int as finished,
      sum(on_time)::int as "onTime"
    from (
      select (q.sent_at at time zone ${timeZone})::date as day, 1 as received, 0 as finished, 0 as on_time
      from letter_request q where q.sent_at >= ${from} and q.sent_at < ${until}
      union all
      select (l.issued_at at time zone ${timeZone})::date, 0, 1,
        ((l.issued_at at time zone ${timeZone})::date <= q.promised_on)::int
      from letter l
      join letter_request q on q.village_id = l.village_id and q.id = l.request_id
      where l.issued_at >= ${from} and l.issued_at < ${until}
    ) one
    group by day`.execute(tx);
  return rows;
}

/** The days that letters took in the usual case, by stretch of days; null where none was issued. */
export async function findMedians(
  tx: VillageTx,
  stretches: { now: Days; before: Days },
  timeZone: string,
): Promise<{ now: number | null; before: number | null }> {
  const issuedOn = sql`(l.issued_at at time zone ${timeZone})::date`;
  const within = ({ from, to }: Days) => sql`${issuedOn} between ${from}::date and ${to}::date`;
  const median = (days: Days) => sql<number | null>`percentile_disc(0.5) within group (
    order by ${issuedOn} - (q.sent_at at time zone ${timeZone})::date) filter (where ${within(days)})`;
  return tx
    .selectFrom('letter as l')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'l.village_id').onRef('q.id', '=', 'l.request_id'),
    )
    .where(sql<boolean>`l.issued_at >= ${stretches.before.from}::date - 1`)
    .select([median(stretches.now).as('now'), median(stretches.before).as('before')])
    .executeTakeFirstOrThrow();
}
