import { requireOfficer } from '#lib/domain/authority.ts';
import { saveOffice } from '#lib/server/villages/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'village.settings');
  const hours = Object.entries(village.officeHours).flatMap(([day, [opens, closes]]) => [
    [`jam-${day}-buka`, opens],
    [`jam-${day}-tutup`, closes],
  ]);
  return {
    saved: url.searchParams.has('disimpan'),
    values: {
      alamat: village.address,
      pos: village.postalCode,
      telepon: village.phone,
      email: village.email,
      situs: village.website,
      tentang: village.about,
      maklumat: village.servicePledge,
      ...Object.fromEntries(hours),
    } as Record<string, string>,
  };
};

export const actions: Actions = {
  default: saving('/kantor/pengaturan/desa', ({ village, visitor }, typed) =>
    saveOffice(village, visitor, typed),
  ),
};
