import { redirect } from '@sveltejs/kit';
import { requireResident } from '#lib/domain/authority.ts';
import { callerOf, hasFreshProof, provePin } from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { visitor } }) => {
  requireResident(visitor);
  return { proven: hasFreshProof(visitor) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      await provePin(callerOf(event), event.locals.visitor, String(form.get('pin') ?? ''));
      redirect(303, '/layanan-mandiri/data-diri/ambil');
    });
  },
};
