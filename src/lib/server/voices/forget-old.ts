import { recordEvent } from '#lib/server/audit/index.ts';
import { dropStoredFile, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { sealReporter } from './reporter.ts';
import { deletePictures, findForgettableLocked, forgetReporter } from './retention-store.ts';

const day = 24 * 60 * 60_000;
const system = { kind: 'system', name: 'Balai' } as const;

/**
 * Forgets what served only to deal with a voice, once it is closed for as long as the village keeps
 * uploads: its pictures, and the contact of whoever did not sign in. The voice and its answers stay.
 * @returns how many voices, at most `limit`
 */
export async function forgetOld(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const before = new Date(now().getTime() - village.uploadRetentionDays * day);
  const old = await findForgettableLocked(tx, before, limit);
  for (const { id, reference, fromStranger } of old) {
    for (const fileId of await deletePictures(tx, id)) await dropStoredFile(tx, fileId);
    const nobody = { kind: 'stranger', name: '', contact: '' } as const;
    if (fromStranger) await forgetReporter(tx, id, sealReporter(village.id, reference, nobody));
    await recordEvent(tx, village.id, system, {
      action: 'voices.forget',
      subjectKind: 'voice',
      subjectId: id,
      details: { reference },
    });
  }
  return old.length;
}
