import { requireOfficer } from '#lib/domain/authority.ts';
import { saveOfficial } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { proofFirst } from '#lib/server/web/proof-first.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { visitor }, url }) => {
  requireOfficer(visitor, 'signers.manage');
  proofFirst(visitor, url);
};

export const actions: Actions = {
  default: saving('/kantor/pengaturan/penanda-tangan', ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) => saveOfficial(tx, village, visitor, undefined, typed)),
  ),
};
