import { formatDateLong, formatTime } from '#lib/domain/dates-id.ts';
import { listAccesses } from '#lib/server/audit/index.ts';
import { listOwnRequests } from '#lib/server/letters/index.ts';
import { findMergedIds } from '#lib/server/population/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

const perPage = 30;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { village, visitor } = locals;
  const by = url.searchParams.get('lihat') === 'saya' ? 'self' : 'others';
  const before = Number(url.searchParams.get('sebelum'));
  const leafing = Number.isSafeInteger(before) && before > 0;
  const { page, own } = await withVillage(village.id, async (tx) => ({
    page: await listAccesses(tx, visitor, {
      by,
      limit: perPage,
      mergedIds: visitor.kind === 'resident' ? await findMergedIds(tx, visitor.residentId) : [],
      ...(leafing ? { before } : {}),
    }),
    own: new Set((await listOwnRequests(tx, visitor)).map((r) => r.reference)),
  }));
  const query = (change: Record<string, string>) =>
    `?${new URLSearchParams({ ...(by === 'self' ? { lihat: 'saya' } : {}), ...change })}`;
  return {
    by,
    accesses: page.accesses.map((a) => ({
      seq: a.seq,
      who: a.who,
      sentence: a.sentence,
      day: formatDateLong(a.at, village.timeZone),
      time: formatTime(a.at, village.timeZone),
      href: a.reference && own.has(a.reference) ? `/layanan-mandiri/riwayat/${a.reference}` : null,
    })),
    newest: leafing ? query({}) : null,
    older: page.olderThan ? query({ sebelum: String(page.olderThan) }) : null,
  };
};
