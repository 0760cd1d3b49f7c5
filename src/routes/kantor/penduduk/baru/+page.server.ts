import { redirect } from '@sveltejs/kit';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { FAMILY_RELATION } from '#lib/domain/reference-codes.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import {
  addResident,
  checkNewcomer,
  openEntryForm,
  type LikelyDouble,
} from '#lib/server/population/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await withVillage(locals.village.id, (tx) => openEntryForm(tx, locals.visitor))),
  relations: FAMILY_RELATION.entries.map((e) => ({ value: String(e.code), label: e.label })),
});

const shown = (doubles: readonly LikelyDouble[]) =>
  doubles.map((double) => ({
    ...double,
    birthDate: double.birthDate ? formatDateLong(double.birthDate) : '',
  }));

export const actions = {
  /** Answers while one types; saves nothing. */
  periksa: async ({ request, locals }) => {
    const typed = typedValues(await request.formData());
    const { doubles, card } = await withVillage(locals.village.id, (tx) =>
      checkNewcomer(tx, locals.visitor, typed),
    );
    return { values: typed, doubles: shown(doubles), card, asked: false };
  },
  simpan: async ({ request, locals }) => {
    const form = await request.formData();
    return act(form, async () => {
      const typed = typedValues(form);
      const { village, visitor } = locals;
      const outcome = await withVillage(village.id, async (tx) => {
        const added = await addResident(tx, village, visitor, {
          typed,
          distinctFrom: typed.lain === 'ya' ? form.getAll('mirip').map(String) : [],
          acceptNotes: typed.catatan === 'ya',
        });
        return added.kind === 'added'
          ? added
          : { ...added, card: (await checkNewcomer(tx, visitor, typed)).card };
      });
      if (outcome.kind === 'added') redirect(303, `/kantor/penduduk/${outcome.id}?selesai=baru`);
      const { doubles, notes, card } = outcome;
      return { values: typed, doubles: shown(doubles), notes, card, asked: true };
    });
  },
} satisfies Actions;
