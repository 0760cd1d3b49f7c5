import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor, Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { isFrom } from './from-resident.ts';
import { requireResident } from './policy.ts';
import { isCode } from './reporter.ts';
import { findVoice, findVoiceLocked, type VoiceRow } from './voice-store.ts';

/** Who comes as a voice's reporter: a signed-in resident, or whoever holds the code of its ticket. */
export type Holder = { kind: 'resident'; visitor: Visitor } | { kind: 'ticket'; code: string };

const unknown = () =>
  new Refusal('not-found', 'Laporan ini tidak ditemukan. Periksa nomor tiket dan kode rahasianya.');

/**
 * A voice for its reporter; anybody else's reads as not there.
 * @throws Refusal 'not-found'
 */
export async function getReportersVoice(
  tx: VillageTx,
  villageId: number,
  holder: Holder,
  reference: string,
  lock = false,
): Promise<VoiceRow> {
  const voice = await (lock ? findVoiceLocked : findVoice)(tx, reference);
  if (!voice || !(await holds(tx, villageId, holder, voice))) throw unknown();
  return voice;
}

async function holds(tx: VillageTx, villageId: number, holder: Holder, voice: VoiceRow) {
  if (holder.kind === 'ticket') return isCode(holder.code, voice.code_hash);
  requireResident(holder.visitor);
  return !voice.code_hash && isFrom(tx, villageId, voice, holder.visitor.residentId);
}

/** Who the trail says acted: nobody by name where the voice is secret or came without signing in. */
export function reportersActor(holder: Holder, voice: VoiceRow): Actor {
  return holder.kind === 'resident' && !voice.secret && holder.visitor.kind === 'resident'
    ? holder.visitor
    : { kind: 'nobody' };
}
