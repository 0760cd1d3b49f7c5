import { recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { deleteRowsOfOldImports } from './import-store.ts';

const keptDays = 30;

/** Forgets rows that were put aside by a run that nobody has gone on with for a month. */
export async function forgetOldOpensidRows(villageId: number): Promise<void> {
  const before = new Date(now().getTime() - keptDays * 86_400_000);
  await withVillage(villageId, async (tx) => {
    const count = await deleteRowsOfOldImports(tx, before);
    if (count === 0) return;
    await recordEvent(
      tx,
      villageId,
      { kind: 'system', name: 'Balai' },
      { action: 'opensid.drop-rows', details: { count } },
    );
  });
}
