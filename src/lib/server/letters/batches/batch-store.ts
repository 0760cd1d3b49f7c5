import { sql, type Insertable, type Updateable } from 'kysely';
import { Refusal } from '#lib/domain/refusal.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type BatchState = 'draft' | 'processing' | 'working' | 'stopped' | 'done';

/** Somebody moved a list on: becomes part of the journey of each letter. */
export interface BatchStep {
  at: string;
  action: 'file' | 'forward';
  by: string;
  /** "Kasi Pelayanan" */
  position: string;
}

function batches(tx: VillageTx) {
  return tx
    .selectFrom('letter_batch as b')
    .selectAll('b')
    .select([
      sql<BatchState>`b.state`.as('state'),
      sql<string | null>`b.promised_on`.as('promised_on'),
      sql<BatchStep[]>`b.steps`.as('steps'),
    ]);
}

export async function insertBatch(
  tx: VillageTx,
  row: Insertable<DB['letter_batch']>,
): Promise<string> {
  return (await tx.insertInto('letter_batch').values(row).returning('id').executeTakeFirstOrThrow())
    .id;
}

export async function findBatch(tx: VillageTx, id: string) {
  return batches(tx).where('b.id', '=', id).executeTakeFirst();
}
export type BatchRow = NonNullable<Awaited<ReturnType<typeof findBatch>>>;

/** @throws Refusal 'not-found' */
export async function getBatch(tx: VillageTx, id: string): Promise<BatchRow> {
  return found(await findBatch(tx, id));
}

/**
 * A list, held until the transaction ends.
 * @throws Refusal 'not-found'
 */
export async function lockBatch(tx: VillageTx, id: string): Promise<BatchRow> {
  return found(await batches(tx).where('b.id', '=', id).forUpdate().executeTakeFirst());
}

function found(row: BatchRow | undefined): BatchRow {
  if (!row) throw new Refusal('not-found', 'Surat massal ini tidak ditemukan.');
  return row;
}

/** Changes a list that is held, and raises its version. */
export async function updateBatch(
  tx: VillageTx,
  { id, version }: Pick<BatchRow, 'id' | 'version'>,
  values: Updateable<DB['letter_batch']>,
): Promise<void> {
  await tx
    .updateTable('letter_batch')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .execute();
}

export async function deleteBatch(tx: VillageTx, id: string): Promise<void> {
  await tx.deleteFrom('letter_batch').where('id', '=', id).execute();
}

export async function countBatches(tx: VillageTx): Promise<number> {
  const row = await tx
    .selectFrom('letter_batch')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** All lists, the latest first, each with its letters. */
export async function findBatches(tx: VillageTx, limit: number, offset: number) {
  return batches(tx)
    .leftJoin('staff_account as p', (j) =>
      j.onRef('p.village_id', '=', 'b.village_id').onRef('p.id', '=', 'b.prepared_by'),
    )
    .select((eb) => [
      'p.name as prepared_by_name',
      eb
        .selectFrom('letter_batch_item as i')
        .select((e) => e.fn.countAll<number>().as('n'))
        .whereRef('i.batch_id', '=', 'b.id')
        .where('i.left_out', 'is', null)
        .as('wanted'),
      eb
        .selectFrom('letter_batch_item as i')
        .select((e) => e.fn.count<number>('i.request_id').as('n'))
        .whereRef('i.batch_id', '=', 'b.id')
        .as('made'),
    ])
    .orderBy('b.created_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** Lists that move through their chains. */
export async function findUnderWay(tx: VillageTx): Promise<BatchRow[]> {
  return batches(tx).where('b.state', 'in', ['processing', 'stopped']).execute();
}

/** Lists whose letters are being made. */
export async function findUnfinished(tx: VillageTx): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter_batch')
    .select('id')
    .where('state', '=', 'working')
    .execute();
  return rows.map(({ id }) => id);
}
