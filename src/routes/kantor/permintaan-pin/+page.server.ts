import { formatDateTime } from '#lib/domain/dates-id.ts';
import { listPinRequests } from '#lib/server/access/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

const views = { disetujui: 'granted', ditolak: 'refused', 'hari-ini': 'today' } as const;

const isView = (asked: string): asked is keyof typeof views => Object.hasOwn(views, asked);

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = url.searchParams.get('keadaan') ?? '';
  const view = isView(asked) ? views[asked] : 'waiting';
  const found = await withVillage(village.id, (tx) =>
    listPinRequests(tx, village, visitor, {
      view,
      page: Number(url.searchParams.get('halaman')) || 1,
    }),
  );
  const time = (at: Date | null) => at && formatDateTime(at, village.timeZone);
  return {
    ...found,
    keadaan: view === 'waiting' ? '' : asked,
    lines: found.lines.map((line) => ({
      ...line,
      createdAt: time(line.createdAt),
      decidedAt: time(line.decidedAt),
    })),
    refused: url.searchParams.has('selesai'),
  };
};
