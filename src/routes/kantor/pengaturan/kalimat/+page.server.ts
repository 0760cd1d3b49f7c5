import { addPhrase, listPhrases, phraseKinds, removePhrase } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { saving } from '#lib/server/web/settings-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => ({
  saved: url.searchParams.has('disimpan'),
  phrases: await withVillage(village.id, (tx) => listPhrases(tx, visitor)),
});

const address = '/kantor/pengaturan/kalimat';

export const actions: Actions = {
  tambah: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      addPhrase(tx, village.id, visitor, {
        kind: phraseKinds.find((kind) => kind === typed.untuk) ?? 'return',
        text: typed.kalimat ?? '',
      }),
    ),
  ),
  hapus: saving(address, ({ village, visitor }, typed) =>
    withVillage(village.id, (tx) =>
      removePhrase(tx, village.id, visitor, requireId(typed.kalimat)),
    ),
  ),
};
