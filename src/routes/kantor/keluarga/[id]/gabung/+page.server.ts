import { withVillage } from '#lib/server/platform/index.ts';
import { mergeFamilies, openFamily, searchFamilies } from '#lib/server/population/index.ts';
import { changingFamily, chosenMembers } from '#lib/server/web/family-form.ts';
import { loadFamily } from '#lib/server/web/family-page.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const asked = (name: string) => (event.url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const { village, visitor } = event.locals;
  const search = asked('cari');
  return loadFamily(event, async (tx, family) => {
    const found = search
      ? await searchFamilies(tx, visitor, { search, closed: false, page: 1 })
      : undefined;
    const into = asked('ke')
      ? await openFamily(tx, village, visitor, requireId(asked('ke')))
      : undefined;
    return {
      search,
      found: found?.items
        .filter(({ id }) => id !== family.id)
        .slice(0, 15)
        .map(({ id, headName, kkNumber, place }) => ({
          id,
          name: headName || 'Tanpa kepala keluarga',
          about: [kkNumber, place].filter(Boolean).join(' · '),
        })),
      into: into && { id: into.id, headName: into.headName, members: into.members.length },
    };
  });
};

export const actions: Actions = {
  default: (event) =>
    changingFamily(event, 'gabung', async (form, fromId) => {
      const { village, visitor } = event.locals;
      const into = String(form.get('keluarga') ?? '');
      const merge = {
        fromId,
        intoId: into ? requireId(into) : undefined,
        members: chosenMembers(form),
        reason: String(form.get('alasan') ?? ''),
      };
      await withVillage(village.id, (tx) => mergeFamilies(tx, village, visitor, merge));
      return merge.intoId;
    }),
};
