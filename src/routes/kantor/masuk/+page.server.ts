import { redirect } from '@sveltejs/kit';
import { callerOf, demoOfficerHints, signInStaff } from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import { safeReturn } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.visitor.kind === 'staff')
    redirect(303, safeReturn(url.searchParams.get('lanjut'), '/kantor', '/kantor'));
  return { left: url.searchParams.has('keluar'), demo: demoOfficerHints() };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      const next = await signInStaff(callerOf(event), {
        username: String(form.get('nama') ?? ''),
        password: String(form.get('sandi') ?? ''),
      });
      const page = next === 'code' ? '/kantor/masuk/kode' : '/kantor/masuk/daftar-kode';
      redirect(303, page + event.url.search);
    });
  },
};
