import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getSeenLocked, moversOf, requireOfficer } from './policy.ts';
import { insertStep } from './thread-store.ts';
import { findAbout, updateVoice } from './voice-store.ts';

/**
 * Puts a verified voice on the public board, or takes it off.
 * @throws Refusal 'not-found', 'forbidden', 'conflict' for one that can never be public
 */
export async function publishVoice(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { reference: string; publish: boolean },
): Promise<void> {
  requireOfficer(visitor, 'voices.verify');
  const voice = await getSeenLocked(tx, visitor, input.reference);
  if (!(await moversOf(tx, villageId, visitor, voice)).includes('verifier'))
    throw new Refusal('forbidden', 'Laporan ini Anda sendiri yang mengirimnya.');
  if ((voice.published_at !== null) === input.publish) return;
  if (input.publish) {
    const about = await findAbout(tx, voice.id);
    if (voice.secret || about.length > 0 || voice.state === 'received')
      throw new Refusal('conflict', 'Laporan ini tidak bisa ditampilkan di papan desa.');
  }
  const at = now();
  await updateVoice(tx, voice.id, { published_at: input.publish ? at : null });
  const action = input.publish ? 'publish' : 'unpublish';
  await insertStep(tx, {
    village_id: villageId,
    voice_id: voice.id,
    at,
    action,
    to_state: voice.state,
    by_kind: 'staff',
    staff_id: visitor.staffId,
  });
  await recordEvent(tx, villageId, visitor, {
    action: input.publish ? 'voices.publish' : 'voices.unpublish',
    subjectKind: 'voice',
    subjectId: voice.id,
    details: { reference: voice.reference },
  });
}
