import { redirect } from '@sveltejs/kit';
import { addStaff, hasFreshProof, mustManageStaff } from '#lib/server/access/index.ts';
import { act, proofAddress } from '#lib/server/web/act.ts';
import { typedStaff } from '#lib/server/web/staff-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { visitor }, url }) => {
  mustManageStaff(visitor);
  // Asked before the form, so that nothing typed is lost on the way.
  if (!hasFreshProof(visitor)) redirect(303, proofAddress(url));
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData();
    const typed = typedStaff(form);
    const result = await act(form, async () => ({
      made: await addStaff(locals.village.id, locals.visitor, {
        ...typed,
        username: String(form.get('nama-pengguna') ?? ''),
      }),
    }));
    // Several ticks share a name: `values` has room for one.
    if ('data' in result) Object.assign(result.data, { roles: typed.roles, signs: typed.signs });
    return result;
  },
};
