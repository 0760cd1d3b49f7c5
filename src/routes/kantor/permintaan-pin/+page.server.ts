import { formatDateTime } from '#lib/domain/dates-id.ts';
import { listPinRequests, type PinRequestState } from '#lib/server/access/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

const states: Record<string, PinRequestState> = { disetujui: 'granted', ditolak: 'refused' };

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = url.searchParams.get('keadaan') ?? '';
  const state = states[asked] ?? 'waiting';
  const found = await withVillage(village.id, (tx) =>
    listPinRequests(tx, visitor, { state, page: Number(url.searchParams.get('halaman')) || 1 }),
  );
  const time = (at: Date | null) => at && formatDateTime(at, village.timeZone);
  return {
    ...found,
    keadaan: state === 'waiting' ? '' : asked,
    counts: Object.fromEntries(found.counts),
    lines: found.lines.map((line) => ({
      ...line,
      createdAt: time(line.createdAt),
      decidedAt: time(line.decidedAt),
    })),
    refused: url.searchParams.has('selesai'),
  };
};
