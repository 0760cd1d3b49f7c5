import { redirect } from '@sveltejs/kit';
import { tellWhole } from '#lib/domain/resident-values.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { getOwnCorrection, readDraft, sendCorrection } from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

const listed = '/layanan-mandiri/data-diri/perbaikan';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const id = requireId(params.id);
  const draft = await withVillage(village.id, async (tx) => {
    const { state } = await getOwnCorrection(tx, visitor, id);
    return state === 'draft' ? readDraft(tx, village, visitor, id) : undefined;
  });
  if (!draft) redirect(303, `${listed}/${id}`);
  if (Object.keys(draft.problems).length) redirect(303, `${listed}/${id}/isi?periksa=1`);
  return {
    id,
    name: draft.name,
    own: draft.own,
    note: draft.note,
    wishes: draft.fields.map(({ column, label, present, wanted }) => ({
      column,
      label,
      present,
      wanted: tellWhole(column, wanted),
    })),
    proofs: draft.proofs.map((proof) => proof.file_name),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const id = requireId(params.id);
    return act(form, async () => {
      await withVillage(village.id, (tx) =>
        sendCorrection(tx, village, visitor, { id, key: requireId(String(form.get('pengenal'))) }),
      );
      redirect(303, `${listed}/${id}?terkirim=1`);
    });
  },
};
