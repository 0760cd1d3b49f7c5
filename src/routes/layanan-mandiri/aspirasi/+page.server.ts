import { formatDateLong } from '#lib/domain/dates-id.ts';
import { voiceStateWords } from '#lib/domain/voice-words.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { listOwnVoices, type OwnVoiceLine } from '#lib/server/voices/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const { own, joined } = await readVillage(village.id, (tx) =>
    listOwnVoices(tx, village, visitor),
  );
  const card = (line: OwnVoiceLine) => ({
    reference: line.reference,
    title: line.title,
    secret: line.secret,
    state: line.state,
    words: voiceStateWords[line.state],
    sent: formatDateLong(line.sentAt, village.timeZone),
    due: line.dueOn && formatDateLong(line.dueOn),
    replyUntil: line.replyUntil && formatDateLong(line.replyUntil),
  });
  return {
    joinedNow: url.searchParams.has('didukung'),
    own: own.map(card),
    joined: joined.map(card),
  };
};
