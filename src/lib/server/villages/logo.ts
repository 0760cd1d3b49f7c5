import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import {
  dropStoredFile,
  now,
  storeFile,
  withVillage,
  type CleanUpload,
} from '#lib/server/platform/index.ts';
import { getProfileLocked, updateProfile } from './settings-store.ts';
import { refreshVillages, type VillageContext } from './village-context.ts';

/**
 * Puts up the village's logo, or takes it down. The one before is deleted; letters that were signed
 * carry it within them.
 * @param upload made anew by readLogo; null: no logo
 * @throws Refusal unless the visitor may change the village's settings
 */
export async function setLogo(
  village: VillageContext,
  visitor: Visitor,
  upload: Pick<CleanUpload, 'bytes' | 'mediaType'> | null,
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  await withVillage(village.id, async (tx) => {
    const { logo_file_id: before } = await getProfileLocked(tx);
    if (!upload && !before) return;
    const file = upload && (await storeFile(tx, village.id, upload.bytes, upload.mediaType));
    await updateProfile(tx, { logo_file_id: file?.id ?? null, updated_at: now() });
    if (before) await dropStoredFile(tx, before);
    await recordEvent(tx, village.id, visitor, {
      action: upload ? 'village.set-logo' : 'village.remove-logo',
    });
  });
  refreshVillages();
}
