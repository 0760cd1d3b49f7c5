import { redirect } from '@sveltejs/kit';
import { findObjectionTo, objectToAid } from '#lib/server/assistance/index.ts';
import { readVillage, withVillage } from '#lib/server/platform/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is objected to, as the address names it: a recipient, or one's own refused proposal. */
function about({ searchParams }: URL): { recipientId?: string; voiceId?: string } {
  const [recipient, voice] = [searchParams.get('penerima'), searchParams.get('usul')];
  return {
    ...(recipient !== null && { recipientId: requireId(recipient) }),
    ...(voice !== null && { voiceId: requireId(voice) }),
  };
}

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const to = await readVillage(village.id, (tx) =>
    findObjectionTo(tx, village, visitor, about(url)),
  );
  return { programme: to.programme.name, name: to.name, own: to.own, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, url }) => {
    const form = await request.formData();
    const typed = typedValues(form);
    return act(form, async () => {
      const id = await withVillage(village.id, (tx) =>
        objectToAid(tx, village, visitor, {
          ...about(url),
          reason: typed.alasan ?? '',
          key: requireId(typed.pengenal),
        }),
      );
      redirect(303, `/layanan-mandiri/bantuan-sosial/suara/${id}?terkirim`);
    });
  },
};
