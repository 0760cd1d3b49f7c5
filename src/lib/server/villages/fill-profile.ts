import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getProfileLocked, updateProfile } from './settings-store.ts';

/** What may be brought in of a village's profile from another system. */
export interface BroughtProfile {
  address?: string;
  postal_code?: string;
  phone?: string;
  email?: string;
  website?: string;
}

/**
 * Fills what the village has left blank in its profile; what somebody typed here stays. The caller
 * calls refreshVillages() once it is committed, and records the act.
 * @returns names of the columns that were filled, and of those that say something else here
 */
export async function fillProfile(
  tx: VillageTx,
  brought: BroughtProfile,
): Promise<{ filled: string[]; left: string[] }> {
  const profile = await getProfileLocked(tx);
  const said = Object.entries(brought).filter(([, value]) => value) as [
    keyof BroughtProfile,
    string,
  ][];
  const blank = said.filter(([name]) => profile[name] === '');
  if (blank.length > 0) {
    await updateProfile(tx, { ...Object.fromEntries(blank), updated_at: now() });
  }
  return {
    filled: blank.map(([name]) => name),
    left: said
      .filter(([name, value]) => profile[name] !== '' && profile[name] !== value)
      .map(([name]) => name),
  };
}
