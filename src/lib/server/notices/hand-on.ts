import { z } from 'zod';
import { newsShape, type News } from '#lib/domain/outgoing-text.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findLateRowIds, findWaitingRow, insertNotice, markHandled } from './store.ts';

/** The topic by which other rooms tell a resident something; the payload of their outbox rows. */
export const residentTopic = 'resident-notice';
const residentNotice = z.object({
  residentId: z.string(),
  /** What is read inside, and where it leads. */
  text: z.string(),
  link: z.string(),
  /** What may be said of it outside; left out, that there is news. */
  news: newsShape.default({ about: 'other' }),
});

/** A notice that was handed on. */
export interface HandedNotice {
  outboxId: string;
  residentId: string;
  news: News;
}

/** What else is done with a notice, in the transaction that hands it on; without it, it stays inside. */
type Further = (tx: VillageTx, villageId: number, notice: HandedNotice) => Promise<void>;

/** Hands one outbox row on. Safe to call twice. */
export async function handOnOutboxRow(
  villageId: number,
  outboxId: string,
  further?: Further,
): Promise<void> {
  await withVillage(villageId, (tx) => handOn(tx, villageId, outboxId, further));
}

/** Hands on rows whose job was lost (older than two minutes). */
export async function handOnLateOutboxRows(villageId: number, further?: Further): Promise<void> {
  const before = new Date(now().getTime() - 2 * 60_000);
  const ids = await withVillage(villageId, (tx) => findLateRowIds(tx, before, 500));
  for (const id of ids) await handOnOutboxRow(villageId, id, further);
}

async function handOn(tx: VillageTx, villageId: number, outboxId: string, further?: Further) {
  const row = await findWaitingRow(tx, outboxId);
  if (!row) return;
  if (row.topic !== residentTopic) throw new Error(`Nobody listens to the topic ${row.topic}.`);
  const { residentId, text, link, news } = residentNotice.parse(row.payload);
  await insertNotice(tx, {
    village_id: villageId,
    resident_id: residentId,
    outbox_id: row.id,
    text,
    link,
    at: row.created_at,
  });
  await further?.(tx, villageId, { outboxId: row.id, residentId, news });
  await markHandled(tx, row.id, now());
}
