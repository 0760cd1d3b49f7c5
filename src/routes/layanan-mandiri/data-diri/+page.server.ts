import { withVillage } from '#lib/server/platform/index.ts';
import { readOwnRecord } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village, visitor } }) =>
  withVillage(village.id, (tx) => readOwnRecord(tx, village, visitor, { numbers: false }));

export const actions: Actions = {
  /** NIK, KK and phone in full: asked for by a form, so that no address shows them. */
  tampilkan: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const { parts } = await withVillage(village.id, (tx) =>
        readOwnRecord(tx, village, visitor, { numbers: true }),
      );
      return { parts };
    });
  },
};
