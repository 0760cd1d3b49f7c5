import { sql, type Insertable, type Updateable } from 'kysely';
import type { LeftOut } from '#lib/domain/pin-batch.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type BatchState = 'preview' | 'working' | 'done' | 'failed';

export async function insertBatch(
  tx: VillageTx,
  row: Insertable<DB['pin_batch']>,
): Promise<string> {
  return (await tx.insertInto('pin_batch').values(row).returning('id').executeTakeFirstOrThrow())
    .id;
}

/** Puts people into a batch in this order. */
export async function insertSlips(
  tx: VillageTx,
  batchId: string,
  slips: readonly { residentId: string; leftOut: LeftOut | undefined }[],
): Promise<void> {
  await sql`
    insert into pin_batch_slip (village_id, batch_id, resident_id, position, left_out)
    select current_village(), ${batchId}::uuid, s.id, s.position, nullif(s.left_out, '')
    from unnest(${slips.map((s) => s.residentId)}::uuid[],
                ${slips.map((s) => s.leftOut ?? '')}::text[])
      with ordinality as s (id, left_out, position)`.execute(tx);
}

export async function findBatches(tx: VillageTx, limit: number, offset: number) {
  return tx
    .selectFrom('pin_batch as b')
    .leftJoin('staff_account as p', (j) =>
      j.onRef('p.village_id', '=', 'b.village_id').onRef('p.id', '=', 'b.issued_by'),
    )
    .select((eb) => [
      'b.id',
      'b.name',
      'b.state',
      'b.total',
      'b.done',
      'b.created_at',
      'b.finished_at',
      'b.file_id',
      'p.name as issued_by',
      eb
        .selectFrom('pin_batch_slip as s')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('s.batch_id', '=', 'b.id')
        .where('s.handed_at', 'is not', null)
        .as('handed'),
    ])
    .orderBy('b.created_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countBatches(tx: VillageTx): Promise<number> {
  const row = await tx
    .selectFrom('pin_batch')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function findBatch(tx: VillageTx, id: string) {
  return tx
    .selectFrom('pin_batch as b')
    .leftJoin('staff_account as p', (j) =>
      j.onRef('p.village_id', '=', 'b.village_id').onRef('p.id', '=', 'b.issued_by'),
    )
    .selectAll('b')
    .select('p.name as issued_by_name')
    .where('b.id', '=', id)
    .executeTakeFirst();
}

/** A batch, held until the transaction ends. */
export async function lockBatch(tx: VillageTx, id: string) {
  return tx.selectFrom('pin_batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}
export type BatchRow = NonNullable<Awaited<ReturnType<typeof lockBatch>>>;

export async function updateBatch(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['pin_batch']>,
): Promise<void> {
  await tx.updateTable('pin_batch').set(values).where('id', '=', id).execute();
}

export async function deleteBatch(tx: VillageTx, id: string): Promise<void> {
  await tx.deleteFrom('pin_batch').where('id', '=', id).execute();
}

/** Notes how far the work is; without a lock, since nothing depends on it. */
export async function noteProgress(tx: VillageTx, id: string, done: number): Promise<void> {
  await tx
    .updateTable('pin_batch')
    .set({ done })
    .where('id', '=', id)
    .where('state', '=', 'working')
    .execute();
}

export async function findUnfinishedBatches(tx: VillageTx): Promise<string[]> {
  const rows = await tx
    .selectFrom('pin_batch')
    .select('id')
    .where('state', '=', 'working')
    .execute();
  return rows.map((r) => r.id);
}

/** The residents of a batch that are to get a PIN, in its order. */
export async function findWaitingIds(tx: VillageTx, batchId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('pin_batch_slip')
    .select('resident_id')
    .where('batch_id', '=', batchId)
    .where('left_out', 'is', null)
    .orderBy('position')
    .execute();
  return rows.map((r) => r.resident_id);
}

/** Those whose slip exists and was not handed over. */
export async function findIdsNotHanded(tx: VillageTx, batchId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('pin_batch_slip')
    .select('resident_id')
    .where('batch_id', '=', batchId)
    .where('issued_at', 'is not', null)
    .where('handed_at', 'is', null)
    .orderBy('position')
    .execute();
  return rows.map((r) => r.resident_id);
}

/** Notes that these slips stand in the document. */
export async function markIssued(
  tx: VillageTx,
  batchId: string,
  residentIds: readonly string[],
  at: Date,
): Promise<void> {
  await tx
    .updateTable('pin_batch_slip')
    .set({ issued_at: at })
    .where('batch_id', '=', batchId)
    .where('resident_id', '=', sql<string>`any(${residentIds}::uuid[])`)
    .execute();
}

/** Notes who gets none after all, and why. */
export async function markLeftOut(
  tx: VillageTx,
  batchId: string,
  people: readonly { id: string; reason: LeftOut }[],
): Promise<void> {
  for (const { id, reason } of people)
    await tx
      .updateTable('pin_batch_slip')
      .set({ left_out: reason })
      .where('batch_id', '=', batchId)
      .where('resident_id', '=', id)
      .execute();
}

/** How many of a batch are left out for each reason. */
export async function countLeftOut(tx: VillageTx, batchId: string): Promise<Map<LeftOut, number>> {
  const rows = await tx
    .selectFrom('pin_batch_slip')
    .select((eb) => ['left_out', eb.fn.countAll<number>().as('n')])
    .where('batch_id', '=', batchId)
    .where('left_out', 'is not', null)
    .groupBy('left_out')
    .execute();
  return new Map(rows.map((r) => [r.left_out as LeftOut, r.n]));
}

/** Batches whose document was fetched, or finished, before these moments; and still there. */
export async function findFilesToForget(
  tx: VillageTx,
  fetchedBefore: Date,
  finishedBefore: Date,
): Promise<{ id: string; file_id: string }[]> {
  return tx
    .selectFrom('pin_batch')
    .select(['id', 'file_id'])
    .where('file_id', 'is not', null)
    .where((eb) =>
      eb.or([eb('fetched_at', '<', fetchedBefore), eb('finished_at', '<', finishedBefore)]),
    )
    .$narrowType<{ file_id: string }>()
    .forUpdate()
    .execute();
}

/** Batches that were shown and not said yes to since then. @returns how many */
export async function deleteOldPreviews(tx: VillageTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('pin_batch')
    .where('state', '=', 'preview')
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
