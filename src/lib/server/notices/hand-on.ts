import { z } from 'zod';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findLateRowIds, findWaitingRow, insertNotice, markHandled } from './store.ts';

/** The topic by which other rooms tell a resident something; the payload of their outbox rows. */
export const residentTopic = 'resident-notice';
const residentNotice = z.object({ residentId: z.string(), text: z.string(), link: z.string() });

/** Hands one outbox row on. Safe to call twice. */
export async function handOnOutboxRow(villageId: number, outboxId: string): Promise<void> {
  await withVillage(villageId, (tx) => handOn(tx, villageId, outboxId));
}

/** Hands on rows whose job was lost (older than two minutes). */
export async function handOnLateOutboxRows(villageId: number): Promise<void> {
  const before = new Date(now().getTime() - 2 * 60_000);
  const ids = await withVillage(villageId, (tx) => findLateRowIds(tx, before, 500));
  for (const id of ids) await handOnOutboxRow(villageId, id);
}

async function handOn(tx: VillageTx, villageId: number, outboxId: string) {
  const row = await findWaitingRow(tx, outboxId);
  if (!row) return;
  if (row.topic !== residentTopic) throw new Error(`Nobody listens to the topic ${row.topic}.`);
  const { residentId, text, link } = residentNotice.parse(row.payload);
  await insertNotice(tx, {
    village_id: villageId,
    resident_id: residentId,
    outbox_id: row.id,
    text,
    link,
    at: row.created_at,
  });
  await markHandled(tx, row.id, now());
}
