import { Refusal } from '#lib/domain/refusal.ts';
import {
  addOwnCode,
  chooseTypeCode,
  findClassifications,
  importOwnCodes,
  listTypeCodes,
  removeOwnCode,
} from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

const address = '/kantor/surat/klasifikasi';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const search = (url.searchParams.get('cari') ?? '').slice(0, 100);
  return withVillage(village.id, async (tx) => ({
    saved: url.searchParams.has('disimpan'),
    search,
    ...(await listTypeCodes(tx, visitor, search)),
    found: await findClassifications(tx, search, 30),
  }));
};

export const actions: Actions = {
  pilih: saving(address, ({ village, visitor }, typed) => {
    const slug = typed.jenis ?? '';
    return withVillage(village.id, (tx) =>
      chooseTypeCode(tx, village.id, visitor, {
        slug,
        code: typed[`klasifikasi-${slug}`] ?? '',
      }),
    );
  }),
  tambah: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      addOwnCode(tx, village.id, visitor, {
        code: typed.klasifikasi ?? '',
        name: typed.nama ?? '',
      }),
    ),
  ),
  hapus: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      removeOwnCode(tx, village.id, visitor, typed.klasifikasi ?? ''),
    ),
  ),
  impor: saving(address, async ({ village, visitor }, _typed, form) => {
    const file = form.get('berkas');
    if (!(file instanceof File) || file.size === 0) {
      const message = 'Pilih berkas Excel atau CSV dulu.';
      throw new Refusal('invalid', message, { berkas: message });
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    await withVillage(village.id, (tx) => importOwnCodes(tx, village.id, visitor, bytes));
  }),
};
