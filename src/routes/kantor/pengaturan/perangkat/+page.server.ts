import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readPortrait, withVillage } from '#lib/server/platform/index.ts';
import { officialsServing, setOfficialPhoto } from '#lib/server/villages/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'village.settings');
  return {
    saved: url.searchParams.has('disimpan'),
    officials: await withVillage(village.id, (tx) => officialsServing(tx, village)),
  };
};

const address = '/kantor/pengaturan/perangkat';

async function chosenPortrait(form: FormData) {
  const file = form.get('foto');
  if (!(file instanceof File) || file.size === 0)
    throw new Refusal('invalid', 'Pilih fotonya dulu, lalu tekan Pasang foto.');
  return readPortrait(file);
}

export const actions: Actions = {
  pasang: saving(address, async ({ village, visitor }, typed, form) => {
    requireOfficer(visitor, 'village.settings');
    const upload = await chosenPortrait(form);
    await withVillage(village.id, (tx) =>
      setOfficialPhoto(tx, village.id, visitor, { id: requireId(typed.id), upload }),
    );
  }),
  hapus: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      setOfficialPhoto(tx, village.id, visitor, { id: requireId(typed.id), upload: null }),
    ),
  ),
};
