import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import {
  acceptCorrection,
  openCorrection,
  refuseCorrection,
} from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const id = requireId(params.id);
  const opened = await withVillage(village.id, (tx) => openCorrection(tx, village, visitor, id));
  return {
    ...opened,
    done: url.searchParams.get('selesai'),
    at: formatDateTime(opened.at, village.timeZone),
    answerBy: formatDateTime(opened.answerBy, village.timeZone),
    decidedAt: opened.decidedAt && formatDateTime(opened.decidedAt, village.timeZone),
  };
};

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

export const actions: Actions = {
  terima: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const id = requireId(params.id);
    return act(form, async () => {
      await withVillage(village.id, (tx) =>
        acceptCorrection(tx, village, visitor, {
          id,
          columns: [...form.keys()].flatMap((name) =>
            name.startsWith('terima-') ? [name.slice('terima-'.length)] : [],
          ),
          seen: text(form, 'versi'),
          reason: text(form, 'alasan-sebagian'),
        }),
      );
      redirect(303, `/kantor/perbaikan/${id}?selesai=diterima`);
    });
  },
  tolak: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const id = requireId(params.id);
    return act(form, async () => {
      await withVillage(village.id, (tx) =>
        refuseCorrection(tx, village, visitor, { id, reason: text(form, 'alasan-tolak') }),
      );
      redirect(303, `/kantor/perbaikan/${id}?selesai=ditolak`);
    });
  },
};
