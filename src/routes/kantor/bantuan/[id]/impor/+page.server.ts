import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { checkImport, openProgramme } from '#lib/server/assistance/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  requireOfficer(visitor, 'aid.manage');
  const id = requireId(params.id);
  const { name, target } = await readVillage(village.id, (tx) => openProgramme(tx, visitor, id));
  return { id, name, target };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const programmeId = requireId(params.id);
    return act(form, async () => {
      requireOfficer(visitor, 'aid.manage');
      // A file of a programme that is not there is refused as that first.
      await readVillage(village.id, (tx) => openProgramme(tx, visitor, programmeId));
      const file = form.get('berkas');
      if (!(file instanceof File) || file.size === 0) {
        const message = 'Pilih berkas Excel atau CSV berisi penerima.';
        throw new Refusal('invalid', message, { berkas: message });
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      const id = await checkImport(village, visitor, { programmeId, name: file.name, bytes });
      redirect(303, `/kantor/bantuan/${programmeId}/impor/${id}`);
    });
  },
};
