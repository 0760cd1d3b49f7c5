import { requireOfficer } from '#lib/domain/authority.ts';
import { moveIn } from '#lib/domain/letter-edit.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { listTypes } from './list-types.ts';
import { openRow } from './open-type.ts';
import { findTypeRow, lockType, updateType, writeOrder } from './type-store.ts';

/** Takes a type out of what is offered, or brings it back; requests under way go on. */
export async function retireType(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { slug: string; retired: boolean },
): Promise<void> {
  requireOfficer(visitor, 'letter-types.publish');
  const { type } = openRow(input.slug, await findTypeRow(tx, input.slug));
  await lockType(tx, villageId, input.slug);
  await updateType(tx, input.slug, { retired_at: input.retired ? now() : null });
  await recordEvent(tx, villageId, visitor, {
    action: input.retired ? 'letters.retire-type' : 'letters.bring-back-type',
    details: { type: type.name },
  });
}

/** One place up or down among the types, or to the top. */
export async function moveType(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { slug: string; to: 'up' | 'down' | 'top' },
): Promise<void> {
  requireOfficer(visitor, 'letter-types.publish');
  const slugs = (await listTypes(tx, visitor)).map(({ slug }) => slug);
  const index = slugs.indexOf(input.slug);
  if (index < 0) return;
  if (input.to === 'top') slugs.unshift(...slugs.splice(index, 1));
  else moveIn(slugs, index, input.to === 'up' ? -1 : 1);
  await order(tx, villageId, visitor, slugs);
}

/** What was asked for most stands first. */
export async function orderByUse(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
): Promise<void> {
  requireOfficer(visitor, 'letter-types.publish');
  const types = await listTypes(tx, visitor);
  const sorted = types.toSorted((one, other) => other.uses - one.uses);
  await order(
    tx,
    villageId,
    visitor,
    sorted.map(({ slug }) => slug),
  );
}

async function order(
  tx: VillageTx,
  villageId: number,
  visitor: StaffVisitor,
  slugs: readonly string[],
) {
  await writeOrder(tx, villageId, slugs);
  await recordEvent(tx, villageId, visitor, { action: 'letters.order-types' });
}
