import { redirect } from '@sveltejs/kit';
import { openSigningDesk, signMany } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { act } from '#lib/server/web/act.ts';
import { proofFirst } from '#lib/server/web/proof-first.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?surat=SKU-7K4P-2M9R&surat=…`: those that were ticked. */
export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const desk = await withVillage(village.id, (tx) => openSigningDesk(tx, village, visitor));
  proofFirst(visitor, url);
  const chosen = url.searchParams.getAll('surat');
  if (chosen.length === 0) redirect(303, '/kantor/tandatangan?kosong=1');
  const items = desk.items.filter((item) => chosen.includes(item.reference) && !item.blocked);
  return {
    signer: desk.signer,
    items,
    gone: chosen.length - items.length,
    asksPassphrase: desk.asksPassphrase && items.some(({ wet }) => !wet),
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, url }) => {
    const form = await request.formData();
    return act(form, async () => {
      const chosen = new Map<string, number>();
      for (const entry of form.getAll('surat')) {
        const [id, version] = String(entry).split(':');
        chosen.set(requireId(id), Number(version) || 0);
      }
      const passphrase = String(form.get('frasa-sandi') ?? '');
      const lines = await signMany(village, visitor, { chosen, origin: url.origin, passphrase });
      return { lines };
    });
  },
};
