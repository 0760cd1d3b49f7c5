import { formatDateLong, formatDateTime } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listCopies, listOwnCorrections } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const { corrections, people } = await withVillage(village.id, async (tx) => ({
    corrections: await listOwnCorrections(tx, visitor),
    ...(await listCopies(tx, village, visitor)),
  }));
  return {
    kept: url.searchParams.has('disimpan'),
    people,
    corrections: corrections.map(({ at, answerBy, ...one }) => ({
      ...one,
      at: formatDateLong(at, village.timeZone),
      answerBy: formatDateTime(answerBy, village.timeZone),
    })),
  };
};
