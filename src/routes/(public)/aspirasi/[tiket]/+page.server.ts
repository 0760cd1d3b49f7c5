import { formatDateLong } from '#lib/domain/dates-id.ts';
import { openStates } from '#lib/domain/voice-state.ts';
import {
  voiceCategories,
  voiceKindWords,
  voiceStateWords,
  voiceStepWords,
} from '#lib/domain/voice-words.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { openPublicVoice } from '#lib/server/voices/index.ts';
import { requireTicket } from '#lib/server/web/require-id.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village }, params }) => {
  const reference = requireTicket(params.tiket);
  const { voice, steps } = await readVillage(village.id, (tx) => openPublicVoice(tx, reference));
  const day = (at: Date) => formatDateLong(at, village.timeZone);
  return {
    reference,
    title: voice.title,
    story: voice.story,
    kind: voiceKindWords[voice.kind].name,
    state: voiceStateWords[voice.state],
    open: openStates.includes(voice.state),
    joiners: voice.joiners,
    facts: [
      { label: 'Tentang', value: voiceCategories[voice.category] },
      { label: 'Wilayah', value: voice.area },
      { label: 'Pelapor', value: voice.from },
      { label: 'Dikirim', value: day(voice.sentAt) },
      { label: 'Diteruskan ke', value: voice.forwardedTo },
    ].filter(({ value }) => value),
    items: steps.map((step) => ({
      title: voiceStepWords[step.action],
      state: step.action === 'refuse' ? ('bad' as const) : ('done' as const),
      when: day(step.at),
      by: step.by,
      said: step.text,
    })),
  };
};
