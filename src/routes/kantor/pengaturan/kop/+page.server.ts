import { requireOfficer } from '#lib/domain/authority.ts';
import { lookFields, marginFields } from '#lib/domain/letter-look-form.ts';
import { marginLimits, penLimits, type MarginSide } from '#lib/domain/letter-look.ts';
import { drawLook, usualLines } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { saveLetterLook, setLogo } from '#lib/server/villages/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { readLogoField } from '#lib/server/web/logo-field.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

const address = '/kantor/pengaturan/kop';

export const load: PageServerLoad = ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'village.settings');
  return {
    saved: url.searchParams.has('disimpan'),
    values: lookFields({ look: village.letterLook, paper: village.paper }),
    usual: usualLines(village),
    regionCode: village.regionCode,
    hasLogo: village.logoFileId !== null,
    hasRegencyLogo: village.regencyLogoFileId !== null,
    margins: (Object.keys(marginLimits) as MarginSide[]).map((side) => ({
      name: marginFields[side],
      ...marginLimits[side],
    })),
    pen: penLimits,
  };
};

export const actions: Actions = {
  simpan: saving(address, ({ village, visitor }, typed) => saveLetterLook(village, visitor, typed)),
  /** The letter as the form stands, without saving it. */
  contoh: async ({ request, locals: { village, visitor } }) => {
    requireOfficer(visitor, 'village.settings');
    const form = await request.formData();
    return act(form, async () => {
      const typed = typedValues(form);
      const svg = await withVillage(village.id, (tx) => drawLook(tx, village, visitor, typed));
      const drawn = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
      return { typed, drawn };
    });
  },
  lambang: saving(address, async ({ village, visitor }, _typed, form) => {
    requireOfficer(visitor, 'village.settings');
    await setLogo(village, visitor, await readLogoField(form, 'lambang'), 'regency');
  }),
  hapusLambang: saving(address, ({ village, visitor }) =>
    setLogo(village, visitor, null, 'regency'),
  ),
};
