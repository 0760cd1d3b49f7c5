import { withVillage } from '#lib/server/platform/index.ts';
import { leaveFamily, splitFamily } from '#lib/server/population/index.ts';
import { changingFamily, chosenMembers } from '#lib/server/web/family-form.ts';
import { loadFamily } from '#lib/server/web/family-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadFamily(event, async () => ({}));

export const actions: Actions = {
  pisah: (event) =>
    changingFamily(event, 'pisah', (form, id) => {
      const { village, visitor } = event.locals;
      const split = {
        ...common(form),
        members: chosenMembers(form),
        kk: String(form.get('kk') ?? ''),
      };
      return withVillage(village.id, (tx) => splitFamily(tx, village, visitor, id, split));
    }),
  keluar: (event) =>
    changingFamily(event, 'keluar', async (form, id) => {
      const { village, visitor } = event.locals;
      const residentIds = chosenMembers(form).map((member) => member.id);
      const move = { ...common(form), residentIds };
      await withVillage(village.id, (tx) => leaveFamily(tx, village, visitor, id, move));
    }),
};

const common = (form: FormData) => ({
  nextHeadId: String(form.get('kepala-baru') ?? ''),
  reason: String(form.get('alasan') ?? ''),
});
