import { redirect } from '@sveltejs/kit';
import { callerOf, changePin } from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  first: locals.visitor.kind === 'resident' && locals.visitor.mustChangePin,
});

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const { visitor } = event.locals;
    return act(form, async () => {
      await changePin(callerOf(event), visitor, {
        pin: String(form.get('pin') ?? ''),
        newPin: String(form.get('pin-baru') ?? ''),
        repeated: String(form.get('ulangi-pin') ?? ''),
      });
      const first = visitor.kind === 'resident' && visitor.mustChangePin;
      redirect(303, first ? '/layanan-mandiri' : '/layanan-mandiri/akun?selesai=pin');
    });
  },
};
