import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { drawDraft } from '../open-request.ts';
import { requireOfficer } from '../policy.ts';
import { typeOf } from '../request-context.ts';
import { getBatch } from './batch-store.ts';
import { findFirstId } from './item-store.ts';

/**
 * The first letter of a list as it would be, marked KONSEP, with masked numbers. Recorded.
 * @returns SVG text
 * @throws Refusal 'forbidden', 'not-found' while nobody on the list gets one
 */
export async function drawSample(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  batchId: string,
): Promise<string> {
  requireOfficer(visitor, 'requests.read');
  const batch = await getBatch(tx, batchId);
  const first = await findFirstId(tx, batchId);
  if (!first)
    throw new Refusal('not-found', 'Belum ada warga yang akan mendapat surat dalam daftar ini.');
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.draw-sample',
    subjectKind: 'letter-batch',
    subjectId: batch.id,
    residentId: first,
    details: { name: batch.name, type: typeOf(batch).name },
  });
  return drawDraft(tx, village, visitor, { ...batch, subject_id: first });
}
