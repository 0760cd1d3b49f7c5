import type { Actor } from '#lib/domain/visitor.ts';
import { actorColumns } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { type ChangeKind, insertChange } from './change-store.ts';

/**
 * Declares why the register is about to change. Until the transaction ends, or another change is
 * declared, every field of a resident, family or household that an update changes is written down
 * under it; an update without a declared change raises.
 * @param change.id a change that goes on over several transactions keeps its id
 * @returns the change's id
 */
export async function declareChange(
  tx: VillageTx,
  actor: Actor,
  change: { kind: ChangeKind; reason?: string; id?: string },
): Promise<string> {
  return insertChange(tx, {
    id: change.id,
    at: now(),
    kind: change.kind,
    reason: change.reason ?? '',
    ...actorColumns(actor),
  });
}
