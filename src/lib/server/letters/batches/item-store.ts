import { sql } from 'kysely';
import type { LeftOut } from '#lib/domain/letter-batch.ts';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Those of a list that are looked at: all, who gets a letter, who does not, whose could not be made. */
export type ItemFilter = 'all' | 'gets' | 'left-out' | 'problem';

/** Puts people at the end of a list; who stands on it already stays where they are. */
export async function addItems(
  tx: VillageTx,
  batchId: string,
  residentIds: readonly string[],
): Promise<void> {
  await sql`
    insert into letter_batch_item (village_id, batch_id, resident_id, position)
    select current_village(), ${batchId}::uuid, r.id,
      (select coalesce(max(position), 0) from letter_batch_item where batch_id = ${batchId}::uuid) + r.place
    from unnest(${residentIds}::uuid[]) with ordinality as r (id, place)
    on conflict do nothing`.execute(tx);
}

export async function removeItem(tx: VillageTx, batchId: string, residentId: string) {
  await tx
    .deleteFrom('letter_batch_item')
    .where('batch_id', '=', batchId)
    .where('resident_id', '=', residentId)
    .execute();
}

export async function removeItems(tx: VillageTx, batchId: string) {
  await tx.deleteFrom('letter_batch_item').where('batch_id', '=', batchId).execute();
}

/** Everybody on a list, in its order. */
export async function findListedIds(tx: VillageTx, batchId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter_batch_item')
    .select('resident_id')
    .where('batch_id', '=', batchId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.resident_id);
}

/** Writes down who of a list is left out and why; null for who is not. */
export async function writeLeftOut(
  tx: VillageTx,
  batchId: string,
  judged: readonly { id: string; reason: LeftOut | null }[],
): Promise<void> {
  await sql`
    update letter_batch_item i set left_out = nullif(j.reason, '')
    from unnest(${judged.map(({ id }) => id)}::uuid[],
                ${judged.map(({ reason }) => reason ?? '')}::text[]) as j (id, reason)
    where i.batch_id = ${batchId}::uuid and i.resident_id = j.id
      and i.left_out is distinct from nullif(j.reason, '')`.execute(tx);
}

function items(tx: VillageTx, batchId: string, filter: ItemFilter) {
  let query = tx
    .selectFrom('letter_batch_item as i')
    .innerJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'i.village_id').onRef('r.id', '=', 'i.resident_id'),
    )
    .where('i.batch_id', '=', batchId);
  if (filter === 'gets') query = query.where('i.left_out', 'is', null);
  if (filter === 'left-out') query = query.where('i.left_out', 'is not', null);
  if (filter === 'problem') query = query.where('i.problem', 'is not', null);
  return query;
}

/** A page of a list, with what became of each. */
export async function findItems(
  tx: VillageTx,
  batchId: string,
  filter: ItemFilter,
  page: { limit: number; offset: number },
) {
  return items(tx, batchId, filter)
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql<string>`coalesce(r.area_id, f.area_id)`),
    )
    .leftJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'i.village_id').onRef('q.id', '=', 'i.request_id'),
    )
    .leftJoin('letter as l', (j) =>
      j.onRef('l.village_id', '=', 'i.village_id').onRef('l.request_id', '=', 'i.request_id'),
    )
    .select([
      'i.resident_id',
      'i.left_out',
      'i.problem',
      'r.name',
      'r.nik',
      'r.nik_temporary',
      'q.reference',
      sql<RequestStatus | null>`q.status`.as('status'),
      'l.number',
      sql<string>`coalesce(a.hamlet, '')`.as('hamlet'),
      sql<string>`coalesce(a.rw, '')`.as('rw'),
      sql<string>`coalesce(a.rt, '')`.as('rt'),
    ])
    .orderBy('i.position')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

/** How many stand on a list, and what became of them. */
export async function countItems(tx: VillageTx, batchId: string) {
  return tx
    .selectFrom('letter_batch_item as i')
    .leftJoin('letter as l', (j) =>
      j.onRef('l.village_id', '=', 'i.village_id').onRef('l.request_id', '=', 'i.request_id'),
    )
    .where('i.batch_id', '=', batchId)
    .select([
      sql<number>`count(*)::int`.as('all'),
      sql<number>`count(*) filter (where i.left_out is null)::int`.as('gets'),
      // Made, or filed for signing outside.
      sql<number>`count(i.request_id)::int`.as('made'),
      sql<number>`count(i.problem)::int`.as('problems'),
      sql<number>`count(l.id) filter (where l.withdrawn_at is null)::int`.as('letters'),
    ])
    .executeTakeFirstOrThrow();
}

/** How many of a list are left out for each reason. */
export async function countLeftOut(tx: VillageTx, batchId: string): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('letter_batch_item')
    .select((eb) => [sql<string>`left_out`.as('reason'), eb.fn.countAll<number>().as('n')])
    .where('batch_id', '=', batchId)
    .where('left_out', 'is not', null)
    .groupBy('left_out')
    .execute();
  return new Map(rows.map(({ reason, n }) => [reason, n]));
}

/** The first who gets a letter. */
export async function findFirstId(tx: VillageTx, batchId: string): Promise<string | undefined> {
  const row = await items(tx, batchId, 'gets')
    .select('i.resident_id')
    .orderBy('i.position')
    .limit(1)
    .executeTakeFirst();
  return row?.resident_id;
}

/** Whose letters are still to be made, in order. */
export async function findWaitingIds(tx: VillageTx, batchId: string): Promise<string[]> {
  const rows = await items(tx, batchId, 'gets')
    .select('i.resident_id')
    .where('i.request_id', 'is', null)
    .where('i.problem', 'is', null)
    .orderBy('i.position')
    .execute();
  return rows.map((row) => row.resident_id);
}

/** Holds one of a list until the transaction ends. @returns false when their letter is made */
export async function holdItem(tx: VillageTx, batchId: string, residentId: string) {
  const row = await tx
    .selectFrom('letter_batch_item')
    .select('request_id')
    .where('batch_id', '=', batchId)
    .where('resident_id', '=', residentId)
    .where('left_out', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined && row.request_id === null;
}

export async function updateItem(
  tx: VillageTx,
  batchId: string,
  residentId: string,
  values: { request_id?: string; left_out?: LeftOut; problem?: string },
): Promise<void> {
  await tx
    .updateTable('letter_batch_item')
    .set(values)
    .where('batch_id', '=', batchId)
    .where('resident_id', '=', residentId)
    .execute();
}

/** Leaves out who moves the list on, unless their letter is made already. */
export async function leaveOutOwn(tx: VillageTx, batchId: string, residentId: string) {
  await tx
    .updateTable('letter_batch_item')
    .set({ left_out: 'own' satisfies LeftOut })
    .where('batch_id', '=', batchId)
    .where('resident_id', '=', residentId)
    .where('request_id', 'is', null)
    .execute();
}

/** Takes back what kept letters from being made: they are tried again. */
export async function forgetProblems(tx: VillageTx, batchId: string): Promise<void> {
  await tx
    .updateTable('letter_batch_item')
    .set({ problem: null })
    .where('batch_id', '=', batchId)
    .where('problem', 'is not', null)
    .execute();
}

/** The files of a list's letters that are in force, in its order. */
export async function findFileIds(tx: VillageTx, batchId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter_batch_item as i')
    .innerJoin('letter as l', (j) =>
      j.onRef('l.village_id', '=', 'i.village_id').onRef('l.request_id', '=', 'i.request_id'),
    )
    .select('l.file_id')
    .where('i.batch_id', '=', batchId)
    .where('l.withdrawn_at', 'is', null)
    .orderBy('i.position')
    .execute();
  return rows.map((row) => row.file_id);
}
