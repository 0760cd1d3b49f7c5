import { compareVersions } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { loadType } from '../../../type-page.ts';
import type { PageServerLoad } from './$types';

const names: Readonly<Record<string, string>> = {
  draf: 'perubahan yang belum terbit',
  terbit: 'yang berlaku sekarang',
  bawaan: 'teks bawaan Balai',
  'bawaan-lama': 'teks bawaan sebelumnya',
};

export const load: PageServerLoad = async (event) => {
  const { head } = await loadType(event);
  const { village, visitor } = event.locals;
  const [from, to] = ['dari', 'ke'].map((name) => event.url.searchParams.get(name) ?? 'terbit');
  const input = { slug: head.slug, from: from ?? 'terbit', to: to ?? 'terbit' };
  const parts = await withVillage(village.id, (tx) => compareVersions(tx, visitor, input));
  const nameOf = (key: string) => names[key] ?? `versi ${key}`;
  return {
    head,
    from: nameOf(input.from),
    to: nameOf(input.to),
    parts: parts.filter(({ changed }) => changed).map(({ title, lines }) => ({ title, lines })),
  };
};
