import type { RequestEvent } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { openFamily, type OpenedFamily } from '#lib/server/population/index.ts';
import { requireId } from './require-id.ts';

/** The family whose page to change it is opened, and what else that page needs. */
export async function loadFamily<T extends object>(
  {
    locals: { village, visitor },
    params,
  }: Pick<RequestEvent, 'locals'> & { params: { id: string } },
  more: (tx: VillageTx, family: OpenedFamily) => Promise<T>,
) {
  requireOfficer(visitor, 'residents.edit');
  return withVillage(village.id, async (tx) => {
    const family = await openFamily(tx, village, visitor, requireId(params.id));
    return { family, ...(await more(tx, family)) };
  });
}
