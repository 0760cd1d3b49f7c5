import { requireResident } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { readStoredFile, type StoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getRecord } from './own-record.ts';
import { getReach } from './reach.ts';

/**
 * The photo of a record that the visitor may open. Seeing a member's is recorded.
 * @throws Refusal 'not-found' where there is none, or it is not theirs to see
 */
export async function openOwnPhoto(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  residentId: string,
): Promise<StoredFile & { content: Buffer }> {
  requireResident(visitor);
  const { person, audience } = await getReach(tx, village, visitor, residentId);
  const { photo_file_id } = await getRecord(tx, person.id);
  if (!photo_file_id) throw new Refusal('not-found', 'Belum ada foto.');
  if (audience !== 'own')
    await recordEvent(tx, village.id, visitor, {
      action: 'population.read-photo',
      residentId: person.id,
    });
  return readStoredFile(tx, village.id, photo_file_id);
}
