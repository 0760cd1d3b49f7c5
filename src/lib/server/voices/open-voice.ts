import { isOverdue } from '#lib/domain/mail.ts';
import { maskPhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { openStates, owedStates, voiceActionsFor } from '#lib/domain/voice-state.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findHandlers } from './move-voice.ts';
import { canChat } from './open-chat.ts';
import { findPerson } from './office-store.ts';
import { getSeen, moversOf, requireOfficer } from './policy.ts';
import { openReporter } from './reporter.ts';
import { findJoiners, findPictures } from './thread-store.ts';
import { readThread } from './thread-view.ts';
import { today } from './village-rules.ts';
import { findAbout, type VoiceRow } from './voice-store.ts';

/**
 * A voice with its thread and what the officer may do with it. Opening one is recorded.
 * @throws Refusal 'forbidden', 'not-found' (also for the one it is about)
 */
export async function openVoice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  reference: string,
) {
  requireOfficer(visitor, 'voices.read');
  const voice = await getSeen(tx, visitor, reference);
  await recordEvent(tx, village.id, visitor, {
    action: 'voices.read',
    subjectKind: 'voice',
    subjectId: voice.id,
    ...(voice.reporter_id && { residentId: voice.reporter_id }),
    details: { reference },
  });
  const movers = await moversOf(tx, village.id, visitor, voice);
  const actions = voiceActionsFor(voice.state, movers);
  const about = await findAbout(tx, voice.id);
  const publishable = !voice.secret && about.length === 0;
  return {
    voice,
    reporter: await reporterWords(tx, village.id, visitor, voice),
    about: about.map(({ name, position }) => `${name}, ${position}`),
    overdue: isOverdue(voice.due_on, !owedStates.includes(voice.state), today(village)),
    joiners: (await findJoiners(tx, voice.id)).length,
    thread: await readThread(tx, voice.id, 'officer'),
    actions,
    handlers: actions.includes('assign') ? await findHandlers(tx, voice.id) : [],
    publishable,
    mayPublish: publishable && voice.state !== 'received' && movers.includes('verifier'),
    maySay: movers.length > 0 && openStates.includes(voice.state),
    mayNote: movers.length > 0,
    mayChat: await canChat(tx, village.id, visitor, voice),
    mayIdentify: movers.length > 0 && may(visitor.roles, 'voices.identify') && !voice.reporter_id,
  };
}

/** Who it is from, as far as this officer may read it on the page. */
async function reporterWords(
  tx: VillageTx,
  villageId: number,
  officer: StaffVisitor,
  voice: VoiceRow,
): Promise<string> {
  if (voice.secret) return 'Dirahasiakan';
  if (!may(officer.roles, 'voices.handle')) return 'Tidak ditampilkan untuk pengawas';
  if (voice.reporter_id) return (await findPerson(tx, voice.reporter_id))?.name ?? '';
  const who = openReporter(villageId, voice.reference, voice.reporter_sealed!);
  if (who.kind !== 'stranger') return 'Dirahasiakan';
  if (!who.contact) return 'Tanpa masuk (kontak sudah dihapus)';
  const contact = who.contact.startsWith('+') ? maskPhone(who.contact) : maskEmail(who.contact);
  return `${who.name || 'Tanpa nama'}, tanpa masuk (${contact})`;
}

/** `s•••@contoh.id` */
const maskEmail = (address: string): string => address.replace(/^(.).*@/, '$1•••@');

/**
 * A picture of a voice. Opening one is recorded.
 * @throws Refusal 'forbidden', 'not-found'
 */
export async function openVoicePicture(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { reference: string; pictureId: string },
) {
  requireOfficer(visitor, 'voices.read');
  const voice = await getSeen(tx, visitor, input.reference);
  const picture = (await findPictures(tx, voice.id)).find(({ id }) => id === input.pictureId);
  if (!picture) throw new Refusal('not-found', 'Foto ini tidak ada lagi.');
  await recordEvent(tx, villageId, visitor, {
    action: 'voices.read-picture',
    subjectKind: 'voice',
    subjectId: voice.id,
    details: { reference: voice.reference },
  });
  return readStoredFile(tx, villageId, picture.file_id);
}
