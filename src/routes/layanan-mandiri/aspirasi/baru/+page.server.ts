import { redirect } from '@sveltejs/kit';
import { requireResident } from '#lib/domain/authority.ts';
import { readVillage, withVillage } from '#lib/server/platform/index.ts';
import { joinVoice, sendVoice, voiceChoices } from '#lib/server/voices/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { readPictures } from '#lib/server/web/read-pictures.ts';
import { requireId, requireTicket } from '#lib/server/web/require-id.ts';
import { judge, reviewVoice, rewriteVoice, voiceFormOf } from '#lib/server/web/voice-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor } }) => {
  requireResident(visitor);
  const choices = await readVillage(village.id, (tx) => voiceChoices(tx, village));
  return { choices, formKey: crypto.randomUUID() };
};

const mine = '/layanan-mandiri/aspirasi';

export const actions: Actions = {
  lanjut: async ({ request, locals: { village } }) =>
    reviewVoice(village, await voiceFormOf(request), false),
  ubah: async ({ request }) => rewriteVoice(await voiceFormOf(request)),
  kirim: async ({ request, locals: { village, visitor } }) => {
    const form = await voiceFormOf(request);
    return act(form, async () => {
      const values = typedValues(form);
      const key = requireId(values.kunci);
      const pictures = await readPictures(form, 'foto');
      const reference = await withVillage(village.id, async (tx) => {
        const voice = await judge(tx, village, values);
        return sendVoice(tx, village, visitor, { voice, key, pictures });
      });
      redirect(303, `${mine}/${reference}?terkirim`);
    });
  },
  dukung: async ({ request, locals: { village, visitor } }) => {
    const form = await request.formData();
    return act(form, async () => {
      const reference = requireTicket(typedValues(form).tiket);
      await withVillage(village.id, (tx) => joinVoice(tx, village.id, visitor, reference));
      redirect(303, `${mine}?didukung`);
    });
  },
};
