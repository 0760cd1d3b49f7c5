import { sql, type Insertable } from 'kysely';
import type { ResidentValues } from '#lib/domain/resident-fields.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type CardRow = NonNullable<Awaited<ReturnType<typeof findFamilyByCard>>>;

/** A family by the number of its card, with what somebody new in it should know. */
export async function findFamilyByCard(tx: VillageTx, kkNumber: string) {
  return tx
    .selectFrom('family as f')
    .leftJoin('resident as h', (j) =>
      j.onRef('h.village_id', '=', 'f.village_id').onRef('h.id', '=', 'f.head_id'),
    )
    .leftJoin('area as a', (j) =>
      j.onRef('a.village_id', '=', 'f.village_id').onRef('a.id', '=', 'f.area_id'),
    )
    .select([
      'f.id',
      'f.area_id',
      'f.address',
      'f.head_id',
      'f.closed_on',
      'h.name as head_name',
      'a.hamlet',
      'a.rt',
      'a.rw',
    ])
    .where('f.kk_number', '=', kkNumber)
    .executeTakeFirst();
}

type Entry = ResidentValues &
  Pick<Insertable<DB['resident']>, 'nik' | 'nik_temporary' | 'family_id'>;

/** Puts somebody on the register and writes down with what, under the declared change. */
export async function insertResident(
  tx: VillageTx,
  entry: Entry,
  { changeId, at }: { changeId: string; at: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('resident')
    .values({
      ...(entry as unknown as Insertable<DB['resident']>),
      village_id: sql<number>`current_village()`,
      created_at: at,
      updated_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    insert into register_change_field (village_id, change_id, subject_kind, subject_id, field, old, new)
    select r.village_id, ${changeId}::uuid, 'resident', r.id, f.key, null, f.value
    from resident r cross join lateral jsonb_each(to_jsonb(r)) f
    where r.village_id = current_village() and r.id = ${id}::uuid
      and f.key not in ('village_id', 'id', 'created_at', 'updated_at', 'nik_temporary')
      and f.value not in ('null', '""')`.execute(tx);
  return id;
}

/** Makes a member of a family that has no head its head. */
export async function seatHead(
  tx: VillageTx,
  familyId: string,
  residentId: string,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('family')
    .set({ head_id: residentId, updated_at: at })
    .where('id', '=', familyId)
    .execute();
}
