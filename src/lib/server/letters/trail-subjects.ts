import type { VillageTx } from '#lib/server/platform/index.ts';
import { findLetterOf } from './letter-store.ts';
import { findRequestByReference } from './store.ts';

/** The ids under which the audit trail knows a request and its letter; empty for an unknown reference. */
export async function findTrailSubjects(tx: VillageTx, reference: string): Promise<string[]> {
  const request = await findRequestByReference(tx, reference);
  if (!request) return [];
  const letter = await findLetterOf(tx, request.id);
  return letter ? [request.id, letter.id] : [request.id];
}
