import type { Insertable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** What was handed out to recipients, or failed; those entered by mistake as well, and said so. */
export async function findPayments(tx: VillageTx, recipientIds: readonly string[]) {
  if (recipientIds.length === 0) return [];
  return (
    tx
      .selectFrom('aid_payment as y')
      .innerJoin('aid_stage as s', (j) =>
        j.onRef('s.village_id', '=', 'y.village_id').onRef('s.id', '=', 'y.stage_id'),
      )
      .innerJoin('staff_account as o', (j) =>
        j.onRef('o.village_id', '=', 'y.village_id').onRef('o.id', '=', 'y.recorded_by'),
      )
      .leftJoin('stored_file as f', (j) =>
        j
          .onRef('f.village_id', '=', 'y.village_id')
          .onRef('f.id', '=', 'y.file_id')
          .on('f.deleted_at', 'is', null),
      )
      // A proof whose time is over is not there any more.
      .select('f.id as file_id')
      .select([
        'y.id',
        'y.recipient_id',
        'y.stage_id',
        'y.outcome',
        'y.on_day',
        'y.amount',
        'y.note',
        'y.file_name',
        'y.recorded_at',
        'y.void_reason',
        'y.voided_at',
        's.number as stage_number',
        's.name as stage_name',
        'o.name as by_name',
      ])
      .where('y.recipient_id', 'in', [...recipientIds])
      .orderBy('s.number')
      .orderBy('y.id')
      .execute()
  );
}

export type PaymentRow = Awaited<ReturnType<typeof findPayments>>[number];

export async function insertPayment(
  tx: VillageTx,
  row: Insertable<DB['aid_payment']>,
): Promise<void> {
  await tx.insertInto('aid_payment').values(row).execute();
}

export async function voidPaymentRow(
  tx: VillageTx,
  id: string,
  values: { void_reason: string; voided_at: Date },
): Promise<void> {
  await tx.updateTable('aid_payment').set(values).where('id', '=', id).execute();
}

/** Proofs that were recorded before then, and are still there. */
export async function findOldProofs(tx: VillageTx, before: Date, limit: number): Promise<string[]> {
  const rows = await keptProofs(tx)
    .select('f.id')
    .where('y.recorded_at', '<', before)
    .orderBy('y.recorded_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** How many proofs are there, and how many of them were recorded before then. */
export async function countProofs(tx: VillageTx, before: Date) {
  return keptProofs(tx)
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('y.recorded_at', '<', before).as('going'),
    ])
    .executeTakeFirstOrThrow();
}

const keptProofs = (tx: VillageTx) =>
  tx
    .selectFrom('aid_payment as y')
    .innerJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'y.village_id').onRef('f.id', '=', 'y.file_id'),
    )
    .where('f.deleted_at', 'is', null);
