import { sql, type Insertable, type Updateable } from 'kysely';
import type { MandateCapacity } from '#lib/domain/signing-authority.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type OfficialRow = Awaited<ReturnType<typeof findSigningOfficials>>[number];

/** All officials by rank, with the roles of the account that is theirs; null without one. */
export async function findSigningOfficials(tx: VillageTx) {
  return tx
    .selectFrom('official as o')
    .leftJoin('staff_account as s', (j) =>
      j.onRef('s.village_id', '=', 'o.village_id').onRef('s.id', '=', 'o.staff_id'),
    )
    .select([
      'o.id',
      'o.name',
      'o.position',
      'o.employee_no',
      'o.staff_id',
      'o.signs',
      'o.serves_from',
      'o.serves_until',
      'o.decree_number',
      'o.decree_date',
      'o.esign_nik',
      's.roles',
      's.active',
    ])
    .orderBy('o.rank')
    .orderBy('o.name')
    .execute();
}

/** Two admins who give authority take turns. */
export async function lockOfficials(tx: VillageTx) {
  await tx.selectFrom('official').select('id').orderBy('id').forUpdate().execute();
}

function mandates(tx: VillageTx) {
  return tx
    .selectFrom('signing_mandate')
    .select([
      'id',
      'official_id as officialId',
      sql<MandateCapacity>`capacity`.as('capacity'),
      'when_absent as whenAbsent',
      'starts_on as from',
      'ends_on as until',
      'decree_number as decreeNumber',
      'decree_date as decreeDate',
      'ended_at as endedAt',
    ]);
}
export type MandateRow = Awaited<ReturnType<typeof findMandates>>[number];

/** Mandates that were not taken back and that do not end before `day`. */
export async function findMandates(tx: VillageTx, day: string) {
  return mandates(tx)
    .where('ended_at', 'is', null)
    .where((e) => e.or([e('ends_on', 'is', null), e('ends_on', '>=', day)]))
    .orderBy('starts_on')
    .execute();
}

/** Mandates that are over, the latest first. */
export async function findPastMandates(tx: VillageTx, day: string) {
  return mandates(tx)
    .where((e) => e.or([e('ended_at', 'is not', null), e('ends_on', '<', day)]))
    .orderBy('starts_on', 'desc')
    .limit(50)
    .execute();
}

/** Absences that were not cut short and that do not end before `day`. */
export async function findAbsences(tx: VillageTx, day: string) {
  return tx
    .selectFrom('official_absence')
    .select([
      'id',
      'official_id as officialId',
      'stand_in_id as standInId',
      'starts_on as from',
      'ends_on as until',
      'reason',
    ])
    .where('ended_at', 'is', null)
    .where('ends_on', '>=', day)
    .orderBy('starts_on')
    .execute();
}

export async function insertMandate(tx: VillageTx, row: Insertable<DB['signing_mandate']>) {
  await tx.insertInto('signing_mandate').values(row).execute();
}

/** @returns whose it was; undefined when it had ended before */
export async function endMandateRow(tx: VillageTx, id: string, at: Date, by: string) {
  return tx
    .updateTable('signing_mandate')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['official_id as officialId', 'capacity'])
    .executeTakeFirst();
}

export async function insertAbsence(tx: VillageTx, row: Insertable<DB['official_absence']>) {
  await tx.insertInto('official_absence').values(row).execute();
}

/** @returns whose it was; undefined when it had ended before */
export async function endAbsenceRow(tx: VillageTx, id: string, at: Date, by: string) {
  return tx
    .updateTable('official_absence')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('official_id as officialId')
    .executeTakeFirst();
}

export async function insertOfficialRow(
  tx: VillageTx,
  row: Insertable<DB['official']>,
): Promise<string> {
  return (await tx.insertInto('official').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

export async function updateOfficialRow(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['official']>,
) {
  await tx.updateTable('official').set(values).where('id', '=', id).execute();
}
