import { redirect } from '@sveltejs/kit';
import { openProposalForm, proposeAid } from '#lib/server/assistance/index.ts';
import { readVillage, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor } }) => {
  const form = await readVillage(village.id, (tx) => openProposalForm(tx, village, visitor));
  return { ...form, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    const typed = typedValues(form);
    return act(form, async () => {
      const id = await withVillage(village.id, (tx) =>
        proposeAid(tx, village, visitor, { typed, key: requireId(typed.pengenal) }),
      );
      redirect(303, `/layanan-mandiri/bantuan-sosial/suara/${id}?terkirim`);
    });
  },
};
