import { aidVoiceKinds, aidVoiceStates } from '#lib/domain/aid-voice.ts';
import { formatDateLong, villageDate } from '#lib/domain/dates-id.ts';
import { listOwnAid, listOwnVoices, listPublicProgrammes } from '#lib/server/assistance/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';
import { cardOf } from './aid-words.ts';

export const load: PageServerLoad = async ({ locals: { village, visitor } }) => {
  const { aid, voices, lists } = await withVillage(village.id, async (tx) => ({
    aid: await listOwnAid(tx, village, visitor),
    voices: await listOwnVoices(tx, village, visitor),
    lists: await listPublicProgrammes(tx),
  }));
  return {
    aid: aid.map((one) => cardOf(one, villageDate(now(), village.timeZone))),
    /** Whether the village publishes any names that one may object to. */
    published: lists.length > 0,
    voices: voices.map((one) => ({
      id: one.id,
      title: `${aidVoiceKinds[one.kind]}: ${one.about}`,
      programme: one.programme,
      state: aidVoiceStates[one.state],
      due: one.state === 'waiting' ? formatDateLong(one.dueOn) : null,
    })),
  };
};
