import { withVillage } from '#lib/server/platform/index.ts';
import { findJoiner, moveIntoFamily } from '#lib/server/population/index.ts';
import { changingFamily, chosenMembers } from '#lib/server/web/family-form.ts';
import { loadFamily } from '#lib/server/web/family-page.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const asked = (name: string) => (event.url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const { visitor } = event.locals;
  return loadFamily(event, async (tx) => ({
    search: asked('cari'),
    people: await findPeople(tx, visitor, asked('cari')),
    joiner: asked('warga') ? await findJoiner(tx, visitor, requireId(asked('warga'))) : undefined,
  }));
};

export const actions: Actions = {
  default: (event) =>
    changingFamily(event, 'tambah', async (form, id) => {
      const { village, visitor } = event.locals;
      const move = {
        members: chosenMembers(form),
        nextHeadId: String(form.get('kepala-baru') ?? ''),
        reason: String(form.get('alasan') ?? ''),
      };
      await withVillage(village.id, (tx) => moveIntoFamily(tx, village, visitor, id, move));
    }),
};
