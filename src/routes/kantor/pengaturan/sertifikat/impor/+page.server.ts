import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { importCertificate } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { visitor } }) => {
  requireOfficer(visitor, 'certificate.manage');
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const file = form.get('berkas');
      const p12 =
        file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
      const passphrase = String(form.get('sandi') ?? '');
      await withVillage(village.id, (tx) =>
        importCertificate(tx, village, visitor, p12, passphrase),
      );
      redirect(303, '/kantor/pengaturan/sertifikat?selesai=impor');
    });
  },
};
