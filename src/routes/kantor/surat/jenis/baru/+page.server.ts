import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { addType, importType, listTypes } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const types = await withVillage(village.id, (tx) => listTypes(tx, visitor));
  return {
    from: url.searchParams.get('dari') ?? '',
    types: types.map(({ slug, name }) => ({ value: slug, label: name })),
  };
};

export const actions: Actions = {
  buat: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    return act(form, async () => {
      const input = { name: text('nama'), from: text('dari') };
      const slug = await withVillage(village.id, (tx) => addType(tx, village.id, visitor, input));
      redirect(303, `/kantor/surat/jenis/${slug}`);
    });
  },
  masukkan: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      requireOfficer(visitor, 'letter-types.edit');
      const file = form.get('berkas');
      const bytes =
        file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
      const slug = await withVillage(village.id, (tx) =>
        importType(tx, village.id, visitor, bytes),
      );
      redirect(303, `/kantor/surat/jenis/${slug}`);
    });
  },
};
