import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { BookPeriod } from '#lib/server/registers/index.ts';

type Days = Pick<BookPeriod, 'from' | 'until'>;

/**
 * A line of the agenda: a letter that came in, one that went out under a number, or a number that no
 * letter here bears.
 */
export interface AgendaRow {
  kind: 'incoming' | 'letter' | 'outgoing' | 'number';
  day: string;
  /** Of a letter that came in: its place in the agenda; of a number: its place in the counter. */
  sequence: number;
  /** Null for a number that was set aside or is void. */
  number: string | null;
  /** Of a number alone: its counter, and what became of it. */
  counter: string;
  state: '' | 'reserved' | 'void' | 'by-hand' | 'unsigned';
  /** The day that the letter itself bears. */
  dated: string | null;
  party: string;
  subject: string;
  /** When and why it no longer counts. */
  void_on: string | null;
  void_reason: string | null;
  /** The numbers of the letter in its place, and of the one in whose place it stands. */
  replaced_by: string | null;
  replaces: string | null;
}

const agenda = ({ from, until }: Days, timeZone: string) => sql`
  select 'incoming' as kind, m.received_on as day, m.registered_at as at, m.id, m.sequence,
    m.their_number as number, '' as counter, '' as state, m.their_date as dated, m.sender as party, m.subject,
    null::date as void_on, null as void_reason, null as replaced_by, null as replaces
  from incoming_mail m where m.received_on between ${from}::date and ${until}::date
  union all
  select 'letter', l.letter_date, l.issued_at, l.id, l.sequence, l.number, '', '', l.letter_date, l.holder_name, l.title,
    (l.withdrawn_at at time zone ${timeZone})::date, l.withdrawn_reason,
    (select n.number from letter n where n.village_id = l.village_id and n.replaces_id = l.id),
    (select o.number from letter o where o.village_id = l.village_id and o.id = l.replaces_id)
  from letter l where l.letter_date between ${from}::date and ${until}::date
  union all
  select 'outgoing', o.mail_date, o.registered_at, o.id, o.sequence, o.number, '', '', o.mail_date, o.recipient, o.subject,
    (o.voided_at at time zone ${timeZone})::date, o.voided_reason, null, null
  from outgoing_mail o where o.mail_date between ${from}::date and ${until}::date
  union all
  select 'number', n.on_date, n.given_at, null, n.sequence, n.number, n.counter,
    case when n.state <> 'used' then n.state when n.used_for = 'office' then 'by-hand' else 'unsigned' end,
    n.on_date, '', n.subject, null, coalesce(n.void_reason, n.reason), null, null
  from letter_number n
  where n.on_date between ${from}::date and ${until}::date and n.used_for is distinct from 'incoming'
    and not exists (select from letter l where l.village_id = n.village_id
      and (l.counter, l.year, l.sequence, l.suffix) = (n.counter, n.year, n.sequence, n.suffix))
    and not exists (select from outgoing_mail o where o.village_id = n.village_id
      and (o.counter, o.year, o.sequence, o.suffix) = (n.counter, n.year, n.sequence, n.suffix))`;

/** A line of the delivery book: a letter that was sent, or collected. */
export interface DeliveryRow {
  day: string;
  number: string;
  dated: string;
  subject: string;
  recipient: string;
  way: string;
  received_by: string;
}

const deliveries = ({ from, until }: Days, timeZone: string) => sql`
  select (l.collected_at at time zone ${timeZone})::date as day, l.collected_at as at, l.id, l.number,
    l.letter_date as dated, l.title as subject, l.holder_name as recipient, 'collected' as way,
    l.collected_by as received_by
  from letter l
  where l.collected_at >= (${from}::date::timestamp at time zone ${timeZone})
    and l.collected_at < ((${until}::date + 1)::timestamp at time zone ${timeZone})
  union all
  select d.sent_on, d.recorded_at, d.id, o.number, o.mail_date, o.subject, d.recipient, d.way, d.received_by
  from mail_delivery d join outgoing_mail o on o.village_id = d.village_id and o.id = d.mail_id
  where d.sent_on between ${from}::date and ${until}::date`;

const books = { agenda, ekspedisi: deliveries };
/** What tells lines of the same moment apart: numbers are set aside several at once. */
const line = { agenda: sql`sequence, id`, ekspedisi: sql`id` };
export type BookRows = { agenda: AgendaRow; ekspedisi: DeliveryRow };

/** How many lines a book has in these days. */
export async function countBookRows(
  tx: VillageTx,
  book: keyof BookRows,
  days: Days,
  timeZone: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (${books[book](days, timeZone)}) line`.execute(tx);
  return rows[0]!.n;
}

/** The lines of a book in these days, in the order in which they came about. */
export async function findBookRows<Book extends keyof BookRows>(
  tx: VillageTx,
  book: Book,
  days: Days,
  timeZone: string,
  page: { limit: number; offset: number },
): Promise<BookRows[Book][]> {
  const { rows } = await sql<BookRows[Book]>`
    select * from (${books[book](days, timeZone)}) line
    order by day, at, ${line[book]} limit ${page.limit} offset ${page.offset}`.execute(tx);
  return rows;
}

/** The year of the first letter on record, if there is any. */
export async function findFirstLetterYear(tx: VillageTx): Promise<number | undefined> {
  const { rows } = await sql<{ year: number | null }>`
    select extract(year from least(
      (select min(letter_date) from letter), (select min(received_on) from incoming_mail),
      (select min(mail_date) from outgoing_mail)))::int as year`.execute(tx);
  return rows[0]?.year ?? undefined;
}
