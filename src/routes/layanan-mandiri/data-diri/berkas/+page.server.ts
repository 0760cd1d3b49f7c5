import { formatDateLong } from '#lib/domain/dates-id.ts';
import { listOwnPapers } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const papers = await withVillage(village.id, (tx) => listOwnPapers(tx, village, visitor));
  const day = (at: Date | undefined) => at && formatDateLong(at, village.timeZone);
  return {
    removed: url.searchParams.has('dihapus'),
    retentionDays: village.uploadRetentionDays,
    papers: papers.map((paper) => ({
      ...paper,
      takenAt: day(paper.takenAt),
      offeredUntil: day(paper.offeredUntil),
      keptUntil: day(paper.keptUntil),
    })),
  };
};
