import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import type { VoiceMover } from '#lib/domain/voice-state.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { isFrom } from './from-resident.ts';
import { findSeen, findSeenLocked } from './office-store.ts';
import type { VoiceRow } from './voice-store.ts';

export { requireOfficer, requireResident } from '#lib/domain/authority.ts';

const unknown = () =>
  new Refusal('not-found', 'Laporan ini tidak ditemukan. Periksa nomor tiketnya.');

/**
 * A voice as an officer may see it. One that is about them reads as not there.
 * @throws Refusal 'not-found'
 */
export async function getSeen(tx: VillageTx, officer: StaffVisitor, reference: string) {
  const voice = await findSeen(tx, officer.staffId, reference);
  if (!voice) throw unknown();
  return voice;
}

/** The same, locked until the transaction ends. @throws Refusal 'not-found' */
export async function getSeenLocked(tx: VillageTx, officer: StaffVisitor, reference: string) {
  const voice = await findSeenLocked(tx, officer.staffId, reference);
  if (!voice) throw unknown();
  return voice;
}

/** What an officer is to a voice. Nobody moves on what they sent themselves. */
export async function moversOf(
  tx: VillageTx,
  villageId: number,
  officer: StaffVisitor,
  voice: VoiceRow,
): Promise<VoiceMover[]> {
  const { residentId } = officer;
  if (residentId && (await isFrom(tx, villageId, voice, residentId))) return [];
  const movers: VoiceMover[] = [];
  if (may(officer.roles, 'voices.verify')) movers.push('verifier');
  if (may(officer.roles, 'voices.assign')) movers.push('assigner');
  if (voice.assignee_id === officer.staffId) movers.push('assignee');
  return movers;
}

/** @throws Refusal 'forbidden' unless the officer has a part in this voice */
export async function requireMover(
  tx: VillageTx,
  villageId: number,
  officer: StaffVisitor,
  voice: VoiceRow,
): Promise<void> {
  if ((await moversOf(tx, villageId, officer, voice)).length === 0)
    throw new Refusal(
      'forbidden',
      'Laporan ini bukan tugas Anda, atau Anda sendiri yang mengirimnya.',
    );
}
