import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import {
  dropStoredFile,
  now,
  readStoredFile,
  storeFile,
  type CleanUpload,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import { declareChange } from '../declare-change.ts';
import { requireReader } from '../reading-policy.ts';
import { getChangeable } from './change-resident.ts';
import { requireEditor } from './record-policy.ts';
import { findPhotoId, updateResident } from './resident-store.ts';

/**
 * Puts a resident's photo on the record, or takes it away. The one before is deleted.
 * @param upload made anew by readPortrait; null: no photo
 */
export async function setPhoto(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  residentId: string,
  upload: Pick<CleanUpload, 'bytes' | 'mediaType'> | null,
): Promise<void> {
  requireEditor(visitor);
  const { photo_file_id: before } = await getChangeable(tx, residentId);
  if (!upload && !before) return;
  const file = upload && (await storeFile(tx, villageId, upload.bytes, upload.mediaType));
  await declareChange(tx, visitor, { kind: 'edit' });
  await updateResident(tx, residentId, { photo_file_id: file?.id ?? null }, now());
  if (before) await dropStoredFile(tx, before);
  await recordEvent(tx, villageId, visitor, {
    action: upload ? 'population.set-photo' : 'population.remove-photo',
    subjectKind: 'resident',
    subjectId: residentId,
    residentId,
  });
}

/**
 * A resident's photo, for who may read records. It stands on the record, whose reading is recorded.
 * @throws Refusal 'not-found' where there is none
 */
export async function readPhoto(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  residentId: string,
): Promise<{ content: Buffer; mediaType: string }> {
  requireReader(visitor);
  const fileId = await findPhotoId(tx, residentId);
  if (!fileId) throw new Refusal('not-found', 'Warga ini belum punya foto.');
  return readStoredFile(tx, villageId, fileId);
}
