import { aidStateNames, aidStateTones } from '#lib/domain/aid-status.ts';
import { listDoubtful } from '#lib/server/assistance/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  const found = await withVillage(village.id, (tx) => listDoubtful(tx, village, visitor, page));
  return {
    ...found,
    lines: found.lines.map((line) => ({
      ...line,
      stateName: aidStateNames[line.state],
      tone: aidStateTones[line.state],
    })),
  };
};
