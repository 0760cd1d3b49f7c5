import { dayStart, formatDateTime, villageDate } from '#lib/domain/dates-id.ts';
import type { correctionStates } from '#lib/domain/correction-state.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { lateBefore, listCorrections } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

/** What the address calls the states that the office sees. */
const views = {
  menunggu: 'waiting',
  terlambat: 'waiting',
  'hari-ini': undefined,
  diterima: 'accepted',
  ditolak: 'refused',
  dibatalkan: 'cancelled',
  semua: undefined,
} as const satisfies Record<string, (typeof correctionStates)[number] | undefined>;

const isView = (name: string | null): name is keyof typeof views =>
  name !== null && Object.hasOwn(views, name);

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = url.searchParams.get('keadaan');
  const view = isView(asked) ? asked : 'menunggu';
  const words = url.searchParams.get('cari') ?? '';
  const page = Number(url.searchParams.get('halaman')) || 1;
  const today = dayStart(villageDate(now(), village.timeZone), village.timeZone);
  const found = await withVillage(village.id, (tx) =>
    listCorrections(tx, visitor, {
      state: views[view],
      words,
      page,
      ...(view === 'terlambat' && { before: lateBefore() }),
      ...(view === 'hari-ini' && { since: today }),
    }),
  );
  return {
    view,
    words,
    page: found.page,
    pages: found.pages,
    total: found.total,
    lines: found.lines.map(({ at, answerBy, ...line }) => ({
      ...line,
      at: formatDateTime(at, village.timeZone),
      answerBy: formatDateTime(answerBy, village.timeZone),
    })),
  };
};
