import { formatDateLong } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listAreaChoices, searchFamilies } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const [search, hamlet] = [asked('cari'), asked('dusun')];
  const closed = asked('status') === 'ditutup';
  const page = Number.parseInt(asked('halaman'), 10) || 1;
  const { found, areas } = await withVillage(village.id, async (tx) => ({
    found: await searchFamilies(tx, visitor, { search, hamlet: hamlet || undefined, closed, page }),
    areas: await listAreaChoices(tx, visitor),
  }));
  return {
    search,
    hamlet,
    status: closed ? 'ditutup' : '',
    hamlets: areas.hamlets,
    found: {
      ...found,
      items: found.items.map((family) => ({
        ...family,
        closedOn: family.closedOn && formatDateLong(family.closedOn),
      })),
    },
  };
};
