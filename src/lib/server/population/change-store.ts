import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** What kinds of change the register knows. */
export type ChangeKind =
  | 'entry'
  | 'edit'
  | 'family'
  | 'household'
  | 'area'
  | 'event'
  | 'undo'
  | 'nik'
  | 'merge'
  | 'correction'
  | 'import';

export interface DeclaredChange {
  id: string | undefined;
  at: Date;
  kind: ChangeKind;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  reason: string;
}

/** Writes the change down once and names it to the trigger that records fields. */
export async function insertChange(tx: VillageTx, change: DeclaredChange): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with declared as (
      insert into register_change
        (village_id, id, at, kind, actor_kind, actor_id, actor_name, reason)
      values (current_village(), coalesce(${change.id ?? null}::uuid, uuidv7()), ${change.at},
              ${change.kind}, ${change.actor_kind}, ${change.actor_id}, ${change.actor_name},
              ${change.reason})
      on conflict (village_id, id) do nothing
      returning id
    ), change as (
      select coalesce((select id from declared), ${change.id ?? null}::uuid) as id
    )
    select id from change, set_config('app.register_change', id::text, true)`.execute(tx);
  return rows[0]!.id;
}

/** A change by its id: when, who, why. */
export async function findChange(tx: VillageTx, id: string) {
  return tx
    .selectFrom('register_change')
    .select(['id', 'at', 'kind', 'actor_name', 'reason'])
    .where('id', '=', id)
    .executeTakeFirst();
}
