import { formatDateFull } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import {
  addFixedHolidays,
  addHoliday,
  listHolidays,
  missingFixedHolidays,
  removeHoliday,
} from '#lib/server/villages/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const holidays = await withVillage(village.id, (tx) => listHolidays(tx, village, visitor));
  const inWords = (list: typeof holidays) =>
    list.map((holiday) => ({ ...holiday, date: formatDateFull(holiday.day) }));
  return {
    saved: url.searchParams.has('disimpan'),
    holidays: inWords(holidays),
    missing: inWords(missingFixedHolidays(village, holidays)),
  };
};

const address = '/kantor/pengaturan/libur';

export const actions: Actions = {
  tambah: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      addHoliday(tx, village, visitor, { day: typed.tanggal ?? '', name: typed.nama ?? '' }),
    ),
  ),
  tetap: saving(address, ({ village, visitor }) =>
    withVillage(village.id, (tx) => addFixedHolidays(tx, village, visitor)),
  ),
  hapus: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) => removeHoliday(tx, village, visitor, typed.hari ?? '')),
  ),
};
