import { readContact, readVoice } from '#lib/domain/voice-input.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findAlikeVoices, voiceChoices, type AlikeVoice } from '#lib/server/voices/index.ts';
import { act, typedValues } from './act.ts';

/**
 * The form of a voice is written, then looked at again and sent with its pictures. Between the two the
 * page carries what was written; nothing is kept on the server, and nothing typed is lost.
 */
export async function voiceFormOf(request: Request): Promise<FormData> {
  const form = await request.formData();
  // Several ticks of one name are one value from here on.
  const about = form.getAll('tentang').map(String).filter(Boolean).join(',');
  form.delete('tentang');
  if (about) form.set('tentang', about);
  return form;
}

/** What a page of the form is shown with: nothing is wrong, and this was written. */
interface Written {
  message: string;
  errors: Record<string, string>;
  values: Record<string, string>;
  alike: AlikeVoice[];
}

/** Judges what was written, and finds public reports that say much the same. */
export const reviewVoice = (village: VillageContext, form: FormData, stranger: boolean) =>
  act(form, async (): Promise<Written> => {
    const values = typedValues(form);
    const alike = await withVillage(village.id, async (tx) => {
      const voice = await judge(tx, village, values);
      if (stranger) readContact(values);
      return findAlikeVoices(tx, voice);
    });
    return { message: '', errors: {}, values: { ...values, langkah: 'periksa' }, alike };
  });

/** Back to writing, with what was written. */
export const rewriteVoice = (form: FormData): Written => ({
  message: '',
  errors: {},
  values: { ...typedValues(form), langkah: '' },
  alike: [],
});

/** What a form says, against what the village offers. @throws Refusal 'invalid' by field */
export async function judge(
  tx: Parameters<typeof voiceChoices>[0],
  village: VillageContext,
  values: Readonly<Record<string, string>>,
) {
  const { areas, officials, today } = await voiceChoices(tx, village);
  return readVoice(values, { areas, officials: officials.map(({ id }) => id), today });
}
