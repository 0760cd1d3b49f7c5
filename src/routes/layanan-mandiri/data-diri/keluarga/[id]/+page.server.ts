import { withVillage } from '#lib/server/platform/index.ts';
import { readFamilyMember } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const read = (
  { village, visitor }: App.Locals,
  id: string | undefined,
  shown: { numbers: boolean },
) => withVillage(village.id, (tx) => readFamilyMember(tx, village, visitor, requireId(id), shown));

export const load: PageServerLoad = async ({ locals, params }) => ({
  id: requireId(params.id),
  ...(await read(locals, params.id, { numbers: false })),
});

export const actions: Actions = {
  tampilkan: async ({ request, locals, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const { parts } = await read(locals, params.id, { numbers: true });
      return { parts };
    });
  },
};
