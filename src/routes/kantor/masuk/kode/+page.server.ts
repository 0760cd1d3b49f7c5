import { redirect } from '@sveltejs/kit';
import {
  callerOf,
  demoOfficerHints,
  findHalfwayOfficer,
  giveCode,
} from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import { safeReturn } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const officer = await findHalfwayOfficer(callerOf(event));
  if (!officer) redirect(303, '/kantor/masuk' + event.url.search);
  if (officer.setup) redirect(303, '/kantor/masuk/daftar-kode' + event.url.search);
  return { name: officer.name, demoCode: demoOfficerHints()[0]?.code };
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
