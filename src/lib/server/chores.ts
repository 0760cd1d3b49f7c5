import { sealChain } from './audit/index.ts';
import { handOnLateOutboxRows } from './notices/index.ts';
import { platform, withVillage } from './platform/index.ts';
import { findVillageIds } from './villages/index.ts';

/** Every village has its chores done each quarter of an hour. */
export async function scheduleChores(): Promise<void> {
  for (const villageId of await findVillageIds()) {
    await platform().jobs.repeat('chores', '*/15 * * * *', { villageId });
  }
}

/** Seals the audit trail and hands on what got stuck in the outbox. */
export async function doChores(villageId: number): Promise<void> {
  await handOnLateOutboxRows(villageId);
  await withVillage(villageId, (tx) => sealChain(tx, villageId));
}
