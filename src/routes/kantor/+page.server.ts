import { may } from '#lib/domain/roles.ts';
import { certificateState, countSignable } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { loadWorklist } from '#lib/server/web/worklist-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { visitor } = locals;
  if (visitor.kind !== 'staff' || !may(visitor.roles, 'requests.read'))
    return { list: null, certificate: null, signable: 0 };
  return {
    list: await loadWorklist(locals, url, 'saya'),
    certificate: await withVillage(locals.village.id, certificateState),
    signable: await withVillage(locals.village.id, (tx) =>
      countSignable(tx, locals.village, visitor),
    ),
  };
};
