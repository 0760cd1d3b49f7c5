import { recordEvent } from '#lib/server/audit/index.ts';
import { dropStoredFile, now, withVillage } from '#lib/server/platform/index.ts';
import { deleteOldPreviews, findFilesToForget, updateBatch } from './batch-store.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long after it was fetched the document may be fetched again, for a line that broke. */
export const fetchAgain = 15 * minute;
/** How long it waits to be fetched. */
export const documentLife = day;
const previewLife = 7 * day;

/**
 * Lets go of documents of slips that were fetched, or that nobody fetched within a day: PINs stand on
 * them. Batches that were only shown go after a week.
 */
export async function forgetSlips(villageId: number): Promise<void> {
  const ago = (ms: number) => new Date(now().getTime() - ms);
  await withVillage(villageId, async (tx) => {
    const files = await findFilesToForget(tx, ago(fetchAgain), ago(documentLife));
    for (const { id, file_id: fileId } of files) {
      await updateBatch(tx, id, { file_id: null });
      await dropStoredFile(tx, fileId);
    }
    await deleteOldPreviews(tx, ago(previewLife));
    if (files.length > 0)
      await recordEvent(
        tx,
        villageId,
        { kind: 'system', name: 'Balai' },
        { action: 'access.drop-slips', details: { count: files.length } },
      );
  });
}
