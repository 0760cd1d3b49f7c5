import { requireOfficer } from '#lib/domain/authority.ts';
import { readLookForm } from '#lib/domain/letter-look-form.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { changeProfile, type ProfileChange } from './change-profile.ts';
import { readLook, readOffice } from './settings-input.ts';
import { refreshVillages, type VillageContext } from './village-context.ts';

/** A form's text fields by name. */
type Typed = Readonly<Record<string, string>>;

async function save(village: VillageContext, visitor: Visitor, change: ProfileChange) {
  const fields = await withVillage(village.id, (tx) =>
    changeProfile(tx, village.id, visitor, change),
  );
  refreshVillages();
  return fields;
}

/**
 * How the office is reached and when it is open.
 * @returns the names of the settings that are different now
 * @throws Refusal 'invalid' with a sentence for each field, 'forbidden'
 */
export const saveOffice = async (village: VillageContext, visitor: Visitor, typed: Typed) =>
  save(village, visitor, readOffice(typed));

/** The village's colour. Throws as saveOffice. */
export const saveLook = async (village: VillageContext, visitor: Visitor, typed: Typed) =>
  save(village, visitor, readLook(typed));

/** How letters look, and their paper. Throws as saveOffice. */
export const saveLetterLook = async (village: VillageContext, visitor: Visitor, typed: Typed) => {
  requireOfficer(visitor, 'village.settings');
  const { look, paper } = readLookForm(typed);
  return save(village, visitor, { letterLook: look, paper });
};
