import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import {
  columnChoices,
  commitImport,
  dropImport,
  getImport,
  listImportRows,
  matchColumns,
  pagesOf,
  REFUSED_A_PART,
} from '#lib/server/population/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** As many as a table to match has at most. */
const MOST_COLUMNS = 100;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { village, visitor } = locals;
  const id = requireId(params.id);
  const list = url.searchParams.get('daftar');
  return withVillage(village.id, async (tx) => {
    const view = await getImport(tx, visitor, id);
    // Rows with a word are put aside only until they are in the register.
    const { refused, warned: noted } = view.counts;
    const warned = list ? list === 'catatan' : refused === 0 && noted > 0;
    const which = warned && view.state === 'preview' ? ('warned' as const) : ('refused' as const);
    const pages = pagesOf(view.counts[which]);
    const asked = Number.parseInt(url.searchParams.get('halaman') ?? '1', 10) || 1;
    const page = Math.min(Math.max(1, asked), pages);
    return {
      view: { ...view, startedAt: formatDateTime(view.startedAt, village.timeZone) },
      choices: view.unmatched ? columnChoices : [],
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
  cocokkan: async ({ request, locals, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(params.id);
      const choices = Array.from({ length: MOST_COLUMNS }, (_, index) =>
        String(form.get(`kolom-${index}`) ?? ''),
      );
      await withVillage(locals.village.id, (tx) =>
        matchColumns(tx, locals.village.id, locals.visitor, id, choices),
      );
      redirect(303, `/kantor/impor/${id}`);
    });
  },
  batal: (event) => perform(event, drop),
};
