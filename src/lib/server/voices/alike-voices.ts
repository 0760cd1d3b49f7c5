import { requireResident } from '#lib/domain/authority.ts';
import { maskNumbers } from '#lib/domain/mask-numbers.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VoiceInput } from '#lib/domain/voice-input.ts';
import { openStates, type VoiceState } from '#lib/domain/voice-state.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { findAlike, findPublishedOne } from './public-store.ts';
import { insertJoiner } from './thread-store.ts';

/** A public report that says much the same as one that is about to be sent. */
export interface AlikeVoice {
  reference: string;
  title: string;
  area: string;
  state: VoiceState;
  joiners: number;
}

const most = 3;

/** Open public voices that say much the same, the nearest first; secret ones are not compared. */
export async function findAlikeVoices(tx: VillageTx, voice: VoiceInput): Promise<AlikeVoice[]> {
  if (voice.secret || voice.about.length > 0) return [];
  return (await findAlike(tx, voice, most)).map((row) => ({
    reference: row.reference,
    title: maskNumbers(row.title),
    area: row.area,
    state: row.state,
    joiners: row.joiners,
  }));
}

/**
 * Joins a public voice instead of sending the same once more: the resident is told how it goes on.
 * Joining twice is joining once.
 * @throws Refusal 'not-found' for one that is not public, 'conflict' for one that is decided or one's own
 */
export async function joinVoice(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  reference: string,
): Promise<void> {
  requireResident(visitor);
  const voice = await findPublishedOne(tx, reference);
  if (!voice) throw new Refusal('not-found', 'Laporan ini tidak ada di papan desa.');
  if (!openStates.includes(voice.state))
    throw new Refusal(
      'conflict',
      'Laporan ini sudah selesai. Kirim laporan baru bila masih terjadi.',
    );
  if (voice.reporter_id === visitor.residentId)
    throw new Refusal('conflict', 'Ini laporan Anda sendiri. Lihat kemajuannya di daftar Anda.');
  const row = { village_id: villageId, voice_id: voice.id, joined_at: now() };
  if (!(await insertJoiner(tx, { ...row, resident_id: visitor.residentId }))) return;
  await recordEvent(tx, villageId, visitor, {
    action: 'voices.join',
    subjectKind: 'voice',
    subjectId: voice.id,
    residentId: visitor.residentId,
    details: { reference },
  });
}
