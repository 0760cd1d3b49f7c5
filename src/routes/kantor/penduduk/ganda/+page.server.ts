import { formatDateLong } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listDoubles } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  const found = await withVillage(locals.village.id, (tx) =>
    listDoubles(tx, locals.visitor, { page }),
  );
  const person = (p: (typeof found.pairs)[number]['a']) => ({
    ...p,
    birthDate: p.birthDate ? formatDateLong(p.birthDate) : '',
  });
  return {
    ...found,
    pairs: found.pairs.map(({ a, b, why }) => ({ a: person(a), b: person(b), why })),
    distinguished: url.searchParams.get('selesai') === 'beda',
  };
};
