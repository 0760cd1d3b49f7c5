import { areaName } from '#lib/domain/neighbourhood.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import type { VoiceRules } from '#lib/domain/voice-days.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { findOfficials, type VillageContext } from '#lib/server/villages/index.ts';
import { findAreas } from './voice-store.ts';

export const rulesOf = (village: VillageContext): VoiceRules => ({
  verifyDays: village.voiceVerifyDays,
  answerDays: village.voiceAnswerDays,
  replyDays: village.voiceReplyDays,
  reopenDays: village.voiceReopenDays,
});

/** The day it is in the village. */
export const today = (village: VillageContext): string => villageDate(now(), village.timeZone);

/** What the form of a voice offers: the village's areas and the officials who serve. */
export async function voiceChoices(tx: VillageTx, village: VillageContext) {
  const day = today(village);
  const officials = (await findOfficials(tx)).filter(
    ({ serves_until: until }) => until === null || String(until) >= day,
  );
  return {
    today: day,
    areas: (await findAreas(tx)).map(areaName),
    officials: officials.map(({ id, name, position }) => ({ id, label: `${name}, ${position}` })),
  };
}
