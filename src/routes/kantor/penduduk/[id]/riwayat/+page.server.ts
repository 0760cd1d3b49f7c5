import { formatDateTime } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { readHistory } from '#lib/server/population/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const residentId = requireId(params.id);
  const { village, visitor } = locals;
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  const history = await withVillage(village.id, (tx) =>
    readHistory(tx, village.id, visitor, { residentId, page }),
  );
  return {
    ...history,
    id: residentId,
    entries: history.entries.map((entry) => ({
      ...entry,
      at: formatDateTime(entry.at, village.timeZone),
    })),
  };
};
