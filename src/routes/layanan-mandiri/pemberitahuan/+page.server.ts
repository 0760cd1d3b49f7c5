import { formatDateTime } from '#lib/domain/dates-id.ts';
import { findNotices, markRead } from '#lib/server/notices/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { village, visitor } = locals;
  if (visitor.kind !== 'resident') return { notices: [] };
  const notices = await withVillage(village.id, async (tx) => {
    const found = await findNotices(tx, visitor.residentId, 50);
    if (found.some((n) => !n.read_at)) await markRead(tx, visitor.residentId, now());
    return found;
  });
  return {
    notices: notices.map((n) => ({
      id: n.id,
      text: n.text,
      link: n.link,
      isNew: n.read_at === null,
      when: formatDateTime(n.at, village.timeZone),
    })),
  };
};
