import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** One field that a change has changed, and how it stands now. */
export interface ChangedField {
  kind: 'resident' | 'family' | 'household';
  id: string;
  /** Whose it is: a person's name, or the head's of a family. */
  name: string;
  field: string;
  old: unknown;
  new: unknown;
  /** Whether it still is as the change left it. */
  untouched: boolean;
}

/** Everything that a change has changed, in a fixed order. */
export async function findChangedFields(tx: VillageTx, changeId: string): Promise<ChangedField[]> {
  const { rows } = await sql<ChangedField>`
    select f.subject_kind as kind, f.subject_id as id, f.field, f.old, f.new,
           coalesce(s.name, '') as name, coalesce(s.state -> f.field = f.new, false) as untouched
    from register_change_field f
    left join lateral (
      select to_jsonb(r) as state, r.name from resident r
      where f.subject_kind = 'resident' and r.village_id = f.village_id and r.id = f.subject_id
      union all
      select to_jsonb(k), coalesce(h.name, '') from family k
      left join resident h on h.village_id = k.village_id and h.id = k.head_id
      where f.subject_kind = 'family' and k.village_id = f.village_id and k.id = f.subject_id
      union all
      select to_jsonb(h), h.number from household h
      where f.subject_kind = 'household' and h.village_id = f.village_id and h.id = f.subject_id
    ) s on true
    where f.village_id = current_village() and f.change_id = ${changeId}::uuid
    order by f.subject_kind, s.name, f.subject_id, f.field`.execute(tx);
  return rows;
}

/** The latest change after this one of a field of somebody or something. */
export async function findLaterChange(
  tx: VillageTx,
  changeId: string,
  subjectId: string,
  field: string,
): Promise<{ kind: string; at: Date; actor_name: string } | undefined> {
  return tx
    .selectFrom('register_change_field as f')
    .innerJoin('register_change as c', (j) =>
      j.onRef('c.village_id', '=', 'f.village_id').onRef('c.id', '=', 'f.change_id'),
    )
    .select(['c.kind', 'c.at', 'c.actor_name'])
    .where('f.subject_id', '=', subjectId)
    .where('f.field', '=', field)
    .where('c.id', '<>', changeId)
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Gives the fields of one subject their old values back, under the change that was declared. */
export async function restoreFields(
  tx: VillageTx,
  subject: { kind: ChangedField['kind']; id: string },
  fields: readonly Pick<ChangedField, 'field' | 'old'>[],
): Promise<void> {
  const table = sql.id(subject.kind);
  const old = JSON.stringify(Object.fromEntries(fields.map(({ field, old }) => [field, old])));
  const columns = sql.join(fields.map(({ field }) => sql.id(field)));
  const values = sql.join(fields.map(({ field }) => sql`w.${sql.id(field)}`));
  await sql`
    update ${table} t set (${columns}) = row(${values})
    from jsonb_populate_record(null::${table}, ${old}::jsonb) w
    where t.village_id = current_village() and t.id = ${subject.id}::uuid`.execute(tx);
}
