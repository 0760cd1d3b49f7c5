import { redirect } from '@sveltejs/kit';
import { callerOf, changePassword } from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  first: locals.visitor.kind === 'staff' && locals.visitor.mustChangePassword,
});

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { visitor } = event.locals;
    return act(form, async () => {
      await changePassword(callerOf(event), visitor, {
        password: String(form.get('sandi') ?? ''),
        newPassword: String(form.get('sandi-baru') ?? ''),
        repeated: String(form.get('ulangi-sandi') ?? ''),
      });
      const first = visitor.kind === 'staff' && visitor.mustChangePassword;
      redirect(303, first ? '/kantor' : '/kantor/akun?selesai=sandi');
    });
  },
};
