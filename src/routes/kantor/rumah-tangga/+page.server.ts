import { may } from '#lib/domain/roles.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listHouseholds } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const search = (url.searchParams.get('cari') ?? '').trim().slice(0, 80);
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  return {
    search,
    mayEdit: visitor.kind === 'staff' && may(visitor.roles, 'residents.edit'),
    found: await withVillage(village.id, (tx) => listHouseholds(tx, visitor, { search, page })),
  };
};
