import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Who was head until somebody else was seated, and by which column. */
export interface FormerHead {
  id: string;
  column: 'relation' | 'household_relation';
}

/** What leads each kind of group, and what whoever is not its head is instead: other kin, or a member. */
export const SEATS = {
  family: { group: 'family_id', column: 'relation', becomes: 9 },
  household: { group: 'household_id', column: 'household_relation', becomes: 2 },
} as const;

/**
 * Lets those who were head step down, where they live and are in the group still: each has one living
 * head. What they are in truth, a row of their own says, or the office.
 * @param left groups whose head is another now, with whoever it was
 */
export async function stepDown(
  tx: VillageTx,
  kind: keyof typeof SEATS,
  left: readonly { id: string; head_id: string | null }[],
  at: Date,
): Promise<FormerHead[]> {
  const seats = left.filter(({ head_id }) => head_id !== null);
  if (seats.length === 0) return [];
  const { group, column, becomes } = SEATS[kind];
  const { rows } = await sql<{ id: string }>`
    update resident r set ${sql.id(column)} = ${becomes}, updated_at = ${at}
    from unnest(${seats.map(({ id }) => id)}::uuid[], ${seats.map(({ head_id }) => head_id)}::uuid[])
      as s (group_id, head_id)
    where r.village_id = current_village() and r.id = s.head_id
      and r.${sql.id(group)} = s.group_id and r.${sql.id(column)} = 1 and r.basic_status = 1
    returning r.id`.execute(tx);
  return rows.map(({ id }) => ({ id, column }));
}
