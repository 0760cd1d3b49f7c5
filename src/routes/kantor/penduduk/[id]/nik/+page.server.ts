import { redirect } from '@sveltejs/kit';
import { joinReason } from '#lib/domain/change-words.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { openForChange, setNik } from '#lib/server/population/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const id = requireId(params.id);
  const { name, nikTemporary } = await withVillage(locals.village.id, (tx) =>
    openForChange(tx, locals.village.id, locals.visitor, id),
  );
  return { id, name, nikTemporary };
};

export const actions = {
  default: async ({ request, locals, params }) => {
    const residentId = requireId(params.id);
    const form = await request.formData();
    return act(form, async () => {
      const values = typedValues(form);
      const outcome = await withVillage(locals.village.id, (tx) =>
        setNik(tx, locals.village, locals.visitor, {
          residentId,
          nik: values.nik ?? '',
          reason: joinReason(values.alasan ?? '', values['alasan-lain'] ?? ''),
          acceptNotes: values.catatan === 'ya',
        }),
      );
      if (outcome.kind === 'set') redirect(303, `/kantor/penduduk/${residentId}?selesai=nik`);
      return { ...outcome, values };
    });
  },
} satisfies Actions;
