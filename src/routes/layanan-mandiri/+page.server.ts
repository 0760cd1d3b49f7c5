import { formatTime } from '#lib/domain/dates-id.ts';
import { countLedRequests, listOwnRequests } from '#lib/server/letters/index.ts';
import { now, readVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

const underWay = ['draft', 'waiting', 'returned', 'processing', 'approved'];

export const load: PageServerLoad = async ({ locals }) => {
  const { village, visitor } = locals;
  const { requests, led } = await readVillage(village.id, async (tx) => ({
    requests: await listOwnRequests(tx, visitor, 10),
    led: await countLedRequests(tx, visitor),
  }));
  return {
    /** How many wait for an introduction, for whoever leads an RT or RW. */
    led: led ?? null,
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
