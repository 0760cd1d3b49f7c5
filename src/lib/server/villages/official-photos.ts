import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
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
import { findOfficialLocked, updateOfficial } from './officials-store.ts';
import { findOfficials } from './store.ts';
import type { VillageContext } from './village-context.ts';

/** An official as everybody may see one. */
export interface ServingOfficial {
  id: string;
  name: string;
  position: string;
  /** Signs letters: the head, as a rule. */
  signs: boolean;
  /** The stored file of the portrait; null: none was put up. */
  photoFileId: string | null;
}

/** The officials who serve today, the highest first. */
export async function officialsServing(
  tx: VillageTx,
  village: VillageContext,
): Promise<ServingOfficial[]> {
  const today = villageDate(now(), village.timeZone);
  return (await findOfficials(tx))
    .filter(
      (one) =>
        (!one.serves_from || String(one.serves_from) <= today) &&
        (!one.serves_until || String(one.serves_until) >= today),
    )
    .map(({ id, name, position, signs, photo_file_id }) => ({
      id,
      name,
      position,
      signs,
      photoFileId: photo_file_id,
    }));
}

/**
 * Puts up an official's portrait on the public pages, or takes it down. The one before is deleted.
 * @param upload made anew by readPortrait; null: no portrait
 * @throws Refusal 'forbidden' unless the visitor may change the village's settings, 'not-found'
 */
export async function setOfficialPhoto(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { id, upload }: { id: string; upload: CleanUpload | null },
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const official = await findOfficialLocked(tx, id);
  if (!official) throw new Refusal('not-found', 'Perangkat desa ini tidak ada.');
  if (!upload && !official.photo_file_id) return;
  const file = upload && (await storeFile(tx, villageId, upload.bytes, upload.mediaType));
  await updateOfficial(tx, id, { photo_file_id: file?.id ?? null });
  if (official.photo_file_id) await dropStoredFile(tx, official.photo_file_id);
  await recordEvent(tx, villageId, visitor, {
    action: upload ? 'village.set-official-photo' : 'village.remove-official-photo',
    details: { name: official.name },
  });
}

/** The portrait of an official who serves. @throws Refusal 'not-found' */
export async function readOfficialPhoto(tx: VillageTx, village: VillageContext, id: string) {
  const official = (await officialsServing(tx, village)).find((one) => one.id === id);
  if (!official?.photoFileId) throw new Refusal('not-found', 'Foto ini tidak ada.');
  return readStoredFile(tx, village.id, official.photoFileId);
}
