import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { addProgramme } from '#lib/server/assistance/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village, visitor } }) => {
  requireOfficer(visitor, 'aid.manage');
  return { today: villageDate(now(), village.timeZone) };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = await withVillage(village.id, (tx) =>
        addProgramme(tx, village, visitor, typedValues(form)),
      );
      redirect(303, `/kantor/bantuan/${id}?selesai=program`);
    });
  },
};
