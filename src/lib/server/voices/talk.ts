import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { readWords } from '#lib/domain/voice-input.ts';
import { openStates } from '#lib/domain/voice-state.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type CleanUpload, type VillageTx } from '#lib/server/platform/index.ts';
import { keepPictures } from './keep-pictures.ts';
import { getSeenLocked, requireMover, requireOfficer } from './policy.ts';
import { tellReporter } from './tell-reporter.ts';
import { insertStep } from './thread-store.ts';
import type { VoiceRow } from './voice-store.ts';

interface Words {
  reference: string;
  text: string | undefined;
  pictures?: readonly CleanUpload[];
}

/**
 * Says something to the reporter while the voice is open.
 * @throws Refusal 'not-found', 'forbidden' without a part in it, 'invalid', 'conflict' once it is closed
 */
export async function sayToReporter(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  words: Words,
): Promise<void> {
  const voice = await getSpokenAbout(tx, villageId, visitor, words.reference);
  if (!openStates.includes(voice.state))
    throw new Refusal('conflict', 'Laporan ini sudah ditutup. Muat ulang halaman.');
  const text = readWords(words.text, 'pesan', 'Tulis pesan untuk pelapor');
  await keepWords(tx, villageId, visitor, 'say', voice, { ...words, text });
  await tellReporter(tx, villageId, voice, 'ada pesan dari petugas desa.');
}

/**
 * Notes something that stays between officers, in any state.
 * @throws Refusal 'not-found', 'forbidden' without a part in it, 'invalid'
 */
export async function addNote(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  words: Words,
): Promise<void> {
  const voice = await getSpokenAbout(tx, villageId, visitor, words.reference);
  const text = readWords(words.text, 'catatanKantor', 'Tulis catatan untuk petugas lain');
  await keepWords(tx, villageId, visitor, 'note', voice, { ...words, text });
}

async function getSpokenAbout(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  reference: string,
): Promise<VoiceRow> {
  requireOfficer(visitor, 'voices.handle');
  const voice = await getSeenLocked(tx, visitor, reference);
  await requireMover(tx, villageId, visitor, voice);
  return voice;
}

async function keepWords(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  action: 'say' | 'note',
  voice: VoiceRow,
  words: Words & { text: string },
) {
  requireOfficer(visitor, 'voices.handle');
  const eventId = await insertStep(tx, {
    village_id: villageId,
    voice_id: voice.id,
    at: now(),
    action,
    to_state: voice.state,
    by_kind: 'staff',
    staff_id: visitor.staffId,
    text: words.text,
  });
  await keepPictures(tx, villageId, {
    voiceId: voice.id,
    eventId,
    pictures: words.pictures ?? [],
  });
  await recordEvent(tx, villageId, visitor, {
    action: action === 'say' ? 'voices.say' : 'voices.note',
    subjectKind: 'voice',
    subjectId: voice.id,
    details: { reference: voice.reference },
  });
}
