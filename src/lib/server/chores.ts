import { watchSignIns } from './access/index.ts';
import { sealChain } from './audit/index.ts';
import { handOnLateOutboxRows } from './notices/index.ts';
import { platform, withVillage } from './platform/index.ts';
import { forgetOldImports } from './population/index.ts';
import { findVillageIds } from './villages/index.ts';

/** Every village has its chores done each quarter of an hour. */
export async function scheduleChores(): Promise<void> {
  for (const villageId of await findVillageIds()) {
    await platform().jobs.repeat('chores', '*/15 * * * *', { villageId });
  }
}

/** Hands on what got stuck in the outbox, looks at failed sign-ins, forgets old imports, seals the audit trail. */
export async function doChores(villageId: number): Promise<void> {
  await handOnLateOutboxRows(villageId);
  await watchSignIns(villageId);
  await forgetOldImports(villageId);
  await withVillage(villageId, (tx) => sealChain(tx, villageId));
}
