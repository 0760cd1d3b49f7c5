import { listSigners, recordAbsence } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { proofFirst } from '#lib/server/web/proof-first.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const { officials } = await withVillage(village.id, (tx) => listSigners(tx, village, visitor));
  proofFirst(visitor, url);
  const option = ({ id, name, position }: (typeof officials)[number]) => ({
    value: id,
    label: `${name}, ${position}`,
  });
  return {
    officials: officials.map(option),
    standIns: officials.filter(({ hasAccount }) => hasAccount).map(option),
  };
};

export const actions: Actions = {
  default: saving('/kantor/pengaturan/penanda-tangan', ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) => recordAbsence(tx, village, visitor, typed)),
  ),
};
