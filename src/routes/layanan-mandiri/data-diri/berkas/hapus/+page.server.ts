import { redirect } from '@sveltejs/kit';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { listOwnPapers, removeOwnPaper } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const id = requireId(url.searchParams.get('berkas') ?? undefined);
  const papers = await withVillage(village.id, (tx) => listOwnPapers(tx, village, visitor));
  const paper = papers.find((one) => one.id === id);
  if (!paper) throw new Refusal('not-found', 'Berkas ini tidak ada lagi.');
  if (!paper.removable) redirect(303, '/layanan-mandiri/data-diri/berkas');
  return { label: paper.label, takenAt: formatDateLong(paper.takenAt, village.timeZone) };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, url }) => {
    const form = await request.formData();
    return act(form, async () => {
      const id = requireId(url.searchParams.get('berkas') ?? undefined);
      await withVillage(village.id, (tx) => removeOwnPaper(tx, village, visitor, id));
      redirect(303, '/layanan-mandiri/data-diri/berkas?dihapus=1');
    });
  },
};
