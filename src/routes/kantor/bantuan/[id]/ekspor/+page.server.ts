import { requireOfficer } from '#lib/domain/authority.ts';
import { may } from '#lib/domain/roles.ts';
import { openProgramme } from '#lib/server/assistance/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';
import { readListFilter } from '#lib/server/web/aid-list-filter.ts';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  requireOfficer(visitor, 'aid.export');
  const id = requireId(params.id);
  const { typed } = readListFilter(url.searchParams, id);
  const programme = await readVillage(village.id, (tx) => openProgramme(tx, visitor, id));
  const refused = url.searchParams.get('salah')?.slice(0, 200);
  return {
    id,
    name: programme.name,
    filter: Object.entries(typed).filter(([, value]) => value !== ''),
    mayWhole: may(visitor.roles, 'residents.export'),
    numbers: url.searchParams.get('nomor') === 'penuh' ? 'penuh' : 'samar',
    reason: (url.searchParams.get('alasan') ?? '').slice(0, 300),
    errors: refused ? { alasan: refused } : undefined,
  };
};
