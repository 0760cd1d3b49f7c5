import { requireOfficer } from '#lib/domain/authority.ts';
import { judgeAccent } from '#lib/domain/contrast.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readLogo } from '#lib/server/platform/index.ts';
import { saveLook, setLogo } from '#lib/server/villages/index.ts';
import { typedValues } from '#lib/server/web/act.ts';
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

/** A refusal about a file, at the field where it was chosen. */
async function read(form: FormData) {
  const file = form.get('logo');
  try {
    if (!(file instanceof File) || file.size === 0)
      throw new Refusal('invalid', 'Pilih gambar logonya dulu.');
    return await readLogo(file);
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(error.kind, error.message, { logo: error.message });
    throw error;
  }
}

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
    await setLogo(village, visitor, await read(form));
  }),
  hapusLogo: saving(address, ({ village, visitor }) => setLogo(village, visitor, null)),
};
