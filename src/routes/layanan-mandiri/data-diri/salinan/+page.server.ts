import { redirect } from '@sveltejs/kit';
import { requireResident } from '#lib/domain/authority.ts';
import { callerOf, hasFreshProof, provePin } from '#lib/server/access/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listCopies } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor } }) => {
  requireResident(visitor);
  const copies = await withVillage(village.id, (tx) => listCopies(tx, village, visitor));
  return { proven: hasFreshProof(visitor), ...copies };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      await provePin(callerOf(event), event.locals.visitor, String(form.get('pin') ?? ''));
      redirect(303, '/layanan-mandiri/data-diri/salinan');
    });
  },
};
