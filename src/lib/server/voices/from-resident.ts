import type { VillageTx } from '#lib/server/platform/index.ts';
import { findMergedIds } from '#lib/server/population/index.ts';
import { residentMac } from './reporter.ts';
import type { VoiceRow } from './voice-store.ts';

/** The digests by which a resident's secret voices are found, of merged records too. */
export async function macsOf(
  tx: VillageTx,
  villageId: number,
  residentId: string,
): Promise<Buffer[]> {
  const ids = [residentId, ...(await findMergedIds(tx, residentId))];
  return ids.map((id) => residentMac(villageId, id));
}

/**
 * Whether a voice is from this resident: by name, or by the digest of a secret one, which stays that of
 * the record it was sent through when that record is merged.
 */
export async function isFrom(
  tx: VillageTx,
  villageId: number,
  voice: Pick<VoiceRow, 'reporter_id' | 'reporter_mac'>,
  residentId: string,
): Promise<boolean> {
  const { reporter_id, reporter_mac } = voice;
  if (reporter_id === residentId) return true;
  if (!reporter_mac) return false;
  return (await macsOf(tx, villageId, residentId)).some((mac) => reporter_mac.equals(mac));
}
