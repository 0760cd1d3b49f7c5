import { villageTitle } from '#lib/domain/village-names.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { joinPdfs, now, readStoredFile, withVillage } from '#lib/server/platform/index.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { typeOf } from '../request-context.ts';
import { getBatch } from './batch-store.ts';
import { findFileIds } from './item-store.ts';
import { record } from './move-batch.ts';

/**
 * All letters of a list that are in force as one PDF to be printed, letter after letter as they were
 * kept; a signature holds only in the letter's own file. Put together while it is read, so that it
 * takes the memory of one letter. Recorded.
 * @param input.bothSides each letter begins on a new sheet where sheets are printed on both sides
 * @throws Refusal 'forbidden', 'not-found', 'conflict' while no letter is made
 */
export async function printBatch(
  village: VillageContext,
  visitor: Visitor,
  input: { batchId: string; bothSides: boolean },
): Promise<{ name: string; pdf: AsyncIterable<Uint8Array> }> {
  requireOfficer(visitor, 'requests.read');
  const { batch, files } = await withVillage(village.id, async (tx) => {
    const batch = await getBatch(tx, input.batchId);
    const files = await findFileIds(tx, batch.id);
    if (files.length === 0)
      throw new Refusal('conflict', 'Belum ada surat yang jadi dalam daftar ini.');
    await record(tx, village, visitor, batch, 'letters.print-batch', { count: files.length });
    return { batch, files };
  });
  async function* letters() {
    for (const fileId of files)
      yield (await withVillage(village.id, (tx) => readStoredFile(tx, village.id, fileId))).content;
  }
  const pdf = joinPdfs(letters(), {
    title: `${typeOf(batch).name}: ${batch.name}`,
    author: `Pemerintah ${villageTitle(village)}`,
    createdAt: now(),
    bothSides: input.bothSides,
  });
  return { name: `surat-massal-${batch.type_slug}-${files.length}.pdf`, pdf };
}
