import { formatDateTime } from '#lib/domain/dates-id.ts';
import { accountFilters, findAlarm, listAccounts } from '#lib/server/access/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { village, visitor } = locals;
  const words = url.searchParams.get('cari') ?? '';
  const filter = accountFilters.find((f) => f === url.searchParams.get('keadaan'));
  const page = Number(url.searchParams.get('halaman')) || 1;
  const found = await listAccounts(village.id, visitor, { words, filter, page });
  const alarm = await findAlarm(village.id, visitor);
  return {
    wide: true,
    words,
    filter: filter ?? '',
    page,
    pages: found.pages,
    total: found.total,
    counts: Object.fromEntries(found.counts),
    lines: found.lines.map((line) => ({
      ...line,
      lastSignIn: line.lastSignIn && formatDateTime(line.lastSignIn, village.timeZone),
    })),
    alarm: alarm && { at: formatDateTime(alarm.at, village.timeZone), failures: alarm.failures },
  };
};
