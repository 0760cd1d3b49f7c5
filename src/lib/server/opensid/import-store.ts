import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { Report } from './report.ts';

/** How far a run is: rows are put aside, then carried over. */
export type CarryState = 'reading' | 'carrying' | 'done' | 'failed' | 'dropped';

/** What is known of the dump when a run begins. */
export interface ImportFacts {
  version: string | null;
  villageName: string;
  /** How many villages the dump holds. */
  villages: number;
  /** Rows by table, of all its villages. */
  tables: Record<string, number>;
}

export async function insertImport(
  tx: VillageTx,
  row: {
    villageId: number;
    fileName: string;
    digest: Uint8Array;
    configId: number;
    source: string;
    facts: ImportFacts;
    at: Date;
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('opensid_import')
    .values({
      village_id: row.villageId,
      file_name: row.fileName,
      file_digest: Buffer.from(row.digest),
      config_id: row.configId,
      source: row.source,
      state: 'reading',
      facts: JSON.stringify(row.facts),
      started_at: row.at,
      updated_at: row.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The run of the same file that has not come to its end. */
export async function findUnfinished(tx: VillageTx, digest: Uint8Array, configId: number) {
  return tx
    .selectFrom('opensid_import')
    .select(['id', 'state'])
    .where('file_digest', '=', Buffer.from(digest))
    .where('config_id', '=', configId)
    .where('state', 'in', ['reading', 'carrying', 'failed'])
    .orderBy('started_at', 'desc')
    .executeTakeFirst();
}

/** The run, kept from anyone else until the transaction ends. */
export async function lockImport(tx: VillageTx, id: string) {
  const row = await tx
    .selectFrom('opensid_import')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return {
    ...row,
    state: row.state as CarryState,
    report: row.report as unknown as Report,
    facts: row.facts as unknown as ImportFacts,
  };
}

export type CarryJob = Awaited<ReturnType<typeof lockImport>>;

export async function updateImport(
  tx: VillageTx,
  id: string,
  change: {
    state?: CarryState;
    failure?: string | null;
    step?: number;
    after?: number;
    report?: Report;
    finishedAt?: Date;
    at: Date;
  },
): Promise<void> {
  const { report, finishedAt, at, ...same } = change;
  await tx
    .updateTable('opensid_import')
    .set({
      ...same,
      updated_at: at,
      ...(report && { report: JSON.stringify(report) }),
      ...(finishedAt && { finished_at: finishedAt }),
    })
    .where('id', '=', id)
    .execute();
}

/** Gives up other runs that have not come to their end: another file has been brought. */
export async function dropOthers(tx: VillageTx, keep: string, at: Date): Promise<void> {
  const others = await tx
    .updateTable('opensid_import')
    .set({ state: 'dropped', updated_at: at, finished_at: at })
    .where('state', 'in', ['reading', 'carrying', 'failed'])
    .where('id', '<>', keep)
    .returning('id')
    .execute();
  for (const { id } of others) await deleteRows(tx, id);
}

/** @returns how many were put aside by runs that nobody went on with */
export async function deleteRowsOfOldImports(tx: VillageTx, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('opensid_row')
    .where('import_id', 'in', (e) =>
      e.selectFrom('opensid_import').select('id').where('updated_at', '<', before),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

export async function deleteRows(tx: VillageTx, id: string): Promise<void> {
  await tx.deleteFrom('opensid_row').where('import_id', '=', id).execute();
}

export async function findImports(tx: VillageTx, limit: number) {
  return tx
    .selectFrom('opensid_import')
    .selectAll()
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
}

export async function findImport(tx: VillageTx, id: string) {
  return tx.selectFrom('opensid_import').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A row that was not taken. */
export interface CarryRefusal {
  id: string;
  label: string;
  reasons: string[];
}

export async function insertRefusals(
  tx: VillageTx,
  importId: string,
  table: string,
  refusals: readonly CarryRefusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  await sql`
    insert into opensid_refusal (village_id, import_id, table_name, source_id, label, reasons)
    select current_village(), ${importId}::uuid, ${table}, g.id, g.label,
           array(select jsonb_array_elements_text(g.reasons))
    from jsonb_to_recordset(${JSON.stringify(refusals)}::jsonb)
      as g (id text, label text, reasons jsonb)
    on conflict do nothing`.execute(tx);
}

export async function findRefusals(
  tx: VillageTx,
  importId: string,
  range: { limit: number; offset: number },
) {
  return tx
    .selectFrom('opensid_refusal')
    .select(['table_name', 'source_id', 'label', 'reasons'])
    .where('import_id', '=', importId)
    .orderBy('table_name')
    .orderBy((e) => e.fn('length', ['source_id']))
    .orderBy('source_id')
    .limit(range.limit)
    .offset(range.offset)
    .execute();
}
