import { now } from './clock.ts';
import { platform } from './platform.ts';
import type { VillageTx } from './transaction.ts';

/**
 * Announces a fact in the transaction that makes it true: an outbox row, and a job to hand it on.
 * Nothing is told of what did not happen, and nothing that happened is forgotten.
 */
export async function announce(
  tx: VillageTx,
  villageId: number,
  topic: string,
  payload: Record<string, unknown>,
): Promise<void> {
  const { id } = await tx
    .insertInto('outbox')
    .values({ village_id: villageId, topic, payload: JSON.stringify(payload), created_at: now() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await platform().jobs.send(tx, 'outbox', { villageId, outboxId: id });
}
