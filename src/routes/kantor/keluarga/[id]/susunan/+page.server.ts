import { withVillage } from '#lib/server/platform/index.ts';
import { arrangeFamily } from '#lib/server/population/index.ts';
import { changingFamily, chosenRelation } from '#lib/server/web/family-form.ts';
import { loadFamily } from '#lib/server/web/family-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadFamily(event, async () => ({}));

export const actions: Actions = {
  default: (event) =>
    changingFamily(event, 'susunan', async (form, id) => {
      const { village, visitor } = event.locals;
      const named = [...form.keys()].flatMap((key) => /^hubungan-(.+)$/.exec(key)?.[1] ?? []);
      const wanted = {
        headId: String(form.get('kepala') ?? ''),
        relations: new Map(named.map((one) => [one, chosenRelation(form, one)])),
        reason: String(form.get('alasan') ?? ''),
      };
      await withVillage(village.id, (tx) => arrangeFamily(tx, village, visitor, id, wanted));
    }),
};
