import { redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import { goBackToVersion, listVersions } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { loadType } from '../../type-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { head } = await loadType(event);
  const { village, visitor } = event.locals;
  const versions = await withVillage(village.id, (tx) => listVersions(tx, visitor, head.slug));
  return {
    head,
    versions: versions.map((version) => ({
      ...version,
      madeAt: version.madeAt ? formatDateTime(version.madeAt, village.timeZone) : '',
    })),
  };
};

export const actions: Actions = {
  kembali: async ({ request, locals: { village, visitor }, params: { slug } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const number = Number(form.get('versi'));
      await withVillage(village.id, (tx) =>
        goBackToVersion(tx, village.id, visitor, { slug, number }),
      );
      redirect(303, `/kantor/surat/jenis/${slug}?selesai=terbit`);
    });
  },
};
