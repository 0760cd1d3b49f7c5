import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { registerIncoming } from '#lib/server/letters/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { withScans } from '#lib/server/web/read-scans.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village, visitor } }) => {
  requireOfficer(visitor, 'mail.register');
  return { today: villageDate(now(), village.timeZone) };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = await withScans(form, 'berkas', (scans) =>
        withVillage(village.id, (tx) =>
          registerIncoming(tx, village, visitor, typedValues(form), scans),
        ),
      );
      redirect(303, `/kantor/surat/masuk/${id}?selesai=dicatat`);
    });
  },
};
