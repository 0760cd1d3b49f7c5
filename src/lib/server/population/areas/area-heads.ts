import { UNDIVIDED } from '#lib/domain/neighbourhood.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findHeadRows } from './area-store.ts';

/** Who leads the RT or RW where somebody lives. */
export interface AreaHead {
  level: 'rt' | 'rw';
  rt: string;
  rw: string;
  name: string;
  /** Undefined for a head who is only a name, or no longer lives here. */
  residentId: string | undefined;
  familyId: string | null;
}

/** The heads of the RT and of the RW where a resident lives now, as far as there are any. */
export async function findAreaHeads(
  tx: VillageTx,
  residentId: string,
): Promise<{ rt?: AreaHead; rw?: AreaHead }> {
  const heads: { rt?: AreaHead; rw?: AreaHead } = {};
  for (const row of await findHeadRows(tx, residentId)) {
    const level = row.led_rt ? 'rt' : 'rw';
    // What a hamlet is not divided into has no head of its own.
    if (row[level] === UNDIVIDED) continue;
    heads[level] = {
      level,
      rt: row.rt,
      rw: row.rw,
      name: row.name,
      residentId: row.head_id ?? undefined,
      familyId: row.family_id,
    };
  }
  return heads;
}
