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

/** Where each of the arms is kept, and what putting it up and taking it down is called. */
const arms = {
  village: { column: 'logo_file_id', set: 'village.set-logo', remove: 'village.remove-logo' },
  regency: {
    column: 'regency_logo_file_id',
    set: 'village.set-regency-logo',
    remove: 'village.remove-regency-logo',
  },
} as const;

/**
 * Puts up the village's logo, or the regency's arms for the letterhead, or takes it down. The one before is
 * deleted; letters that were signed carry it within them.
 * @param upload made anew by readLogo; null: no logo
 * @throws Refusal unless the visitor may change the village's settings
 */
export async function setLogo(
  village: VillageContext,
  visitor: Visitor,
  upload: Pick<CleanUpload, 'bytes' | 'mediaType'> | null,
  whose: keyof typeof arms = 'village',
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const { column, set, remove } = arms[whose];
  await withVillage(village.id, async (tx) => {
    const { [column]: before } = await getProfileLocked(tx);
    if (!upload && !before) return;
    const file = upload && (await storeFile(tx, village.id, upload.bytes, upload.mediaType));
    await updateProfile(tx, { [column]: file?.id ?? null, updated_at: now() });
    if (before) await dropStoredFile(tx, before);
    await recordEvent(tx, village.id, visitor, {
      action: upload ? set : remove,
    });
  });
  refreshVillages();
}
