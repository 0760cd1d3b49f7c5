import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readPortrait, withVillage } from '#lib/server/platform/index.ts';
import { getPerson, openResident, setPhoto } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const id = requireId(params.id);
  requireOfficer(locals.visitor, 'residents.edit');
  const { person, photoId } = await withVillage(locals.village.id, (tx) =>
    openResident(tx, locals.village.id, locals.visitor, id),
  );
  return { id, name: person.name, photoId };
};

/** A refusal about the file, at the field where it was chosen. */
async function read(form: FormData) {
  const file = form.get('foto');
  try {
    if (!(file instanceof File) || file.size === 0)
      throw new Refusal('invalid', 'Pilih atau ambil fotonya dulu.');
    return await readPortrait(file);
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(error.kind, error.message, { foto: error.message });
    throw error;
  }
}

export const actions = {
  pasang: async ({ request, locals, params }) => {
    const id = requireId(params.id);
    const { village, visitor } = locals;
    // Who may not, or means nobody, is told before a picture is decoded.
    requireOfficer(visitor, 'residents.edit');
    await withVillage(village.id, (tx) => getPerson(tx, id));
    const form = await request.formData();
    return act(form, async () => {
      const picture = await read(form);
      await withVillage(village.id, (tx) => setPhoto(tx, village.id, visitor, id, picture));
      redirect(303, `/kantor/penduduk/${id}?selesai=foto`);
    });
  },
  hapus: async ({ request, locals, params }) => {
    const id = requireId(params.id);
    const { village, visitor } = locals;
    return act(await request.formData(), async () => {
      await withVillage(village.id, (tx) => setPhoto(tx, village.id, visitor, id, null));
      redirect(303, `/kantor/penduduk/${id}?selesai=foto`);
    });
  },
} satisfies Actions;
