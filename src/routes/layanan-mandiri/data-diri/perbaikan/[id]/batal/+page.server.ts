import { redirect } from '@sveltejs/kit';
import { withVillage } from '#lib/server/platform/index.ts';
import { getOwnCorrection } from '#lib/server/population/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const id = requireId(params.id);
  const one = await withVillage(village.id, (tx) => getOwnCorrection(tx, visitor, id));
  if (one.state !== 'draft' && !one.mayCancel)
    redirect(303, `/layanan-mandiri/data-diri/perbaikan/${id}`);
  return { id, draft: one.state === 'draft', fields: one.fields };
};
