import { listNotices, listPastNotices } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village }, url }) =>
  withVillage(village.id, async (tx) => ({
    origin: url.origin,
    notices: await listNotices(tx, village),
    past: await listPastNotices(tx, village),
  }));
