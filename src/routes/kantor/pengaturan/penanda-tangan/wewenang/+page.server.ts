import { capacities, capacityNames } from '#lib/domain/signing-authority.ts';
import { giveMandate, listSigners } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { proofFirst } from '#lib/server/web/proof-first.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const { officials } = await withVillage(village.id, (tx) => listSigners(tx, village, visitor));
  proofFirst(visitor, url);
  return {
    officials: officials.map(({ id, name, position, hasAccount }) => ({
      value: id,
      label: `${name}, ${position}${hasAccount ? '' : ' (tanpa akun)'}`,
    })),
    capacities: capacities
      .filter((capacity) => capacity !== 'head')
      .map((value) => ({ value, label: capacityNames[value] })),
  };
};

export const actions: Actions = {
  default: saving('/kantor/pengaturan/penanda-tangan', ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) => giveMandate(tx, village, visitor, typed)),
  ),
};
