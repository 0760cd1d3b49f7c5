import { recordEvent } from '#lib/server/audit/index.ts';
import { dropStoredFile, now, withVillage } from '#lib/server/platform/index.ts';
import { dropRowsOfOldJobs, findOldUnmatchedFiles } from './import-store.ts';

const keptDays = 30;

/**
 * Forgets what imports of a month ago have put aside: refused rows that nobody corrected, and files
 * that nobody said yes to. They hold people's data and serve nothing any more.
 */
export async function forgetOldImports(villageId: number): Promise<void> {
  const before = new Date(now().getTime() - keptDays * 86_400_000);
  await withVillage(villageId, async (tx) => {
    for (const fileId of await findOldUnmatchedFiles(tx, before)) await dropStoredFile(tx, fileId);
    const count = await dropRowsOfOldJobs(tx, before, now());
    if (count === 0) return;
    await recordEvent(
      tx,
      villageId,
      { kind: 'system', name: 'Balai' },
      { action: 'population.drop-old-imports', details: { count } },
    );
  });
}
