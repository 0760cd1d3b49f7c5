import { formatDateLong } from '#lib/domain/dates-id.ts';
import { openSigningDesk } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const desk = await withVillage(village.id, (tx) => openSigningDesk(tx, village, visitor));
  return {
    signer: desk.signer,
    items: desk.items,
    all: url.searchParams.get('pilih') === 'semua',
    noneChosen: url.searchParams.has('kosong'),
    unused: desk.unused.map((one) => ({
      ...one,
      ended: one.endedAt && formatDateLong(one.endedAt, village.timeZone),
    })),
  };
};
