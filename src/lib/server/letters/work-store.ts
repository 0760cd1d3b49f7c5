import { sql } from 'kysely';
import type { IntroductionState } from '#lib/domain/introduction.ts';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** From an instant on, up to another. */
export interface Stretch {
  from: Date;
  until: Date;
}

export interface WorkFilter {
  statuses: RequestStatus[];
  /** With 'processing': only steps that wait for one of these chain roles. */
  chainRoles?: string[];
  type?: string;
  search?: string;
  /** Only those past their promise on this day, `YYYY-MM-DD`. */
  lateOn?: string;
  /** Only those sent within this time. */
  sent?: Stretch;
  /** Only those whose letter was issued within this time. */
  issued?: Stretch;
  limit: number;
  offset: number;
}

/** Somebody outside the register is named by the form. */
const subjectName = sql<string>`coalesce(s.name, q.answers ->> 'subject.name', '')`;

/** The role whose step is due: the chain's element at chain_step. */
export const dueRole = sql<string>`q.definition -> 'chain' -> q.chain_step ->> 'role'`;

function work(tx: VillageTx, filter: WorkFilter) {
  let query = tx
    .selectFrom('letter_request as q')
    .leftJoin('resident as s', (j) =>
      j.onRef('s.village_id', '=', 'q.village_id').onRef('s.id', '=', 'q.subject_id'),
    )
    .where('q.status', 'in', filter.statuses);
  if (filter.chainRoles) {
    const roles = filter.chainRoles;
    query = query.where((eb) =>
      eb.or([eb('q.status', '<>', 'processing'), eb(dueRole, 'in', roles.length ? roles : [''])]),
    );
  }
  const { lateOn, sent, issued } = filter;
  if (lateOn) query = query.where(sql<boolean>`q.promised_on < ${lateOn}::date`);
  if (sent) query = query.where('q.sent_at', '>=', sent.from).where('q.sent_at', '<', sent.until);
  if (issued)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('letter as l')
          .select('l.id')
          .whereRef('l.village_id', '=', 'q.village_id')
          .whereRef('l.request_id', '=', 'q.id')
          .where('l.issued_at', '>=', issued.from)
          .where('l.issued_at', '<', issued.until),
      ),
    );
  if (filter.type) query = query.where('q.type_slug', '=', filter.type);
  if (filter.search) {
    const words = `%${filter.search.replace(/[%_\\]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.or([eb(subjectName, 'ilike', words), eb('q.reference', 'ilike', words)]),
    );
  }
  return query;
}

/** The office's list: what is promised first comes first. */
export async function findWork(tx: VillageTx, filter: WorkFilter) {
  return work(tx, filter)
    .leftJoin('area as a', (j) =>
      j.onRef('a.village_id', '=', 's.village_id').onRef('a.id', '=', 's.area_id'),
    )
    .leftJoin('introduction as i', (j) =>
      j.onRef('i.village_id', '=', 'q.village_id').onRef('i.request_id', '=', 'q.id'),
    )
    .select([
      sql<IntroductionState | null>`i.state`.as('introduction'),
      'i.asked_of',
      sql<string | null>`i.due_on`.as('introduction_due'),
      'q.id',
      'q.reference',
      'q.type_slug',
      'q.chain_step',
      'q.sent_at',
      'q.updated_at',
      'q.version',
      sql<RequestStatus>`q.status`.as('status'),
      sql<string | null>`q.promised_on`.as('promised_on'),
      sql<string>`q.definition ->> 'name'`.as('type_name'),
      subjectName.as('subject_name'),
      'a.hamlet',
      'a.rt',
      'a.rw',
    ])
    .orderBy(sql`q.promised_on nulls last`)
    .orderBy('q.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
}

export async function countWork(
  tx: VillageTx,
  filter: Omit<WorkFilter, 'limit' | 'offset'>,
): Promise<number> {
  const row = await work(tx, { ...filter, limit: 0, offset: 0 })
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Of the open requests of a list: past their promised day, due on `today`, or the day after. */
export async function countDue(
  tx: VillageTx,
  filter: Omit<WorkFilter, 'limit' | 'offset'>,
  today: string,
) {
  const open = filter.statuses.filter((status) => ['waiting', 'processing'].includes(status));
  if (open.length === 0) return { late: 0, today: 0, soon: 0 };
  const day = sql`${today}::date`;
  return work(tx, { ...filter, statuses: open, limit: 0, offset: 0 })
    .select([
      sql<number>`count(*) filter (where q.promised_on < ${day})::int`.as('late'),
      sql<number>`count(*) filter (where q.promised_on = ${day})::int`.as('today'),
      sql<number>`count(*) filter (where q.promised_on = ${day} + 1)::int`.as('soon'),
    ])
    .executeTakeFirstOrThrow();
}
