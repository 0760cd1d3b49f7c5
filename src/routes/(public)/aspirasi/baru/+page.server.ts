import { redirect } from '@sveltejs/kit';
import { callerOf, newFormToken } from '#lib/server/access/index.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { sendAsStranger, voiceChoices } from '#lib/server/voices/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { readPictures } from '#lib/server/web/read-pictures.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { judge, reviewVoice, rewriteVoice, voiceFormOf } from '#lib/server/web/voice-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village } }) => ({
  choices: await readVillage(village.id, (tx) => voiceChoices(tx, village)),
  formKey: crypto.randomUUID(),
  opened: newFormToken(village.id),
});

export const actions: Actions = {
  lanjut: async ({ request, locals: { village } }) =>
    reviewVoice(village, await voiceFormOf(request), true),
  ubah: async ({ request }) => rewriteVoice(await voiceFormOf(request)),
  kirim: async (event) => {
    const { village } = event.locals;
    const form = await voiceFormOf(event.request);
    return act(form, async () => {
      const typed = typedValues(form);
      const key = requireId(typed.kunci);
      const pictures = await readPictures(form, 'foto');
      const voice = await readVillage(village.id, (tx) => judge(tx, village, typed));
      const ticket = await sendAsStranger(callerOf(event), {
        ...{ voice, key, pictures, typed },
        opened: typed.dibuka ?? '',
        trap: typed.situs ?? '',
      });
      redirect(
        303,
        ticket ? `/aspirasi/tiket/${ticket.reference}/${ticket.code}?terkirim` : '/aspirasi',
      );
    });
  },
};
