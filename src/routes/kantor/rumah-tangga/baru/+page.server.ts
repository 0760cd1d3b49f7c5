import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { createHousehold, findFamily } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import { typedHousehold } from '#lib/server/web/household-form.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'residents.edit');
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const [search, chosen] = [asked('cari'), asked('warga')];
  return withVillage(village.id, async (tx) => {
    const family = chosen ? await findFamily(tx, requireId(chosen)) : [];
    return {
      search,
      people: await findPeople(tx, visitor, search),
      head: family.find(({ id }) => id === chosen)?.name,
      headId: chosen,
      others: family.filter(({ id }) => id !== chosen).map(({ id, name }) => ({ id, name })),
    };
  });
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    const memberIds = form.getAll('anggota').map(String);
    const typed = typedHousehold(form);
    const result = await act(form, async () => {
      requireOfficer(visitor, 'residents.edit');
      const made = {
        ...typed,
        headId: requireId(String(form.get('kepala') ?? '')),
        memberIds: memberIds.map(requireId),
      };
      const id = await withVillage(village.id, (tx) => createHousehold(tx, village, visitor, made));
      redirect(303, `/kantor/rumah-tangga/${id}?selesai=baru`);
    });
    // Ticks have no room in `values`.
    return Object.assign(result, { data: { ...result.data, chosen: memberIds, typed } });
  },
};
