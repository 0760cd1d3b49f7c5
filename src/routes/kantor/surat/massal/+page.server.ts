import { redirect } from '@sveltejs/kit';
import { aidStateNames } from '#lib/domain/aid-status.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { listNamed } from '#lib/server/assistance/index.ts';
import {
  addToList,
  listLetterBatches,
  listTypesForMany,
  startLetterBatch,
} from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { readListFilter } from '#lib/server/web/aid-list-filter.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const asked = Number(url.searchParams.get('halaman')) || 1;
  const mayStart = visitor.kind === 'staff' && may(visitor.roles, 'letters.counter');
  const aid = aidListAsked(url);
  return withVillage(village.id, async (tx) => {
    const { lines, ...pages } = await listLetterBatches(tx, village, visitor, asked);
    const named = mayStart && aid ? await listNamed(tx, village, visitor, aid.filter) : undefined;
    return {
      ...pages,
      batches: lines.map((line) => ({
        ...line,
        createdAt: formatDateTime(line.createdAt, village.timeZone),
      })),
      types: mayStart
        ? (await listTypesForMany(tx, visitor)).map(({ slug, name }) => ({
            value: slug,
            label: name,
          }))
        : undefined,
      /** The list begins with them. */
      recipients: named && {
        programme: named.programme,
        state: aid?.state ?? '',
        count: named.residentIds.length,
        query: aid?.query ?? '',
      },
    };
  });
};

/**
 * The recipients of a programme for whom letters are to be written, out of the address: the list as the
 * programme's page shows it, or where that shows all, who receives now.
 */
function aidListAsked(url: URL) {
  const programme = url.searchParams.get('bantuan');
  if (!programme) return undefined;
  const { typed, filter } = readListFilter(url.searchParams, requireId(programme));
  const [state = 'active'] = filter.states ?? [];
  const kept = Object.entries({ bantuan: programme, ...typed }).filter(([, value]) => value);
  return {
    filter: { ...filter, states: [state] },
    state: aidStateNames[state],
    query: String(new URLSearchParams(kept)),
  };
}

export const actions: Actions = {
  mulai: async ({ locals: { village, visitor }, request, url }) => {
    const form = await request.formData();
    const aid = aidListAsked(url);
    return act(form, async () => {
      const id = await withVillage(village.id, async (tx) => {
        const batchId = await startLetterBatch(tx, village.id, visitor, {
          slug: String(form.get('jenis') ?? ''),
          name: String(form.get('nama') ?? ''),
        });
        if (aid) {
          const { residentIds: ids } = await listNamed(tx, village, visitor, aid.filter);
          const choice = { kind: 'residents', ids } as const;
          if (ids.length) await addToList(tx, village, visitor, { batchId, choice });
        }
        return batchId;
      });
      redirect(303, `/kantor/surat/massal/${id}/isian`);
    });
  },
};
