import { urgentNotices } from '#lib/server/news/index.ts';
import { shownVillage } from '#lib/server/web/shown-village.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { village, visitor }, url }) => ({
  // None before the house is set up.
  village: village && shownVillage(village),
  visitor,
  /** Announcements that stand on every page but the office's. */
  urgent: village && !url.pathname.startsWith('/kantor') ? await urgentNotices(village) : [],
});
