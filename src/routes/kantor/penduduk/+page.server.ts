import { formatDateLong } from '#lib/domain/dates-id.ts';
import { BASIC_STATUS } from '#lib/domain/reference-codes.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { searchResidents } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const [search, hamlet, status] = [asked('cari'), asked('dusun'), asked('status')];
  const found = await withVillage(locals.village.id, (tx) =>
    searchResidents(tx, locals.visitor, {
      search,
      hamlet: hamlet || undefined,
      basicStatus: /^\d$/.test(status) ? Number(status) : undefined,
      page: Number.parseInt(asked('halaman'), 10) || 1,
    }),
  );
  return {
    search,
    hamlet,
    status,
    found: {
      ...found,
      items: found.items.map((r) => ({
        ...r,
        birthDate: r.birthDate ? formatDateLong(r.birthDate) : '',
      })),
    },
    statuses: BASIC_STATUS.entries.map((s) => ({ value: String(s.code), label: s.label })),
  };
};
