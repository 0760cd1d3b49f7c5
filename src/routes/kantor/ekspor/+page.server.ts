import { requireOfficer } from '#lib/domain/authority.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  requireOfficer(locals.visitor, 'residents.export');
  const refused = url.searchParams.get('salah')?.slice(0, 200);
  return {
    numbers: url.searchParams.get('nomor') === 'penuh' ? 'penuh' : 'samar',
    reason: (url.searchParams.get('alasan') ?? '').slice(0, 300),
    errors: refused ? { alasan: refused } : undefined,
  };
};
