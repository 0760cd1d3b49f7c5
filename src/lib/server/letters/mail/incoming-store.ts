import { sql, type Insertable } from 'kysely';
import type { MailState } from '#lib/domain/mail.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

function incoming(tx: VillageTx) {
  return tx
    .selectFrom('incoming_mail as m')
    .select([
      'm.id',
      'm.year',
      'm.sequence',
      'm.sender',
      'm.their_number',
      'm.subject',
      'm.classification',
      'm.note',
      'm.registered_at',
      'm.done_at',
      sql<string>`m.received_on`.as('received_on'),
      sql<string | null>`m.their_date`.as('their_date'),
      sql<MailState>`m.state`.as('state'),
    ]);
}

export async function insertIncoming(
  tx: VillageTx,
  row: Insertable<DB['incoming_mail']>,
): Promise<string> {
  return (
    await tx.insertInto('incoming_mail').values(row).returning('id').executeTakeFirstOrThrow()
  ).id;
}

export async function findIncoming(tx: VillageTx, id: string) {
  return incoming(tx).where('m.id', '=', id).executeTakeFirst();
}

/** The letter, locked until the transaction ends. */
export async function findIncomingLocked(tx: VillageTx, id: string) {
  return incoming(tx).where('m.id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateIncomingState(
  tx: VillageTx,
  id: string,
  values: { state: MailState; done_at: Date | null; done_by: string | null },
) {
  await tx.updateTable('incoming_mail').set(values).where('id', '=', id).execute();
}

export interface IncomingFilter {
  states?: readonly MailState[];
  /** Only what is with this officer and not done. */
  with?: string;
  /** Somebody has it since longer than was set, on this day `YYYY-MM-DD`. */
  lateOn?: string;
  receivedOn?: string;
}

/** The nearest day until which somebody who has it is to do something. */
const due = sql<string | null>`(select min(d.due_on) from disposition d
  where d.village_id = m.village_id and d.mail_id = m.id and d.done_at is null)`;

function matching(tx: VillageTx, filter: IncomingFilter) {
  let query = incoming(tx);
  if (filter.states) query = query.where('m.state', 'in', filter.states);
  if (filter.with) query = query.where('m.id', 'in', openWith(tx, filter.with));
  if (filter.lateOn) query = query.where(sql<boolean>`${due} < ${filter.lateOn}::date`);
  if (filter.receivedOn) query = query.where('m.received_on', '=', filter.receivedOn);
  return query;
}

const openWith = (tx: VillageTx, staffId: string) =>
  tx
    .selectFrom('disposition')
    .select('mail_id')
    .where('given_to', '=', staffId)
    .where('done_at', 'is', null);

/** Letters that came in, what is due first where it waits, else the latest first. */
export async function findIncomingPage(
  tx: VillageTx,
  filter: IncomingFilter,
  page: { limit: number; offset: number },
) {
  return matching(tx, filter)
    .select(due.as('due_on'))
    .$if((filter.with ?? filter.lateOn) !== undefined, (q) => q.orderBy(sql`${due} nulls last`))
    .orderBy('m.received_on', 'desc')
    .orderBy('m.sequence', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countIncoming(tx: VillageTx, filter: IncomingFilter): Promise<number> {
  const row = await tx
    .selectFrom(matching(tx, filter).as('m'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** In numbers: with this officer, waiting for a disposition, past their day, received today. */
export async function countMailFor(tx: VillageTx, staffId: string, today: string) {
  return tx
    .selectFrom('incoming_mail as m')
    .where((eb) => eb.or([eb('m.state', '<>', 'done'), eb('m.received_on', '=', today)]))
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('m.id', 'in', openWith(tx, staffId)).as('mine'),
      eb.fn.countAll<number>().filterWhere('m.state', '=', 'waiting').as('waiting'),
      sql<number>`count(*) filter (where ${due} < ${today}::date)::int`.as('late'),
      eb.fn.countAll<number>().filterWhere('m.received_on', '=', today).as('today'),
    ])
    .executeTakeFirstOrThrow();
}

export async function insertDispositions(
  tx: VillageTx,
  rows: readonly Insertable<DB['disposition']>[],
) {
  await tx.insertInto('disposition').values(rows).execute();
}

/** Who was given a letter, in the order of being given. */
export async function findDispositions(tx: VillageTx, mailId: string) {
  return tx
    .selectFrom('disposition as d')
    .innerJoin('staff_account as t', (j) =>
      j.onRef('t.village_id', '=', 'd.village_id').onRef('t.id', '=', 'd.given_to'),
    )
    .innerJoin('staff_account as b', (j) =>
      j.onRef('b.village_id', '=', 'd.village_id').onRef('b.id', '=', 'd.given_by'),
    )
    .select([
      'd.id',
      'd.given_to',
      'd.instruction',
      'd.given_at',
      'd.done_at',
      't.name as to_name',
      'b.name as by_name',
      sql<string | null>`d.due_on`.as('due_on'),
    ])
    .where('d.mail_id', '=', mailId)
    .orderBy('d.id')
    .execute();
}

export async function finishDisposition(tx: VillageTx, id: string, at: Date) {
  await tx.updateTable('disposition').set({ done_at: at }).where('id', '=', id).execute();
}

export async function insertFollowUp(tx: VillageTx, row: Insertable<DB['follow_up']>) {
  await tx.insertInto('follow_up').values(row).execute();
}

export async function findFollowUps(tx: VillageTx, mailId: string) {
  return tx
    .selectFrom('follow_up as f')
    .innerJoin('staff_account as s', (j) =>
      j.onRef('s.village_id', '=', 'f.village_id').onRef('s.id', '=', 'f.staff_id'),
    )
    .select(['f.at', 'f.text', 's.name'])
    .where('f.mail_id', '=', mailId)
    .orderBy('f.id')
    .execute();
}

/** Officers at work, whom a letter can be given to. */
export async function findOfficersAtWork(tx: VillageTx) {
  return tx
    .selectFrom('staff_account as s')
    .leftJoin('official as o', (j) =>
      j.onRef('o.village_id', '=', 's.village_id').onRef('o.staff_id', '=', 's.id'),
    )
    .select(['s.id', 's.name', 's.roles', 'o.position'])
    .where('s.active', '=', true)
    .orderBy(sql`o.rank nulls last`)
    .orderBy('s.name')
    .execute();
}
