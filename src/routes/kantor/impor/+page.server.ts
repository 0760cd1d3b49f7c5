import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listImports, startImport } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { village, visitor } = locals;
  const imports = await withVillage(village.id, (tx) => listImports(tx, visitor));
  return {
    imports: imports.map((one) => ({
      id: one.id,
      fileName: one.fileName,
      state: one.state,
      at: formatDateTime(one.startedAt, village.timeZone),
      by: one.startedBy ?? 'Server desa',
      counts: one.counts,
    })),
  };
};

export const actions: Actions = {
  kirim: async ({ request, locals }) => {
    const form = await request.formData();
    return act(form, async () => {
      requireOfficer(locals.visitor, 'residents.import');
      const file = form.get('berkas');
      // Without a choice a browser sends a file that has no name either.
      if (!(file instanceof File) || (file.size === 0 && file.name === '')) {
        const message = 'Pilih berkas Excel atau CSV yang akan dimasukkan.';
        throw new Refusal('invalid', message, { berkas: message });
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      const id = await withVillage(locals.village.id, (tx) =>
        startImport(tx, locals.village.id, locals.visitor, { name: file.name, bytes }),
      );
      redirect(303, `/kantor/impor/${id}`);
    });
  },
};
