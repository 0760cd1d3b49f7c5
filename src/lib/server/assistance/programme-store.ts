import { sql, type Insertable, type Updateable } from 'kysely';
import type {
  AidForm,
  AidFunds,
  AidLevel,
  AidStage,
  AidTarget,
} from '#lib/domain/aid-programme.ts';
import { aidPublic, type AidState } from '#lib/domain/aid-status.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** A programme as other files of this room work with it. */
export interface Programme {
  id: string;
  name: string;
  level: AidLevel;
  target: AidTarget;
  funds: AidFunds;
  form: AidForm;
  amount: number | null;
  startsOn: string;
  endsOn: string | null;
  note: string;
  takesProposals: boolean;
  /** The decision by which names are published; null: they are not. */
  listOrder: string | null;
  listOrderedOn: string | null;
  closed: boolean;
  /** The record of another system that it was taken over from. */
  carriedId: string | null;
}

function programmes(tx: VillageTx) {
  return tx.selectFrom('aid_programme as p').selectAll('p');
}

type Row = Awaited<ReturnType<ReturnType<typeof programmes>['executeTakeFirstOrThrow']>>;

const describe = (row: Row): Programme => ({
  id: row.id,
  name: row.name,
  level: row.level as AidLevel,
  target: row.target as AidTarget,
  funds: row.funds as AidFunds,
  form: row.form as AidForm,
  amount: row.amount,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  note: row.note,
  takesProposals: row.takes_proposals,
  listOrder: row.list_order,
  listOrderedOn: row.list_ordered_on,
  closed: row.closed_at !== null,
  carriedId: row.carried_id,
});

export async function findProgrammeRow(tx: VillageTx, id: string): Promise<Programme | undefined> {
  const row = await programmes(tx).where('p.id', '=', id).executeTakeFirst();
  return row && describe(row);
}

/** The same, held until the transaction ends: what is written under it waits its turn. */
export async function findProgrammeLocked(
  tx: VillageTx,
  id: string,
): Promise<Programme | undefined> {
  const row = await programmes(tx).where('p.id', '=', id).forUpdate().executeTakeFirst();
  return row && describe(row);
}

/** All programmes, those at work first, then by their beginning. */
export async function findProgrammes(tx: VillageTx): Promise<Programme[]> {
  const rows = await programmes(tx)
    .orderBy(sql`p.closed_at is not null`)
    .orderBy('p.starts_on', 'desc')
    .orderBy('p.name')
    .execute();
  return rows.map(describe);
}

/** Programmes whose recipients the village has ordered to be published. */
export async function findPublicProgrammes(tx: VillageTx): Promise<Programme[]> {
  const rows = await programmes(tx)
    .where('p.list_order', 'is not', null)
    .where('p.closed_at', 'is', null)
    .orderBy('p.name')
    .execute();
  return rows.map(describe);
}

/** Whether a programme of this name begins on that day already. */
export async function findSameProgramme(
  tx: VillageTx,
  name: string,
  startsOn: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('aid_programme')
    .select('id')
    .where(sql`lower(name)`, '=', name.toLowerCase())
    .where('starts_on', '=', startsOn)
    .executeTakeFirst();
  return row?.id;
}

/** Records of another system that were taken over as programmes. */
export async function findCarriedProgrammes(tx: VillageTx): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('aid_programme')
    .select('carried_id')
    .where('carried_id', 'is not', null)
    .execute();
  return new Set(rows.map(({ carried_id }) => carried_id!));
}

export async function insertProgramme(
  tx: VillageTx,
  row: Insertable<DB['aid_programme']>,
): Promise<string> {
  const { id } = await tx
    .insertInto('aid_programme')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateProgramme(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['aid_programme']>,
): Promise<void> {
  await tx.updateTable('aid_programme').set(values).where('id', '=', id).execute();
}

/** How many recipients each programme has in each state. */
export async function countByState(
  tx: VillageTx,
): Promise<{ programmeId: string; state: AidState; count: number }[]> {
  const rows = await tx
    .selectFrom('aid_recipient')
    .select(['programme_id', 'state', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['programme_id', 'state'])
    .execute();
  return rows.map((row) => ({
    programmeId: row.programme_id,
    state: row.state as AidState,
    count: row.count,
  }));
}

export async function findStages(
  tx: VillageTx,
  programmeIds: readonly string[],
): Promise<Map<string, AidStage[]>> {
  const found = new Map<string, AidStage[]>(programmeIds.map((id) => [id, []]));
  if (programmeIds.length === 0) return found;
  const rows = await tx
    .selectFrom('aid_stage')
    .selectAll()
    .where('programme_id', 'in', programmeIds)
    .orderBy('number')
    .execute();
  for (const row of rows)
    found.get(row.programme_id)?.push({
      id: row.id,
      number: row.number,
      name: row.name,
      plannedOn: row.planned_on,
      amount: row.amount,
    });
  return found;
}

export async function insertStage(tx: VillageTx, row: Insertable<DB['aid_stage']>): Promise<void> {
  await tx.insertInto('aid_stage').values(row).execute();
}

export async function updateStage(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['aid_stage']>,
): Promise<void> {
  await tx.updateTable('aid_stage').set(values).where('id', '=', id).execute();
}

export async function deleteStage(tx: VillageTx, id: string): Promise<void> {
  await tx.deleteFrom('aid_stage').where('id', '=', id).execute();
}

/** How much was handed out at each stage of a programme: to how many, and what sum. */
export async function sumStages(tx: VillageTx, programmeId: string) {
  return tx
    .selectFrom('aid_payment as y')
    .innerJoin('aid_stage as s', (j) =>
      j.onRef('s.village_id', '=', 'y.village_id').onRef('s.id', '=', 'y.stage_id'),
    )
    .select([
      'y.stage_id',
      sql<number>`count(*) filter (where y.outcome = 'paid')`.as('paid'),
      sql<number>`count(*) filter (where y.outcome = 'failed')`.as('failed'),
      sql<number>`coalesce(sum(y.amount) filter (where y.outcome = 'paid'), 0)::bigint`.as('sum'),
      sql<number>`count(*)`.as('all'),
    ])
    .where('s.programme_id', '=', programmeId)
    .where('y.voided_at', 'is', null)
    .groupBy('y.stage_id')
    .execute();
}

/** Whether anything was ever entered for a stage, mistakes included. */
export async function isStageUsed(tx: VillageTx, stageId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('aid_payment')
    .select('id')
    .where('stage_id', '=', stageId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Names of a programme's recipients as the public may read them: the person, the hamlet. */
export async function findPublicNames(
  tx: VillageTx,
  programmeId: string,
  page: { limit: number; offset: number },
) {
  return publicNames(tx, programmeId)
    .select([
      'c.id',
      'c.group_name',
      'r.name',
      'a.hamlet',
      sql<string | null>`r.birth_date`.as('birth_date'),
    ])
    .orderBy('a.hamlet')
    .orderBy('r.name')
    .orderBy('c.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countPublicNames(tx: VillageTx, programmeId: string): Promise<number> {
  const { count } = await publicNames(tx, programmeId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function publicNames(tx: VillageTx, programmeId: string) {
  return tx
    .selectFrom('aid_recipient as c')
    .innerJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'c.village_id').onRef('r.id', '=', 'c.resident_id'),
    )
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql`coalesce(r.area_id, f.area_id)`),
    )
    .where('c.programme_id', '=', programmeId)
    .where('c.state', 'in', [...aidPublic]);
}
