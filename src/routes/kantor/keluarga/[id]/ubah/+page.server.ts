import { withVillage } from '#lib/server/platform/index.ts';
import { changeFamily, listAreaOptions } from '#lib/server/population/index.ts';
import { changingFamily } from '#lib/server/web/family-form.ts';
import { loadFamily } from '#lib/server/web/family-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadFamily(event, async (tx) => ({ areas: await listAreaOptions(tx, event.locals.visitor) }));

export const actions: Actions = {
  default: (event) =>
    changingFamily(event, 'ubah', async (form, id) => {
      const { village, visitor } = event.locals;
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const typed = {
        kk: text('kk'),
        areaId: text('wilayah'),
        address: text('alamat'),
        socialClass: text('kelas-sosial'),
        registeredOn: text('terdaftar'),
        cardPrintedOn: text('dicetak'),
        reason: text('alasan'),
      };
      await withVillage(village.id, (tx) => changeFamily(tx, village, visitor, id, typed));
    }),
};
