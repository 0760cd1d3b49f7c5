import { sql } from 'kysely';
import type { PopulationBookKey } from '#lib/domain/register-books.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { BookPeriod } from '#lib/server/registers/index.ts';
import { type Movement, movements, presentAt } from './presence-store.ts';

/** Which part of a book: one month, one hamlet or all. */
export type BookScope = Pick<BookPeriod, 'from' | 'until' | 'before' | 'hamlet'>;

const permanent = 1;
const temporary = 2;

/** Residents with the place where they live now. */
function people(tx: VillageTx, { hamlet }: BookScope) {
  return tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql`coalesce(r.area_id, f.area_id)`),
    )
    .$if(hamlet !== undefined, (q) => q.where('a.hamlet', '=', hamlet!));
}

const familyOrder = sql`f.kk_number nulls last, r.relation nulls last, r.birth_date, r.name, r.id`;

function entries(tx: VillageTx, book: PopulationBookKey, scope: BookScope) {
  switch (book) {
    case 'induk':
    case 'ktp-kk':
      return people(tx, scope)
        .select('r.id')
        .where('r.residence', '=', permanent)
        .where('r.id', 'in', presentAt(scope.until));
    case 'sementara':
      // There at the beginning or at the end of the month, or come and gone within it.
      return people(tx, scope)
        .select('r.id')
        .where('r.residence', '=', temporary)
        .where('r.merged_into', 'is', null)
        .where((eb) =>
          eb.or([
            eb('r.id', 'in', presentAt(scope.before)),
            eb('r.id', 'in', presentAt(scope.until)),
            eb(
              'r.id',
              'in',
              sql<string>`(select resident_id from ${movements} m
                where m.effect = 1 and m.occurred_on between ${scope.from} and ${scope.until})`,
            ),
          ]),
        );
    case 'mutasi':
      return people(tx, scope)
        .innerJoin(movements.as('m'), 'm.resident_id', 'r.id')
        .select('m.id')
        .where('r.residence', '=', permanent)
        .where('r.merged_into', 'is', null)
        .where('m.occurred_on', '>=', scope.from)
        .where('m.occurred_on', '<=', scope.until);
    case 'rekapitulasi':
      throw new TypeError('The recapitulation has a row for each hamlet (recap-store.ts)');
  }
}

const orders = {
  induk: sql`a.hamlet nulls last, a.rw, a.rt, ${familyOrder}`,
  'ktp-kk': familyOrder,
  sementara: sql`r.name, r.id`,
  mutasi: sql`m.occurred_on, m.created_at, m.id`,
};
export type ListBook = keyof typeof orders;

/** How many lines a book has. */
export async function countEntries(
  tx: VillageTx,
  book: ListBook,
  scope: BookScope,
): Promise<number> {
  const row = await tx
    .selectFrom(entries(tx, book, scope).as('entry'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The ids of a book's lines in its order: of residents, in the book of mutations of events. */
export async function findEntryIds(
  tx: VillageTx,
  book: ListBook,
  scope: BookScope,
  page?: { limit: number; offset: number },
): Promise<string[]> {
  const rows = await entries(tx, book, scope)
    .orderBy(orders[book])
    .$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
    .execute();
  return rows.map((row) => row.id);
}

/** Somebody as the books tell of them, with when they last came and went (until the month's end). */
export type PersonRow = Awaited<ReturnType<typeof findPersonRows>>[number];

const personColumns = [
  'r.id',
  'r.nik',
  'r.nik_temporary',
  'r.name',
  'r.title_before',
  'r.title_after',
  'r.nickname',
  'r.sex',
  'r.birth_place',
  'r.religion',
  'r.education',
  'r.studying',
  'r.occupation',
  'r.marital_status',
  'r.relation',
  'r.citizenship',
  'r.home_country',
  'r.ethnicity',
  'r.passport',
  'r.blood_type',
  'r.address',
  'r.current_address',
  'r.previous_address',
  'r.father_name',
  'r.mother_name',
  'r.id_card_printed_at',
  'r.note',
  'f.kk_number',
  'f.address as family_address',
  'h.name as head_name',
  'a.hamlet',
  'a.rw',
  'a.rt',
] as const;

const anywhere = { hamlet: undefined } as BookScope;

/** The residents with these ids, in this order. */
export async function findPersonRows(tx: VillageTx, ids: readonly string[], until: string) {
  const latest = (effect: 1 | -1) => sql<Pick<Movement, 'kind' | 'occurred_on' | 'details'>>`(
    select kind, occurred_on, details from population_event e
    where e.village_id = r.village_id and e.resident_id = r.id and e.undone_by is null
      and e.effect = ${effect} and e.occurred_on <= ${until}
    order by occurred_on desc, created_at desc, id desc limit 1)`;
  const rows = await people(tx, anywhere)
    .leftJoin('resident as h', (j) =>
      j.onRef('h.village_id', '=', 'f.village_id').onRef('h.id', '=', 'f.head_id'),
    )
    .leftJoinLateral(latest(1).as('came'), (j) => j.onTrue())
    .leftJoinLateral(latest(-1).as('went'), (j) => j.onTrue())
    .select(personColumns)
    .select([
      sql<string | null>`r.birth_date`.as('birth_date'),
      sql<string | null>`r.id_card_printed_on`.as('id_card_printed_on'),
      'came.kind as came_kind',
      'came.occurred_on as came_on',
      'came.details as came_details',
      'went.occurred_on as went_on',
    ])
    .where(sql<boolean>`r.id = any(${ids}::uuid[])`)
    .execute();
  return inOrder(ids, rows);
}

export type MutationRow = Awaited<ReturnType<typeof findMutationRows>>[number];

/** The events with these ids, in this order. */
export async function findMutationRows(tx: VillageTx, ids: readonly string[]) {
  const rows = await people(tx, anywhere)
    .innerJoin(movements.as('m'), 'm.resident_id', 'r.id')
    .select([
      'm.id',
      'm.kind',
      'm.effect',
      'm.occurred_on',
      'm.details',
      'm.counts',
      'r.name',
      'r.title_before',
      'r.title_after',
      'r.nickname',
      'r.sex',
      'r.birth_place',
      'r.citizenship',
      sql<string | null>`r.birth_date`.as('birth_date'),
    ])
    .where(sql<boolean>`m.id = any(${ids}::uuid[])`)
    .execute();
  return inOrder(ids, rows);
}

function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Residents whose record says other than their events whether they are there. */
export async function countDisagreements(tx: VillageTx, today: string): Promise<number> {
  const row = await tx
    .selectFrom('resident as r')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('r.merged_into', 'is', null)
    .where(sql<boolean>`(r.basic_status = 1) <> (r.id in ${presentAt(today)})`)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The year of the first event that stands, if there is any. */
export async function findFirstYear(tx: VillageTx): Promise<number | undefined> {
  const row = await tx
    .selectFrom('population_event')
    .select(sql<number | null>`extract(year from min(occurred_on))::int`.as('year'))
    .where('undone_by', 'is', null)
    .executeTakeFirst();
  return row?.year ?? undefined;
}

/** The hamlets of the village, by name. */
export async function findHamlets(tx: VillageTx): Promise<string[]> {
  const rows = await tx.selectFrom('area').select('hamlet').distinct().orderBy('hamlet').execute();
  return rows.map((row) => row.hamlet);
}
