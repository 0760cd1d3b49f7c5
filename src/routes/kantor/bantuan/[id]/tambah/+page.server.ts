import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { addRecipient, findCandidate, openProgramme } from '#lib/server/assistance/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  requireOfficer(visitor, 'aid.manage');
  const id = requireId(params.id);
  const search = (url.searchParams.get('cari') ?? '').trim().slice(0, 80);
  const named = url.searchParams.get('warga');
  return withVillage(village.id, async (tx) => {
    const programme = await openProgramme(tx, visitor, id);
    return {
      id,
      name: programme.name,
      target: programme.target,
      today: villageDate(now(), village.timeZone),
      search,
      found: named ? undefined : await findPeople(tx, visitor, search),
      candidate: named
        ? await findCandidate(tx, visitor, { programmeId: id, residentId: requireId(named) })
        : null,
    };
  });
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params, url }) => {
    const form = await request.formData();
    const programmeId = requireId(params.id);
    const residentId = requireId(url.searchParams.get('warga') ?? undefined);
    return act(form, async () => {
      const id = await withVillage(village.id, (tx) =>
        addRecipient(tx, village, visitor, { programmeId, residentId, typed: typedValues(form) }),
      );
      redirect(303, `/kantor/bantuan/${programmeId}/penerima/${id}?selesai=masuk`);
    });
  },
};
