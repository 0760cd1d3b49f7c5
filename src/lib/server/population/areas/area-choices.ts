import { requireOfficer } from '#lib/domain/authority.ts';
import { areaName } from '#lib/domain/neighbourhood.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findAreaRows } from './area-store.ts';

/** Every RT of the village (or hamlet without any), to choose from: id and name. */
export async function listAreaOptions(
  tx: VillageTx,
  visitor: Visitor,
): Promise<{ value: string; label: string }[]> {
  requireOfficer(visitor, 'residents.read');
  return (await findAreaRows(tx)).map((area) => ({ value: area.id, label: areaName(area) }));
}
