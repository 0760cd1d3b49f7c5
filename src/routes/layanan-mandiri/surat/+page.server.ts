import { letterGroups } from '#lib/domain/letter-type.ts';
import { letterTypes } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals: { village } }) => {
  const search = (url.searchParams.get('cari') ?? '').trim().slice(0, 80);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const offered = await withVillage(village.id, letterTypes);
  const types = [...offered.values()].filter((t) => {
    const text = [t.name, t.purpose, ...t.keywords].join(' ').toLowerCase();
    return words.every((w) => text.includes(w));
  });
  const show = ({
    slug,
    name,
    purpose,
    workingDays,
    signature,
    group,
  }: (typeof types)[number]) => ({ slug, name, purpose, workingDays, signature, group });
  return {
    search,
    found: types.length,
    groups: Object.entries(letterGroups)
      .map(([key, name]) => ({ name, types: types.filter((t) => t.group === key).map(show) }))
      .filter((g) => g.types.length > 0),
  };
};
