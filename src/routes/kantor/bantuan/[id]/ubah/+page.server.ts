import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { formatNumber } from '#lib/domain/money-words.ts';
import { changeProgramme, openProgramme } from '#lib/server/assistance/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  requireOfficer(visitor, 'aid.manage');
  const id = requireId(params.id);
  const one = await withVillage(village.id, (tx) => openProgramme(tx, visitor, id));
  return {
    id,
    name: one.name,
    takesProposals: one.takesProposals,
    values: {
      nama: one.name,
      tingkat: one.level,
      sasaran: one.target,
      dana: one.funds,
      bentuk: one.form,
      jumlah: one.amount === null ? '' : formatNumber(one.amount),
      mulai: one.startsOn,
      selesai: one.endsOn ?? '',
      catatan: one.note,
    },
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const form = await request.formData();
    const id = requireId(params.id);
    return act(form, async () => {
      await withVillage(village.id, (tx) =>
        changeProgramme(tx, village, visitor, id, typedValues(form)),
      );
      redirect(303, `/kantor/bantuan/${id}?selesai=ubah`);
    });
  },
};
