import { redirect } from '@sveltejs/kit';
import { mergeParts, type MergePart } from '#lib/domain/merge-choice.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import {
  compareResidents,
  distinguishResidents,
  mergeResidents,
} from '#lib/server/population/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

/** The two records that the page compares. */
const pairOf = (params: { id: string; lain: string }) => ({
  a: requireId(params.id),
  b: requireId(params.lain),
});

export const load: PageServerLoad = async ({ locals, params }) => {
  const compared = await withVillage(locals.village.id, (tx) =>
    compareResidents(tx, locals.village.id, locals.visitor, pairOf(params)),
  );
  return { compared };
};

export const actions = {
  gabung: async ({ request, locals, params }) => {
    const pair = pairOf(params);
    const { village, visitor } = locals;
    const form = await request.formData();
    return act(form, async () => {
      const typed = typedValues(form);
      const take = Object.fromEntries(
        mergeParts.flatMap((part) => {
          const side = typed[part];
          return side === 'a' || side === 'b' ? [[part, side]] : [];
        }),
      ) as Partial<Record<MergePart, 'a' | 'b'>>;
      const kept = await withVillage(village.id, (tx) =>
        mergeResidents(tx, village, visitor, {
          ...pair,
          take,
          reason: typed.alasan ?? '',
          seen: { a: typed['versi-a'] ?? '', b: typed['versi-b'] ?? '' },
        }),
      );
      redirect(303, `/kantor/penduduk/${kept}?selesai=gabung`);
    });
  },
  beda: async ({ request, locals, params }) => {
    const pair = pairOf(params);
    const { village, visitor } = locals;
    return act(await request.formData(), async () => {
      await withVillage(village.id, (tx) => distinguishResidents(tx, village.id, visitor, pair));
      redirect(303, '/kantor/penduduk/ganda?selesai=beda');
    });
  },
} satisfies Actions;
