import { requireOfficer } from '#lib/domain/authority.ts';
import { introductionOf } from '#lib/domain/letter-type.ts';
import { letterTypes, saveIntroductions } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { refreshVillages } from '#lib/server/villages/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'village.settings');
  const types = await withVillage(village.id, letterTypes);
  return {
    saved: url.searchParams.has('disimpan'),
    chosen: village.introducedLetters,
    days: String(village.introductionDays),
    letters: [...types.values()]
      .filter((type) => introductionOf(type))
      .map(({ slug, name, code }) => ({ value: slug, label: name, hint: code })),
  };
};

export const actions: Actions = {
  default: saving('/kantor/pengaturan/pengantar', async ({ village, visitor }, typed, form) => {
    await withVillage(village.id, (tx) =>
      saveIntroductions(tx, village, visitor, {
        slugs: form.getAll('surat').map(String),
        days: typed.hari ?? '',
      }),
    );
    refreshVillages();
  }),
};
