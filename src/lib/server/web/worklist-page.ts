import { formatDateLong, isDay, villageDate } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { listWork, workViews, type WorkView } from '#lib/server/letters/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';

/**
 * The worklist as the address asks for it: `?daftar=saya&cari=…&halaman=2`; what was sent or issued within
 * days also has `dari` and `sampai`. Whoever moves no request begins with all of them.
 */
export async function loadWorklist({ village, visitor }: App.Locals, url: URL) {
  const text = (name: string) => url.searchParams.get(name) ?? '';
  const asked = url.searchParams.get('daftar') as WorkView | null;
  const roles = visitor.kind === 'staff' ? visitor.roles : [];
  const moves = may(roles, 'requests.verify') || may(roles, 'requests.process');
  const view = asked && workViews.includes(asked) ? asked : moves ? 'saya' : 'semua';
  const search = text('cari').trim().slice(0, 80);
  const page = Number.parseInt(text('halaman') || '1', 10) || 1;
  const days =
    view === 'diterima' || view === 'terbit' ? daysIn(text, village.timeZone) : undefined;
  const work = await withVillage(village.id, (tx) =>
    listWork(tx, village, visitor, { view, days, search, page }),
  );
  return {
    view,
    search,
    work,
    /** The list in an address, so that what is opened from it leads back to it. */
    query: new URLSearchParams({
      daftar: view,
      ...(days && { dari: days.from, sampai: days.to }),
      ...(search && { cari: search }),
    }).toString(),
    within: days && withinWords(days),
  };
}

/** The days that the address names; today where it names none. */
function daysIn(text: (name: string) => string, timeZone: string) {
  const today = villageDate(now(), timeZone);
  const from = isDay(text('dari')) ? text('dari') : today;
  return { from, to: isDay(text('sampai')) ? text('sampai') : today };
}

const withinWords = ({ from, to }: { from: string; to: string }) =>
  from === to ? formatDateLong(from) : `${formatDateLong(from)} sampai ${formatDateLong(to)}`;
