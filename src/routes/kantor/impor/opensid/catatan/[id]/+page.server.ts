import { formatDateLong } from '#lib/domain/dates-id.ts';
import { openKeptRecord } from '#lib/server/opensid/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, params }) => {
  const id = requireId(params.id);
  const record = await withVillage(village.id, (tx) => openKeptRecord(tx, village.id, visitor, id));
  return { record: { ...record, on: record.onDate ? formatDateLong(record.onDate) : '' } };
};
