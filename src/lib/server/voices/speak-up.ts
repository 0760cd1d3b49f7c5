import { Refusal } from '#lib/domain/refusal.ts';
import { readWords } from '#lib/domain/voice-input.ts';
import { moveVoice, openStates, type VoiceAction } from '#lib/domain/voice-state.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type CleanUpload, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { carryOn } from './carry-on.ts';
import { keepPictures } from './keep-pictures.ts';
import { getReportersVoice, reportersActor, type Holder } from './reporters-voice.ts';
import { insertStep } from './thread-store.ts';
import { today } from './village-rules.ts';
import { updateVoice } from './voice-store.ts';

/** What a reporter says, about one voice. */
export interface Said {
  reference: string;
  text?: string;
  pictures?: readonly CleanUpload[];
}

/**
 * The reporter adds something. Said to an answer, the office goes on with it.
 * @throws Refusal 'not-found', 'invalid' without words, 'conflict' once it is closed
 */
export async function addWords(
  tx: VillageTx,
  village: VillageContext,
  holder: Holder,
  said: Said,
): Promise<void> {
  const voice = await getReportersVoice(tx, village.id, holder, said.reference, true);
  const text = readWords(said.text, 'pesan', 'Tulis pesan Anda');
  if (voice.state === 'asking') return replyTo(tx, village, holder, voice, { ...said, text });
  if (!openStates.includes(voice.state))
    throw new Refusal('conflict', 'Laporan ini sudah ditutup. Muat ulang halaman.');
  const eventId = await insertStep(tx, {
    village_id: village.id,
    voice_id: voice.id,
    at: now(),
    action: 'say',
    to_state: voice.state,
    by_kind: 'reporter',
    text,
  });
  await keepPictures(tx, village.id, {
    voiceId: voice.id,
    eventId,
    pictures: said.pictures ?? [],
  });
  await recordEvent(tx, village.id, reportersActor(holder, voice), {
    action: 'voices.say',
    subjectKind: 'voice',
    subjectId: voice.id,
    details: { reference: voice.reference },
  });
}

const replyTo = (
  tx: VillageTx,
  village: VillageContext,
  holder: Holder,
  voice: Awaited<ReturnType<typeof getReportersVoice>>,
  said: Said & { text: string },
) =>
  carryOn(tx, village, voice, {
    action: 'reply',
    to: 'handling',
    by: { kind: 'reporter' },
    actor: reportersActor(holder, voice),
    text: said.text,
    pictures: said.pictures,
  });

/** The reporter says that the answer is enough. @throws Refusal 'not-found', 'conflict' */
export const acceptAnswer = (
  tx: VillageTx,
  village: VillageContext,
  holder: Holder,
  reference: string,
): Promise<void> => decide(tx, village, holder, 'accept', { reference });

/**
 * The reporter opens a closed voice again, within the days that the village allows.
 * @throws Refusal 'not-found', 'invalid' without a reason, 'conflict' when the days are over
 */
export async function reopenVoice(
  tx: VillageTx,
  village: VillageContext,
  holder: Holder,
  said: Said,
): Promise<void> {
  await decide(tx, village, holder, 'reopen', said);
}

async function decide(
  tx: VillageTx,
  village: VillageContext,
  holder: Holder,
  action: VoiceAction & ('accept' | 'reopen'),
  said: Said,
) {
  const voice = await getReportersVoice(tx, village.id, holder, said.reference, true);
  const to = moveVoice(voice.state, action, ['reporter']);
  if (!to) throw new Refusal('conflict', 'Keadaan laporan ini sudah berubah. Muat ulang halaman.');
  if (action === 'reopen' && (voice.reply_until ?? '') < today(village))
    throw new Refusal(
      'conflict',
      'Waktu untuk membuka lagi laporan ini sudah lewat. Kirim laporan baru.',
    );
  const why = 'Tulis mengapa laporan ini perlu dibuka lagi';
  await carryOn(tx, village, voice, {
    action,
    to,
    by: { kind: 'reporter' },
    actor: reportersActor(holder, voice),
    text: action === 'reopen' ? readWords(said.text, 'alasan', why) : '',
    ...(action === 'reopen' && { values: { assignee_id: null, satisfied: null } }),
  });
}

/**
 * The reporter says whether they are satisfied with how it ended; may change their mind.
 * @throws Refusal 'not-found', 'conflict' while it is not closed
 */
export async function rateVoice(
  tx: VillageTx,
  village: VillageContext,
  holder: Holder,
  rating: { reference: string; satisfied: boolean },
): Promise<void> {
  const voice = await getReportersVoice(tx, village.id, holder, rating.reference, true);
  if (voice.state !== 'done')
    throw new Refusal('conflict', 'Penilaian bisa diberikan setelah laporan selesai.');
  await updateVoice(tx, voice.id, { satisfied: rating.satisfied });
  await insertStep(tx, {
    village_id: village.id,
    voice_id: voice.id,
    at: now(),
    action: 'rate',
    to_state: voice.state,
    by_kind: 'reporter',
    text: rating.satisfied ? 'Puas' : 'Belum puas',
  });
  await recordEvent(tx, village.id, reportersActor(holder, voice), {
    action: 'voices.rate',
    subjectKind: 'voice',
    subjectId: voice.id,
    details: { reference: voice.reference },
  });
}
