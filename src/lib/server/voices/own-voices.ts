import type { Visitor } from '#lib/domain/visitor.ts';
import type { VoiceState } from '#lib/domain/voice-state.ts';
import type { VoiceCategory, VoiceKind } from '#lib/domain/voice-words.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findJoined } from './public-store.ts';
import { macsOf } from './from-resident.ts';
import { requireResident } from './policy.ts';
import { getReportersVoice, type Holder } from './reporters-voice.ts';
import { findPictures } from './thread-store.ts';
import { readThread, type ThreadLine } from './thread-view.ts';
import { today } from './village-rules.ts';
import { findAbout, findOwnVoices, type VoiceRow } from './voice-store.ts';

/** A voice in its reporter's list. */
export interface OwnVoiceLine {
  reference: string;
  kind: VoiceKind;
  title: string;
  state: VoiceState;
  secret: boolean;
  sentAt: Date;
  dueOn: string | null;
  replyUntil: string | null;
}

const most = 100;

/** What a resident has sent, newest first, and the public ones that they joined. */
export async function listOwnVoices(tx: VillageTx, village: VillageContext, visitor: Visitor) {
  requireResident(visitor);
  const macs = await macsOf(tx, village.id, visitor.residentId);
  const own = await findOwnVoices(tx, visitor.residentId, macs, most);
  return {
    own: own.map(line),
    joined: (await findJoined(tx, visitor.residentId, most)).map(line),
  };
}

const line = (row: VoiceRow): OwnVoiceLine => ({
  reference: row.reference,
  kind: row.kind,
  title: row.title,
  state: row.state,
  secret: row.secret,
  sentAt: row.sent_at,
  dueOn: row.due_on,
  replyUntil: row.reply_until,
});

/** A voice as its reporter sees it. */
export interface OwnVoice extends OwnVoiceLine {
  category: VoiceCategory;
  story: string;
  happenedOn: string | null;
  where: string;
  anonymous: boolean;
  /** Officials whom it is about. */
  about: string[];
  published: boolean;
  answer: string;
  forwarded: string;
  satisfied: boolean | null;
  mayReopen: boolean;
  thread: ThreadLine[];
}

/**
 * A voice with its thread, for its reporter.
 * @throws Refusal 'not-found' for anybody else
 */
export async function openOwnVoice(
  tx: VillageTx,
  village: VillageContext,
  holder: Holder,
  reference: string,
): Promise<OwnVoice> {
  const voice = await getReportersVoice(tx, village.id, holder, reference);
  const open = voice.reply_until !== null && voice.reply_until >= today(village);
  return {
    ...line(voice),
    category: voice.category,
    story: voice.story,
    happenedOn: voice.happened_on,
    where: [voice.area, voice.place].filter(Boolean).join(' · '),
    anonymous: voice.anonymous,
    about: (await findAbout(tx, voice.id)).map(({ name, position }) => `${name}, ${position}`),
    published: voice.published_at !== null,
    answer: voice.answer,
    forwarded: [voice.forwarded_to, voice.forwarded_ref].filter(Boolean).join(', nomor '),
    satisfied: voice.satisfied,
    mayReopen: voice.state === 'done' && open,
    thread: await readThread(tx, voice.id, 'reporter'),
  };
}

/**
 * A picture of a voice, for its reporter.
 * @throws Refusal 'not-found'
 */
export async function getOwnPicture(
  tx: VillageTx,
  villageId: number,
  holder: Holder,
  input: { reference: string; pictureId: string },
) {
  const voice = await getReportersVoice(tx, villageId, holder, input.reference);
  const picture = (await findPictures(tx, voice.id)).find(({ id }) => id === input.pictureId);
  if (!picture) throw new Refusal('not-found', 'Foto ini tidak ada lagi.');
  return readStoredFile(tx, villageId, picture.file_id);
}
