import { platform, withVillage } from '#lib/server/platform/index.ts';
import { findUnfinishedBatches } from './batch-store.ts';

/** Begins anew a village's batches that a stop of the server cut short. Harmless for those at work. */
export async function resumeBatches(villageId: number): Promise<void> {
  await withVillage(villageId, async (tx) => {
    for (const batchId of await findUnfinishedBatches(tx))
      await platform().jobs.send(tx, 'pin-batch', { villageId, batchId });
  });
}
