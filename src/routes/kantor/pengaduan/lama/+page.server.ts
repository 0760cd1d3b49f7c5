import { formatDateLong } from '#lib/domain/dates-id.ts';
import { listOldComplaints } from '#lib/server/bring-complaints.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const words = (url.searchParams.get('cari') ?? '').trim().slice(0, 100);
  const stage = url.searchParams.get('keadaan') ?? '';
  const found = await withVillage(village.id, (tx) =>
    listOldComplaints(tx, visitor, {
      ...(words && { words }),
      ...((stage === 'belum' || stage === 'selesai') && { done: stage === 'selesai' }),
      page: Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1,
    }),
  );
  return {
    typed: { cari: words, keadaan: stage },
    ...found,
    items: found.items.map((item) => ({
      ...item,
      on: item.onDate ? formatDateLong(item.onDate) : '',
    })),
  };
};
