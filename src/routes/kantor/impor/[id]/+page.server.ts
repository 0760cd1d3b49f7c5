import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import {
  commitImport,
  dropImport,
  getImport,
  listImportRows,
  pagesOf,
  REFUSED_A_PART,
} from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { village, visitor } = locals;
  const id = requireId(params.id);
  const warned = url.searchParams.get('daftar') === 'catatan';
  return withVillage(village.id, async (tx) => {
    const view = await getImport(tx, visitor, id);
    // Rows with a word are put aside only until they are in the register.
    const which = warned && view.state === 'preview' ? ('warned' as const) : ('refused' as const);
    const pages = pagesOf(view.counts[which]);
    const asked = Number.parseInt(url.searchParams.get('halaman') ?? '1', 10) || 1;
    const page = Math.min(Math.max(1, asked), pages);
    return {
      view: { ...view, startedAt: formatDateTime(view.startedAt, village.timeZone) },
      which,
      rows: view.counts[which] > 0 ? await listImportRows(tx, visitor, id, which, page) : [],
      page,
      pages,
      parts: Math.ceil(view.counts.refused / REFUSED_A_PART),
    };
  });
};

async function perform(
  { request, locals, params }: RequestEvent,
  work: typeof commitImport | typeof drop,
) {
  const form = await request.formData();
  return act(form, async () => {
    const id = requireId(params.id);
    await withVillage(locals.village.id, (tx) => work(tx, locals.village.id, locals.visitor, id));
    redirect(303, `/kantor/impor/${id}`);
  });
}

const drop = (
  tx: Parameters<typeof dropImport>[0],
  _villageId: number,
  visitor: Parameters<typeof dropImport>[1],
  id: string,
) => dropImport(tx, visitor, id);

export const actions: Actions = {
  masukkan: (event) => perform(event, commitImport),
  batal: (event) => perform(event, drop),
};
