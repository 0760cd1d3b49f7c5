import { sql, type Insertable, type Updateable } from 'kysely';
import { aidLive, type AidState } from '#lib/domain/aid-status.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** Why a recipient has to be looked at: the register no longer says what it said when they were entered. */
const doubt = sql<string | null>`case
  when c.state not in ('proposed', 'verified', 'decided', 'active') then null
  when r.merged_into is not null then 'merged'
  when r.basic_status = 2 then 'died'
  when r.basic_status = 3 then 'moved'
  when r.basic_status <> 1 then 'gone'
  when c.family_id is not null and f.closed_on is not null then 'closed'
  when c.family_id is not null and r.family_id is distinct from c.family_id then 'left'
  when c.household_id is not null and r.household_id is distinct from c.household_id then 'left'
end`;

export const doubtNames = {
  merged: 'Data warga sudah digabung dengan yang lain',
  died: 'Meninggal dunia',
  moved: 'Pindah',
  gone: 'Hilang, pergi, atau data tidak sah',
  closed: 'KK sudah tidak berlaku',
  left: 'Sudah keluar dari keluarga penerima',
} as const;
export type Doubt = keyof typeof doubtNames;

function recipients(tx: VillageTx) {
  return tx
    .selectFrom('aid_recipient as c')
    .innerJoin('aid_programme as p', (j) =>
      j.onRef('p.village_id', '=', 'c.village_id').onRef('p.id', '=', 'c.programme_id'),
    )
    .innerJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'c.village_id').onRef('r.id', '=', 'c.resident_id'),
    )
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'c.village_id').onRef('f.id', '=', 'c.family_id'),
    )
    .leftJoin('household as h', (j) =>
      j.onRef('h.village_id', '=', 'c.village_id').onRef('h.id', '=', 'c.household_id'),
    )
    .leftJoin('family as rf', (j) =>
      j.onRef('rf.village_id', '=', 'r.village_id').onRef('rf.id', '=', 'r.family_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql`coalesce(r.area_id, rf.area_id)`),
    );
}

const columns = [
  'c.id',
  'c.programme_id',
  'c.resident_id',
  'c.family_id',
  'c.household_id',
  'c.group_name',
  'c.card_number',
  'c.decile',
  'c.decile_on',
  'c.decision',
  'c.decided_on',
  'c.stop_kind',
  'c.reason',
  'c.created_at',
  'c.updated_at',
  'p.name as programme_name',
  'p.target',
  'r.name',
  'r.nik',
  'r.nik_temporary',
  'r.birth_date',
  'r.basic_status',
  'f.kk_number',
  'f.head_id',
  'h.number as household_number',
  'a.hamlet',
  'a.rw',
  'a.rt',
] as const;

const select = (tx: VillageTx) =>
  recipients(tx)
    .select(columns)
    .select([sql<AidState>`c.state`.as('state'), doubt.as('doubt')]);

export type RecipientRow = NonNullable<Awaited<ReturnType<typeof findRecipientRow>>>;

export async function findRecipientRow(tx: VillageTx, id: string) {
  return select(tx).where('c.id', '=', id).executeTakeFirst();
}

/** The same, held until the transaction ends. */
export async function findRecipientLocked(
  tx: VillageTx,
  id: string,
): Promise<RecipientRow | undefined> {
  return select(tx).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
}

/** Which recipients are shown. What is absent does not narrow. */
export interface RecipientFilter {
  programmeId?: string;
  states?: readonly AidState[];
  /** Part of a name, of a group's name, of the card's number. */
  words?: string;
  /** Part of the card's number. */
  card?: string;
  hamlet?: string;
  rw?: string;
  rt?: string;
  /** Only whom the office should look at. */
  doubtful?: boolean;
  /** Only those to whom this stage was not handed out yet. */
  unpaidStage?: string;
}

/** The card's number as it can be typed, with or without the spaces on the card. */
const bareCard = sql<string>`translate(c.card_number, ' .-', '')`;

const partOf = (words: string) => `%${words.replace(/[%_\\]/g, '\\$&')}%`;

function filtered(tx: VillageTx, filter: RecipientFilter) {
  let query = select(tx);
  if (filter.programmeId) query = query.where('c.programme_id', '=', filter.programmeId);
  if (filter.states) query = query.where('c.state', 'in', [...filter.states]);
  if (filter.hamlet) query = query.where('a.hamlet', '=', filter.hamlet);
  if (filter.rw) query = query.where('a.rw', '=', filter.rw);
  if (filter.rt) query = query.where('a.rt', '=', filter.rt);
  if (filter.doubtful) query = query.where(doubt, 'is not', null);
  if (filter.card)
    query = query.where(bareCard, 'ilike', partOf(filter.card.replace(/[\s.-]/g, '')));
  if (filter.words) {
    const part = partOf(filter.words);
    query = query.where((eb) =>
      eb.or([
        eb('r.name', 'ilike', part),
        eb('c.group_name', 'ilike', part),
        eb('c.card_number', 'ilike', part),
      ]),
    );
  }
  const stage = filter.unpaidStage;
  if (stage)
    query = query.where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('aid_payment as y')
            .select('y.id')
            .whereRef('y.village_id', '=', 'c.village_id')
            .whereRef('y.recipient_id', '=', 'c.id')
            .where('y.stage_id', '=', stage)
            .where('y.outcome', '=', 'paid')
            .where('y.voided_at', 'is', null),
        ),
      ),
    );
  return query;
}

export async function findRecipients(
  tx: VillageTx,
  filter: RecipientFilter,
  page: { limit: number; offset: number },
): Promise<RecipientRow[]> {
  return filtered(tx, filter)
    .orderBy('a.hamlet')
    .orderBy('r.name')
    .orderBy('c.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countRecipients(tx: VillageTx, filter: RecipientFilter): Promise<number> {
  const { count } = await tx
    .selectFrom(filtered(tx, filter).as('found'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Whose aid a resident may see, by what it is bound to. */
export interface AidCircle {
  /** People whose own aid is seen. */
  residentIds: readonly string[];
  familyId: string | null;
  householdId: string | null;
}

/** What the people of a circle receive, or asked for and did not get; the newest first. */
export async function findOfCircle(tx: VillageTx, circle: AidCircle): Promise<RecipientRow[]> {
  return select(tx)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('c.resident_id', 'in', [...circle.residentIds]),
          eb('c.family_id', 'is', null),
          eb('c.household_id', 'is', null),
        ]),
        ...(circle.familyId ? [eb('c.family_id', '=', circle.familyId)] : []),
        ...(circle.householdId ? [eb('c.household_id', '=', circle.householdId)] : []),
      ]),
    )
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id')
    .limit(100)
    .execute();
}

/** The household that somebody lives in. */
export async function findHouseholdOf(tx: VillageTx, residentId: string) {
  const row = await tx
    .selectFrom('resident as r')
    .leftJoin('household as h', (j) =>
      j.onRef('h.village_id', '=', 'r.village_id').onRef('h.id', '=', 'r.household_id'),
    )
    .select(['r.household_id as id', 'h.number'])
    .where('r.id', '=', residentId)
    .executeTakeFirst();
  return row?.id ? { id: row.id, number: row.number ?? '' } : undefined;
}

/** What binds somebody to a programme. */
export interface Bond {
  residentId: string;
  familyId: string | null;
  householdId: string | null;
  groupName: string | null;
}

/** Whoever already takes up this place in a programme. */
export async function findHolder(tx: VillageTx, programmeId: string, bond: Bond) {
  let query = tx
    .selectFrom('aid_recipient')
    .select(['id', sql<AidState>`state`.as('state')])
    .where('programme_id', '=', programmeId)
    .where('state', 'in', [...aidLive]);
  if (bond.familyId) query = query.where('family_id', '=', bond.familyId);
  else if (bond.householdId) query = query.where('household_id', '=', bond.householdId);
  else if (bond.groupName)
    query = query.where(sql`lower(group_name)`, '=', bond.groupName.toLowerCase());
  else
    query = query
      .where('resident_id', '=', bond.residentId)
      .where('family_id', 'is', null)
      .where('household_id', 'is', null)
      .where('group_name', 'is', null);
  return query.executeTakeFirst();
}

/** Programmes in which these people or families take part at present, another one's left out. */
export async function findOtherProgrammes(
  tx: VillageTx,
  programmeId: string,
  residentIds: readonly string[],
) {
  if (residentIds.length === 0) return [];
  return tx
    .selectFrom('aid_recipient as c')
    .innerJoin('aid_programme as p', (j) =>
      j.onRef('p.village_id', '=', 'c.village_id').onRef('p.id', '=', 'c.programme_id'),
    )
    .innerJoin('resident as r', (j) =>
      j
        .onRef('r.village_id', '=', 'c.village_id')
        .on((eb) =>
          eb.or([
            eb('r.id', '=', eb.ref('c.resident_id')),
            eb('r.family_id', '=', eb.ref('c.family_id')),
          ]),
        ),
    )
    .select(['r.id as resident_id', 'p.name'])
    .distinct()
    .where('r.id', 'in', [...residentIds])
    .where('p.id', '<>', programmeId)
    .where('p.closed_at', 'is', null)
    .where('c.state', 'in', [...aidLive])
    .orderBy('p.name')
    .execute();
}

export async function insertRecipient(
  tx: VillageTx,
  row: Insertable<DB['aid_recipient']>,
): Promise<string> {
  const { id } = await tx
    .insertInto('aid_recipient')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateRecipient(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['aid_recipient']>,
): Promise<void> {
  await tx.updateTable('aid_recipient').set(values).where('id', '=', id).execute();
}

export async function insertStep(tx: VillageTx, row: Insertable<DB['aid_step']>): Promise<void> {
  await tx.insertInto('aid_step').values(row).execute();
}

export async function findSteps(tx: VillageTx, recipientId: string) {
  return tx
    .selectFrom('aid_step')
    .selectAll()
    .where('recipient_id', '=', recipientId)
    .orderBy('id')
    .execute();
}
