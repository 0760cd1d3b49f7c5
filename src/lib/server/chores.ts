import { watchSignIns } from './access/index.ts';
import { sealChain } from './audit/index.ts';
import { handOnLateOutboxRows } from './notices/index.ts';
import { log, platform, sweepStoredFiles, withVillage } from './platform/index.ts';
import { forgetOldImports } from './population/index.ts';
import { findVillageIds } from './villages/index.ts';

/** Once for the whole house, so that villages founded later are looked after too. */
export async function scheduleChores(): Promise<void> {
  await platform().jobs.repeat('chores', '*/15 * * * *');
}

/** What is done in every village each quarter of an hour, in this order. */
const chores: Record<string, (villageId: number) => Promise<unknown>> = {
  'hand on what got stuck in the outbox': handOnLateOutboxRows,
  'look at failed sign-ins': watchSignIns,
  'forget old imports': forgetOldImports,
  'clear away files that were let go of': sweepStoredFiles,
  'seal the audit trail': (villageId) => withVillage(villageId, (tx) => sealChain(tx, villageId)),
};

/** Does every village's chores; one that fails does not keep the others waiting. */
export async function doAllChores(): Promise<void> {
  for (const villageId of await findVillageIds()) {
    for (const [chore, work] of Object.entries(chores)) {
      try {
        await work(villageId);
      } catch (error) {
        log.error({ error, villageId, chore }, 'chore failed');
      }
    }
  }
}
