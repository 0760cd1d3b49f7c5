import { servicePledge } from '#lib/domain/service-pledge.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { officialsServing } from '#lib/server/villages/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, url }) => {
  const officials = await withVillage(village.id, (tx) => officialsServing(tx, village));
  const head = officials.find(({ signs }) => signs);
  return {
    origin: url.origin,
    pledge: servicePledge(village, village.servicePledge),
    head: head && { name: head.name, position: head.position },
  };
};
