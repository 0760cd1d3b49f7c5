import { tryType } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { loadType } from '../../type-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { head } = await loadType(event);
  const { village, visitor } = event.locals;
  const search = (event.url.searchParams.get('cari') ?? '').trim().slice(0, 80);
  const resident = event.url.searchParams.get('warga');
  return withVillage(village.id, async (tx) => ({
    head,
    search,
    found: await findPeople(tx, visitor, search),
    person:
      resident === null
        ? null
        : await tryType(tx, village.id, visitor, {
            slug: head.slug,
            residentId: requireId(resident),
          }),
  }));
};
