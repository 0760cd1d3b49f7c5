import { formatDateFull } from '#lib/domain/dates-id.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import {
  addHoliday,
  addNationalHolidays,
  listHolidays,
  missingNationalHolidays,
  refreshVillages,
  removeHoliday,
} from '#lib/server/villages/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const holidays = await withVillage(village.id, (tx) => listHolidays(tx, village, visitor));
  const inWords = <T extends { day: string }>(list: readonly T[]) =>
    list.map((holiday) => ({ ...holiday, date: formatDateFull(holiday.day) }));
  return {
    saved: url.searchParams.has('disimpan'),
    holidays: inWords(holidays),
    missing: inWords(missingNationalHolidays(village, holidays)),
  };
};

const address = '/kantor/pengaturan/libur';

/** What changes the holidays; every page knows of it at once. */
async function change(villageId: number, work: (tx: VillageTx) => Promise<unknown>) {
  await withVillage(villageId, work);
  refreshVillages();
}

export const actions: Actions = {
  tambah: saving(address, ({ village, visitor }, typed) =>
    change(village.id, (tx) =>
      addHoliday(tx, village, visitor, { day: typed.tanggal ?? '', name: typed.nama ?? '' }),
    ),
  ),
  nasional: saving(address, ({ village, visitor }, typed) =>
    change(village.id, (tx) => addNationalHolidays(tx, village, visitor, Object.keys(typed))),
  ),
  hapus: saving(address, ({ village, visitor }, typed) =>
    change(village.id, (tx) => removeHoliday(tx, village, visitor, typed.hari ?? '')),
  ),
};
