import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'letters.counter');
  const search = (url.searchParams.get('cari') ?? '').trim().slice(0, 80);
  const people = await withVillage(village.id, (tx) => findPeople(tx, visitor, search));
  const [only, another] = people ?? [];
  // A NIK or a full name means one person: straight on.
  if (only && !another) redirect(303, `/kantor/loket/${only.id}`);
  return { search, people };
};
