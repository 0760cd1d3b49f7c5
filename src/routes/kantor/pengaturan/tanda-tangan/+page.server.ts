import { getServiceSettings, saveService } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { proofFirst } from '#lib/server/web/proof-first.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const settings = await withVillage(village.id, (tx) => getServiceSettings(tx, visitor));
  proofFirst(visitor, url);
  return {
    saved: url.searchParams.has('disimpan'),
    hasPassword: settings.hasPassword,
    open: settings.bsreOpen,
    values: {
      cara: settings.method,
      alamat: settings.bsreUrl,
      pengguna: settings.bsreUsername,
      stempel: settings.tsaUrl,
      'tanpa-stempel': settings.tsaMissing,
    },
  };
};

export const actions: Actions = {
  default: saving('/kantor/pengaturan/tanda-tangan', ({ village, visitor }, typed, form) =>
    withVillage(village.id, (tx) =>
      saveService(tx, village, visitor, typed, String(form.get('sandi-layanan') ?? '')),
    ),
  ),
};
