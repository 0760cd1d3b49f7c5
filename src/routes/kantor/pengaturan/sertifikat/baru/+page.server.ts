import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { renewCertificate } from '#lib/server/letters/index.ts';
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
      await withVillage(village.id, (tx) => renewCertificate(tx, village, visitor));
      redirect(303, '/kantor/pengaturan/sertifikat?selesai=baru');
    });
  },
};
