import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { cancelCorrection, getOwnCorrection } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const listed = '/layanan-mandiri/data-diri/perbaikan';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const one = await withVillage(village.id, (tx) => getOwnCorrection(tx, visitor, id));
  if (one.state === 'draft') redirect(303, `${listed}/${id}/isi`);
  return {
    ...one,
    sent: url.searchParams.has('terkirim'),
    at: formatDateTime(one.at, village.timeZone),
    answerBy: formatDateTime(one.answerBy, village.timeZone),
    decidedAt: one.decidedAt && formatDateTime(one.decidedAt, village.timeZone),
  };
};

export const actions: Actions = {
  batal: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const id = requireId(params.id);
    return act(form, async () => {
      await withVillage(village.id, (tx) => cancelCorrection(tx, village.id, visitor, id));
      redirect(303, listed);
    });
  },
};
