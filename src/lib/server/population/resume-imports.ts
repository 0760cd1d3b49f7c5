import { platform, withVillage } from '#lib/server/platform/index.ts';
import { findUnfinishedJobs } from './import-store.ts';

/** Goes on with a village's imports that a stop of the server cut short. Harmless for those at work. */
export async function resumeImports(villageId: number): Promise<void> {
  await withVillage(villageId, async (tx) => {
    for (const { id, state } of await findUnfinishedJobs(tx)) {
      const queue = state === 'reading' ? 'import-read' : 'import-commit';
      await platform().jobs.send(tx, queue, { villageId, jobId: id });
    }
  });
}
