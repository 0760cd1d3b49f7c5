import { formatDateLong } from '#lib/domain/dates-id.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { suggestDoubles } from '#lib/server/population/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const id = requireId(params.id);
  const search = typedLine(url.searchParams.get('cari') ?? '').slice(0, 80);
  const { name, likely, found } = await withVillage(locals.village.id, (tx) =>
    suggestDoubles(tx, locals.visitor, { residentId: id, search }),
  );
  return {
    id,
    name,
    search,
    found,
    likely: likely.map((double) => ({
      ...double,
      birthDate: double.birthDate ? formatDateLong(double.birthDate) : '',
    })),
  };
};
