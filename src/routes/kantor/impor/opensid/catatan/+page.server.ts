import { formatDateLong } from '#lib/domain/dates-id.ts';
import { listKeptRecords } from '#lib/server/opensid/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const kind = url.searchParams.get('jenis') ?? '';
  const search = url.searchParams.get('cari') ?? '';
  const page = Number.parseInt(url.searchParams.get('halaman') ?? '1', 10) || 1;
  const found = await withVillage(village.id, (tx) =>
    listKeptRecords(tx, visitor, { kind, search, page }),
  );
  return {
    typed: { jenis: kind, cari: search },
    found: {
      ...found,
      items: found.items.map((row) => ({
        ...row,
        on: row.onDate ? formatDateLong(row.onDate) : '',
      })),
    },
  };
};
