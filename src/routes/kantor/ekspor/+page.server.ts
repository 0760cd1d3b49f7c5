import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { searchResidents } from '#lib/server/population/index.ts';
import { readResidentSearch } from '#lib/server/web/resident-search.ts';
import type { PageServerLoad } from './$types';

/** The register as a file: all of it, or what the list of residents shows by the same address. */
export const load: PageServerLoad = async ({ locals, url }) => {
  requireOfficer(locals.visitor, 'residents.export');
  const today = villageDate(now(), locals.village.timeZone);
  const { typed, search } = readResidentSearch(url.searchParams, today);
  const filter = Object.entries(typed).filter(([, value]) => value !== '');
  const found =
    filter.length > 0
      ? await withVillage(locals.village.id, (tx) =>
          searchResidents(tx, locals.visitor, { ...search, page: 1 }),
        )
      : undefined;
  const refused = url.searchParams.get('salah')?.slice(0, 200);
  return {
    filter,
    list: `/kantor/penduduk?${new URLSearchParams(filter)}`,
    found: found && { total: found.total, uncounted: found.uncounted },
    numbers: url.searchParams.get('nomor') === 'penuh' ? 'penuh' : 'samar',
    reason: (url.searchParams.get('alasan') ?? '').slice(0, 300),
    errors: refused ? { alasan: refused } : undefined,
  };
};
