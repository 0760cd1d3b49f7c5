import { type Insertable, sql, type Updateable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** Whether the village keeps households at all. */
export async function anyHousehold(tx: VillageTx): Promise<boolean> {
  return Boolean(await tx.selectFrom('household').select('id').limit(1).executeTakeFirst());
}

/** A page of households by number, with the head's name and how many live in each. */
export async function findHouseholdLines(
  tx: VillageTx,
  search: string,
  page: { limit: number; offset: number },
) {
  const part = `%${search.replace(/[%_\\]/g, '\\$&')}%`;
  const query = tx
    .selectFrom('household as h')
    .leftJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'h.village_id').onRef('r.id', '=', 'h.head_id'),
    )
    .where((eb) =>
      search ? eb.or([eb('h.number', 'ilike', part), eb('r.name', 'ilike', part)]) : eb.lit(true),
    );
  const { total } = await query
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .select([
      'h.id',
      'h.number',
      'h.social_data',
      'r.name as head_name',
      sql<number>`(
        select count(*) from resident m
        where m.village_id = h.village_id and m.household_id = h.id
          and m.basic_status = 1 and m.merged_into is null)`.as('members'),
    ])
    .orderBy('h.number')
    .orderBy('h.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, total };
}

/** A household's row, locked until the transaction ends. */
export async function lockHouseholdRow(tx: VillageTx, id: string) {
  return tx
    .selectFrom('household')
    .select(['id', 'number', 'head_id', 'social_data', 'social_data_number', 'registered_on'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}
export type HouseholdRow = NonNullable<Awaited<ReturnType<typeof lockHouseholdRow>>>;

/** The living people of a household, its head first. */
export async function findHouseholdMembers(tx: VillageTx, id: string) {
  return tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('resident as h', (j) =>
      j.onRef('h.village_id', '=', 'f.village_id').onRef('h.id', '=', 'f.head_id'),
    )
    .select([
      'r.id',
      'r.name',
      'r.sex',
      'r.birth_date',
      'r.relation',
      'r.family_id',
      'r.household_relation',
      'h.name as family_head',
    ])
    .where('r.household_id', '=', id)
    .where('r.basic_status', '=', 1)
    .where('r.merged_into', 'is', null)
    .orderBy('r.household_relation')
    .orderBy('r.birth_date')
    .orderBy('r.id')
    .execute();
}

/** People who are to live in a household, locked, with the one that they are in. */
export async function lockHousemates(tx: VillageTx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('resident')
    .select(['id', 'name', 'household_id', 'basic_status'])
    .where('id', 'in', ids)
    .where('merged_into', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function findHouseholdByNumber(
  tx: VillageTx,
  number: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('household')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.id;
}

/** The number after the highest one made of digits. */
export async function nextHouseholdNumber(tx: VillageTx): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('household-number'), current_village())`.execute(
    tx,
  );
  const { rows } = await sql<{ next: string }>`
    select lpad((coalesce(max(number::numeric), 0) + 1)::text, 5, '0') as next from household
    where village_id = current_village() and number ~ '^[0-9]{1,16}$'`.execute(tx);
  return rows[0]!.next;
}

export async function insertHousehold(
  tx: VillageTx,
  household: Insertable<DB['household']>,
): Promise<string> {
  return (
    await tx.insertInto('household').values(household).returning('id').executeTakeFirstOrThrow()
  ).id;
}

/** Changes a household under the change that the transaction has declared. */
export async function updateHousehold(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['household']>,
): Promise<void> {
  await tx
    .updateTable('household')
    .set({ ...values, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}
