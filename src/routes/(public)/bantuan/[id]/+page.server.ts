import { aidFunds, aidLevels } from '#lib/domain/aid-programme.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { readPublicNames } from '#lib/server/assistance/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, params, url, setHeaders }) => {
  const programmeId = requireId(params.id);
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;
  setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
  const list = await readVillage(village.id, (tx) =>
    readPublicNames(tx, village, { programmeId, page }),
  );
  return {
    ...list,
    about: `${aidLevels[list.level]}, ${aidFunds[list.funds]}`,
    ordered: formatDateLong(list.orderedOn),
  };
};
