import { redirect } from '@sveltejs/kit';
import { Refusal } from '#lib/domain/refusal.ts';
import { searchOffice } from '#lib/server/desk/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { placeOf, places } from './found-places.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const typed = (url.searchParams.get('q') ?? '').trim();
  if (!typed) return { typed, found: null, problem: '' };
  const found = await withVillage(village.id, (tx) =>
    searchOffice(tx, village, visitor, typed),
  ).catch((error: unknown) => {
    if (error instanceof Refusal && error.kind === 'invalid') return error;
    throw error;
  });
  if (found instanceof Refusal) return { typed, found: null, problem: found.message };
  if (found.exact) redirect(303, placeOf(found.exact.kind, found.exact.line));
  return {
    typed,
    problem: '',
    found: {
      searched: found.searched.map((kind) => places[kind].label.toLowerCase()),
      groups: found.groups.map(({ kind, lines, total }) => ({
        label: places[kind].label,
        total,
        lines: lines.map((line) => ({
          href: placeOf(kind, line),
          title: line.title,
          who: line.detail,
        })),
        rest: places[kind].rest && places[kind].rest + encodeURIComponent(typed),
      })),
    },
  };
};
