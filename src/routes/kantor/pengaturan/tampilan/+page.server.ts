import { requireOfficer } from '#lib/domain/authority.ts';
import { judgeAccent } from '#lib/domain/contrast.ts';
import { saveLook, setLogo } from '#lib/server/villages/index.ts';
import { typedValues } from '#lib/server/web/act.ts';
import { readLogoField } from '#lib/server/web/logo-field.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The house's own green, which a village without a colour shows. */
const green = '#0e5a44';

export const load: PageServerLoad = ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'village.settings');
  const colour = village.accent ?? green;
  return {
    saved: url.searchParams.has('disimpan'),
    logoFileId: village.logoFileId,
    own: village.accent !== null,
    colour,
    verdict: judgeAccent(colour),
  };
};

const address = '/kantor/pengaturan/tampilan';

export const actions: Actions = {
  warna: saving(address, ({ village, visitor }, typed) => saveLook(village, visitor, typed)),
  /** Judges the chosen colour without saving it. */
  coba: async ({ request, locals: { visitor } }) => {
    requireOfficer(visitor, 'village.settings');
    const typed = typedValues(await request.formData());
    return { tried: typed.warna ?? '', verdict: judgeAccent(typed.warna ?? '') };
  },
  logo: saving(address, async ({ village, visitor }, _typed, form) => {
    requireOfficer(visitor, 'village.settings');
    await setLogo(village, visitor, await readLogoField(form, 'logo'));
  }),
  hapusLogo: saving(address, ({ village, visitor }) => setLogo(village, visitor, null)),
};
