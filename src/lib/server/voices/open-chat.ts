import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { chatWith, getPerson, mayChatWith } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getSeen, moversOf, requireMover, requireOfficer } from './policy.ts';
import type { VoiceRow } from './voice-store.ts';

/**
 * Whether an officer who has a part in a voice can tell its reporter by hand that there is news: one who
 * signed in and gave their name. A sealed identity is not opened by this.
 */
export async function canChat(
  tx: VillageTx,
  villageId: number,
  officer: StaffVisitor,
  voice: VoiceRow,
): Promise<boolean> {
  if (!isTellable(voice) || !may(officer.roles, 'voices.handle')) return false;
  if ((await moversOf(tx, villageId, officer, voice)).length === 0) return false;
  return mayChatWith(officer, await getPerson(tx, voice.reporter_id));
}

const isTellable = (voice: VoiceRow): voice is VoiceRow & { reporter_id: string } =>
  !voice.secret && voice.reporter_id !== null && voice.state !== 'received';

/**
 * A WhatsApp chat with the reporter of a voice, the short text about it ready: first name and ticket.
 * @returns the address that opens it
 * @throws Refusal 'forbidden'; 'not-found' (also for the one it is about); 'conflict' for a voice whose
 *   reporter is sealed or has no mobile number, or of which there is nothing to tell
 */
export async function openChat(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  reference: string,
): Promise<string> {
  requireOfficer(visitor, 'voices.handle');
  const voice = await getSeen(tx, visitor, reference);
  await requireMover(tx, village.id, visitor, voice);
  if (!isTellable(voice))
    throw new Refusal('conflict', 'Pelapor ini tidak dapat dikabari lewat WhatsApp.');
  return chatWith(tx, village, visitor, {
    person: await getPerson(tx, voice.reporter_id),
    news: { about: 'voice', reference },
    event: {
      action: 'voices.open-whatsapp',
      subjectKind: 'voice',
      subjectId: voice.id,
      details: { reference },
    },
  });
}
