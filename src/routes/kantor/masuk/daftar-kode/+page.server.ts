import { redirect } from '@sveltejs/kit';
import { callerOf, findHalfwayOfficer, giveCode } from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import { safeReturn } from '#lib/server/web/guard.ts';
import { qrPicture } from '#lib/server/web/qr-picture.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const officer = await findHalfwayOfficer(callerOf(event));
  if (!officer) redirect(303, '/kantor/masuk' + event.url.search);
  if (!officer.setup) redirect(303, '/kantor/masuk/kode' + event.url.search);
  const { secret, address } = officer.setup;
  return { name: officer.name, secret, address, picture: qrPicture(address) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      await giveCode(callerOf(event), String(form.get('kode') ?? ''));
      redirect(303, safeReturn(event.url.searchParams.get('lanjut'), '/kantor', '/kantor'));
    });
  },
};
