import { sql } from 'kysely';
import { aidLive } from '#lib/domain/aid-status.ts';
import type { AidRow } from '#lib/domain/aid-import.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

export async function insertImport(
  tx: VillageTx,
  row: {
    village_id: number;
    programme_id: string;
    file_name: string;
    created_by: string;
    created_at: Date;
  },
  rows: readonly AidRow[],
): Promise<string> {
  const { id } = await tx
    .insertInto('aid_import')
    .values({ ...row, state: 'checked', rows: JSON.stringify(rows) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function imports(tx: VillageTx, id: string) {
  return tx.selectFrom('aid_import').selectAll().where('id', '=', id);
}

export async function findImport(tx: VillageTx, id: string) {
  return imports(tx, id).executeTakeFirst();
}

/** The same, held until the transaction ends. */
export async function findImportLocked(tx: VillageTx, id: string) {
  return imports(tx, id).forUpdate().executeTakeFirst();
}

/** Ends an import; its rows, which hold numbers of persons, go. */
export async function endImport(
  tx: VillageTx,
  id: string,
  values: { state: 'done' | 'dropped'; taken: number | null },
): Promise<void> {
  await tx
    .updateTable('aid_import')
    .set({ ...values, rows: '[]' })
    .where('id', '=', id)
    .execute();
}

/** Drops what was checked before then and never taken over. @returns how many */
export async function dropImportsBefore(
  tx: VillageTx,
  before: Date,
  limit: number,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('aid_import')
    .set({ state: 'dropped', rows: '[]' })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('aid_import')
        .select('id')
        .where('state', '=', 'checked')
        .where('created_at', '<', before)
        .limit(limit),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** What the register says of somebody, to judge a row by. */
export interface RegisterFacts {
  id: string;
  name: string;
  basicStatus: number;
  familyId: string | null;
  householdId: string | null;
}

const facts = (tx: VillageTx) =>
  tx
    .selectFrom('resident as r')
    .select([
      'r.id',
      'r.name',
      'r.basic_status as basicStatus',
      'r.family_id as familyId',
      'r.household_id as householdId',
    ]);

export async function findFacts(
  tx: VillageTx,
  ids: readonly string[],
): Promise<Map<string, RegisterFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await facts(tx)
    .where('r.id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Heads of families by the number of their card. */
export async function findHeadsByKk(
  tx: VillageTx,
  numbers: readonly string[],
): Promise<Map<string, RegisterFacts>> {
  if (numbers.length === 0) return new Map();
  const rows = await facts(tx)
    .innerJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.head_id', '=', 'r.id'),
    )
    .select('f.kk_number')
    .where('f.kk_number', 'in', [...numbers])
    .execute();
  return new Map(rows.map(({ kk_number, ...row }) => [kk_number, row]));
}

/** What already takes up places in a programme, as one text each: "family:<id>". */
export async function findTakenPlaces(tx: VillageTx, programmeId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('aid_recipient')
    .select(
      sql<string>`case
        when family_id is not null then 'family:' || family_id
        when household_id is not null then 'household:' || household_id
        when group_name is not null then 'group:' || lower(group_name)
        else 'person:' || resident_id end`.as('place'),
    )
    .where('programme_id', '=', programmeId)
    .where('state', 'in', [...aidLive])
    .execute();
  return new Set(rows.map(({ place }) => place));
}
