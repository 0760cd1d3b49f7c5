import { redirect } from '@sveltejs/kit';
import { callerOf, demoOfficerHints, proveStaff } from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import { safeReturn } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({
  name: locals.visitor.kind === 'staff' ? locals.visitor.name : '',
  back: safeReturn(url.searchParams.get('lanjut'), '/kantor', '/kantor'),
  demo: demoOfficerHints()[0],
});

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      await proveStaff(callerOf(event), event.locals.visitor, {
        password: String(form.get('sandi') ?? ''),
        code: String(form.get('kode') ?? ''),
      });
      redirect(303, safeReturn(event.url.searchParams.get('lanjut'), '/kantor', '/kantor'));
    });
  },
};
