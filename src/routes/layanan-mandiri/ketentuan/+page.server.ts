import { redirect } from '@sveltejs/kit';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { acceptTerms, callerOf, findOwnAccount } from '#lib/server/access/index.ts';
import { act } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { village, visitor } = locals;
  const { termsAt } = await findOwnAccount(village.id, visitor);
  return { acceptedOn: termsAt && formatDateLong(termsAt, village.timeZone) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    return act(form, async () => {
      await acceptTerms(callerOf(event), event.locals.visitor, form.get('setuju') === 'ya');
      redirect(303, '/layanan-mandiri');
    });
  },
};
