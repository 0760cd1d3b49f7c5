import { formatDateTime } from '#lib/domain/dates-id.ts';
import { checkTrail, findLastCheck } from '#lib/server/audit/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { loadTrail } from '#lib/server/web/trail-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { village, visitor } = locals;
  const check = await withVillage(village.id, (tx) => findLastCheck(tx, visitor));
  return {
    ...(await loadTrail(locals, url)),
    check: check && { ...check, at: formatDateTime(check.at, village.timeZone) },
  };
};

export const actions: Actions = {
  periksa: async ({ request, locals }) => {
    const form = await request.formData();
    return act(form, async () => {
      const { ok } = await checkTrail(locals.village.id, locals.visitor);
      return { checked: true, ok };
    });
  },
};
