import { redirect } from '@sveltejs/kit';
import { requireOfficer } from '#lib/domain/authority.ts';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { may } from '#lib/domain/roles.ts';
import { prepareBatch } from '#lib/server/access/index.ts';
import {
  countFormerAccountHolders,
  findFormerAccountHolders,
  getOpensidImport,
  listOpensidImports,
  listRefusedSources,
  REFUSALS_A_PAGE,
} from '#lib/server/opensid/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { listNextSteps } from '#lib/server/steps-after-opensid.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const time = (at: Date) => formatDateTime(at, village.timeZone);
  return withVillage(village.id, async (tx) => {
    const runs = await listOpensidImports(tx, visitor);
    const asked = url.searchParams.get('pemindahan');
    const shown = asked ? await getOpensidImport(tx, visitor, requireId(asked)) : runs[0];
    const pages = Math.max(1, Math.ceil((shown?.refused ?? 0) / REFUSALS_A_PAGE));
    const wanted = Number.parseInt(url.searchParams.get('halaman') ?? '1', 10) || 1;
    const page = Math.min(Math.max(1, wanted), pages);
    const mayIssue = visitor.kind === 'staff' && may(visitor.roles, 'accounts.manage');
    return {
      run: shown && { ...shown, startedAt: time(shown.startedAt) },
      refused: shown ? await listRefusedSources(tx, visitor, shown.id, page) : [],
      page,
      pages,
      others: runs
        .filter(({ id }) => id !== shown?.id)
        .map(({ id, fileName, startedAt, state }) => ({
          id,
          fileName,
          state,
          at: time(startedAt),
        })),
      next: shown?.state === 'done' ? await listNextSteps(tx, visitor) : [],
      holders: mayIssue ? await countFormerAccountHolders(tx) : 0,
    };
  });
};

export const actions: Actions = {
  /** PINs for exactly those who had an account: what it would do is shown before anything is issued. */
  pin: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      requireOfficer(visitor, 'accounts.manage');
      const batch = await withVillage(village.id, async (tx) =>
        prepareBatch(tx, village, visitor, {
          kind: 'residents',
          ids: await findFormerAccountHolders(tx),
          name: 'Pemilik akun Layanan Mandiri di OpenSID',
        }),
      );
      redirect(303, `/kantor/pin/${batch}`);
    });
  },
};
