import { formatTime } from '#lib/domain/dates-id.ts';
import { listOwnRequests } from '#lib/server/letters/index.ts';
import { now, readVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

const underWay = ['draft', 'waiting', 'returned', 'processing', 'approved'];

export const load: PageServerLoad = async ({ locals }) => {
  const { village, visitor } = locals;
  const requests = await readVillage(village.id, (tx) => listOwnRequests(tx, visitor, 10));
  return {
    name: visitor.kind === 'resident' ? visitor.name : '',
    hour: Number(formatTime(now(), village.timeZone).slice(0, 2)),
    requests: requests
      .filter(
        (r) => underWay.includes(r.status) && !(r.status === 'approved' && (r.collected || !r.wet)),
      )
      .slice(0, 3),
    ready: requests.filter((r) => r.status === 'approved' && !r.wet).slice(0, 1),
  };
};
