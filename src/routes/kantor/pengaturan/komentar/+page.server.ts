import { requireOfficer } from '#lib/domain/authority.ts';
import { switchComments } from '#lib/server/news/index.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { village, visitor }, url }) => {
  requireOfficer(visitor, 'village.settings');
  return { saved: url.searchParams.has('disimpan'), on: village.commentsOn };
};

export const actions: Actions = {
  simpan: saving('/kantor/pengaturan/komentar', ({ village, visitor }, typed) =>
    switchComments(village, visitor, typed.komentar === 'ya'),
  ),
};
