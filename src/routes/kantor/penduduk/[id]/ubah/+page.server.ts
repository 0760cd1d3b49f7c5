import { redirect } from '@sveltejs/kit';
import { joinReason } from '#lib/domain/change-words.ts';
import { residentField } from '#lib/domain/resident-fields.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { changeResident, openForChange } from '#lib/server/population/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const id = requireId(params.id);
  const resident = await withVillage(locals.village.id, (tx) =>
    openForChange(tx, locals.village.id, locals.visitor, id),
  );
  return { resident };
};

export const actions = {
  default: async ({ request, locals, params }) => {
    const residentId = requireId(params.id);
    const form = await request.formData();
    return act(form, async () => {
      const typed = typedValues(form);
      const { village, visitor } = locals;
      const outcome = await withVillage(village.id, (tx) =>
        changeResident(tx, village, visitor, {
          residentId,
          typed,
          reason: joinReason(typed.alasan ?? '', typed['alasan-lain'] ?? ''),
          seen: typed.versi ?? '',
          acceptNotes: typed.catatan === 'ya',
        }),
      );
      if (outcome.kind === 'changed')
        redirect(303, `/kantor/penduduk/${residentId}?selesai=ubah&isian=${outcome.fields.length}`);
      if (outcome.kind === 'notes') return { notes: outcome.notes, values: typed };
      return {
        values: { ...typed, ...outcome.typed, versi: outcome.version },
        overtaken: {
          by: outcome.by,
          fields: outcome.fields.map((column) => residentField(column).label),
        },
      };
    });
  },
} satisfies Actions;
