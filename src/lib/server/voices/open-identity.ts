import { chatAddress } from '#lib/domain/outgoing-text.ts';
import { formatPhone, isMobilePhone } from '#lib/domain/phone.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { readWords } from '#lib/domain/voice-input.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getSeenLocked, requireMover, requireOfficer } from './policy.ts';
import { findPerson } from './office-store.ts';
import { openReporter } from './reporter.ts';
import { tellReporter } from './tell-reporter.ts';
import { insertStep } from './thread-store.ts';
import type { VoiceRow } from './voice-store.ts';

/** Who a voice is from. */
export interface Identity {
  name: string;
  /** Empty where none is known. */
  contact: string;
  /** Opens a WhatsApp chat with a stranger who left a mobile number, unless their report is secret. */
  chat?: string;
}

/**
 * Opens who a voice is from: the resident of a secret one, or a stranger's contact. Needs a reason; the
 * trail keeps it, and the reporter reads it in the thread.
 * @throws Refusal 'not-found', 'forbidden', 'invalid' without a reason
 */
export async function openIdentity(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { reference: string; reason: string | undefined },
): Promise<Identity> {
  requireOfficer(visitor, 'voices.identify');
  const voice = await getSeenLocked(tx, visitor, input.reference);
  await requireMover(tx, village.id, visitor, voice);
  const reason = readWords(input.reason, 'alasanIdentitas', 'Tulis untuk apa identitas dibuka');
  await insertStep(tx, {
    village_id: village.id,
    voice_id: voice.id,
    at: now(),
    action: 'identify',
    to_state: voice.state,
    by_kind: 'staff',
    staff_id: visitor.staffId,
    text: reason,
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'voices.identify',
    subjectKind: 'voice',
    subjectId: voice.id,
    details: { reference: voice.reference, reason },
  });
  await tellReporter(tx, village.id, voice, 'identitas Anda dibuka petugas. Baca alasannya.');
  return identify(tx, village, voice);
}

async function identify(
  tx: VillageTx,
  village: VillageContext,
  voice: VoiceRow,
): Promise<Identity> {
  const sealed =
    voice.reporter_sealed && openReporter(village.id, voice.reference, voice.reporter_sealed);
  if (sealed?.kind === 'stranger') {
    const { name, contact } = sealed;
    const news = { about: 'voice', reference: voice.reference } as const;
    return {
      name: name || 'Tidak menyebut nama',
      contact: contact.startsWith('+') ? formatPhone(contact) : contact,
      ...(isMobilePhone(contact) &&
        !voice.secret && {
          chat: chatAddress({ name, phone: contact }, news, village.publicOrigin),
        }),
    };
  }
  const person = await findPerson(tx, sealed?.residentId ?? voice.reporter_id!);
  return {
    name: person?.name ?? 'Tidak ada lagi di data penduduk',
    contact: person?.phone ? formatPhone(person.phone) : '',
  };
}
