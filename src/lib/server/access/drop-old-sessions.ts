import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { deleteOldSessions } from './session-store.ts';

/** How long one can still see where one was signed in. Milliseconds. */
const retention = 30 * 24 * 60 * 60_000;

/** Forgets sessions a month after they ended. @returns how many */
export const dropOldSessions = (tx: VillageTx): Promise<number> =>
  deleteOldSessions(tx, new Date(now().getTime() - retention));
