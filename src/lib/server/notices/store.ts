import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Takes a waiting outbox row for handling; another worker that holds it makes this return nothing. */
export async function findWaitingRow(tx: VillageTx, outboxId: string) {
  return tx
    .selectFrom('outbox')
    .select(['id', 'topic', 'payload', 'created_at'])
    .where('id', '=', outboxId)
    .where('handled_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export async function findLateRowIds(
  tx: VillageTx,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('outbox')
    .select('id')
    .where('handled_at', 'is', null)
    .where('created_at', '<', before)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((r) => r.id);
}

export async function markHandled(tx: VillageTx, outboxId: string, at: Date) {
  await tx.updateTable('outbox').set({ handled_at: at }).where('id', '=', outboxId).execute();
}

export async function insertNotice(
  tx: VillageTx,
  row: {
    village_id: number;
    resident_id: string;
    outbox_id: string;
    text: string;
    link: string;
    at: Date;
  },
) {
  await tx
    .insertInto('notice')
    .values(row)
    .onConflict((oc) => oc.columns(['village_id', 'outbox_id']).doNothing())
    .execute();
}

export async function findNotices(tx: VillageTx, residentId: string, limit: number) {
  return tx
    .selectFrom('notice')
    .select(['id', 'text', 'link', 'at', 'read_at'])
    .where('resident_id', '=', residentId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/**
 * How many notices a resident has not read, as a column beside what another query asks anyway: the
 * shelf of each of a resident's pages shows it.
 * @param owner the columns that name the resident: `s.village_id` and `s.resident_id`
 */
export const unreadOf = (owner: { villageId: string; residentId: string }) =>
  sql<number>`(select count(*) from notice n where n.village_id = ${sql.ref(owner.villageId)}
    and n.resident_id = ${sql.ref(owner.residentId)} and n.read_at is null)`;

export async function markRead(tx: VillageTx, residentId: string, at: Date) {
  await tx
    .updateTable('notice')
    .set({ read_at: at })
    .where('resident_id', '=', residentId)
    .where('read_at', 'is', null)
    .execute();
}

/** @returns how many were deleted */
export async function deleteNotices(tx: VillageTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('notice')
    .where('at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Deletes outbox rows that were handed on. @returns how many */
export async function deleteHandled(tx: VillageTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('outbox')
    .where('handled_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
