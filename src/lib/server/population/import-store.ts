import { sql } from 'kysely';
import type { Actor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { TableFacts } from './importing/staged-row.ts';
import type { ColumnMatching } from './reading/unmatched-table.ts';

/** Where an import stands: read (matched first, if need be), then shown, then put into the register. */
export type ImportState =
  'reading' | 'matching' | 'preview' | 'committing' | 'done' | 'failed' | 'dropped';

/** How many rows of each kind, and how many of the good ones carry a warning. */
export type ImportCounts = Record<RowKind | 'warned', number>;

/** What an import makes of a row. */
export type RowKind = 'new' | 'changed' | 'unchanged' | 'refused';

export async function insertJob(
  tx: VillageTx,
  job: {
    villageId: number;
    fileId: string;
    fileName: string;
    startedBy: string | null;
    at: Date;
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('import_job')
    .values({
      village_id: job.villageId,
      file_id: job.fileId,
      file_name: job.fileName,
      state: 'reading',
      started_by: job.startedBy,
      created_at: job.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findJob(tx: VillageTx, id: string) {
  return tx.selectFrom('import_job').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The job, kept from anyone else until the transaction ends. */
export async function lockJob(tx: VillageTx, id: string) {
  return tx
    .selectFrom('import_job')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function findJobs(tx: VillageTx, limit: number) {
  return tx
    .selectFrom('import_job')
    .leftJoin('staff_account', (join) =>
      join
        .onRef('staff_account.village_id', '=', 'import_job.village_id')
        .onRef('staff_account.id', '=', 'import_job.started_by'),
    )
    .selectAll('import_job')
    .select('staff_account.name as started_by_name')
    .orderBy('import_job.created_at', 'desc')
    .limit(limit)
    .execute();
}

export async function findUnfinishedJobs(tx: VillageTx) {
  return tx
    .selectFrom('import_job')
    .select(['id', 'state'])
    .where('state', 'in', ['reading', 'committing'])
    .execute();
}

export async function updateJob(
  tx: VillageTx,
  id: string,
  change: {
    state?: ImportState;
    failure?: string | null;
    rowsRead?: number;
    rowsTotal?: number;
    rowsDone?: number;
    counts?: ImportCounts;
    tableFacts?: Partial<TableFacts>;
    matching?: ColumnMatching;
    finishedAt?: Date;
    fileId?: null;
    committedBy?: Actor;
  },
): Promise<void> {
  const {
    rowsRead,
    rowsTotal,
    rowsDone,
    counts,
    tableFacts,
    matching,
    finishedAt,
    fileId,
    committedBy,
    ...same
  } = change;
  await tx
    .updateTable('import_job')
    .set({
      ...same,
      ...(rowsRead !== undefined && { rows_read: rowsRead }),
      ...(rowsTotal !== undefined && { rows_total: rowsTotal }),
      ...(rowsDone !== undefined && { rows_done: rowsDone }),
      ...(counts && { counts: JSON.stringify(counts) }),
      ...(tableFacts && { table_facts: JSON.stringify(tableFacts) }),
      ...(matching && { matching: JSON.stringify(matching) }),
      ...(finishedAt && { finished_at: finishedAt }),
      ...(fileId === null && { file_id: null }),
      ...(committedBy && { committed_by: JSON.stringify(committedBy) }),
    })
    .where('id', '=', id)
    .execute();
}

/** Counts the rows that are put aside. */
export async function countRows(tx: VillageTx, jobId: string): Promise<ImportCounts> {
  const rows = await tx
    .selectFrom('import_row')
    .select(['kind', (e) => e.fn.countAll<number>().as('rows')])
    .select(sql<number>`count(warnings)`.as('warned'))
    .where('job_id', '=', jobId)
    .groupBy('kind')
    .execute();
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0, warned: 0 };
  for (const { kind, rows: count, warned } of rows) {
    counts[kind as RowKind] = count;
    counts.warned += warned;
  }
  return counts;
}

export async function findRows(
  tx: VillageTx,
  jobId: string,
  filter: { kind?: RowKind; warned?: boolean; limit: number; offset: number },
) {
  let query = tx
    .selectFrom('import_row')
    .select(['row_number', 'kind', 'data', 'problems', 'warnings'])
    .where('job_id', '=', jobId);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.warned) query = query.where('warnings', 'is not', null);
  return query.orderBy('row_number').limit(filter.limit).offset(filter.offset).execute();
}

export async function dropAllRows(tx: VillageTx, jobId: string): Promise<void> {
  await tx.deleteFrom('import_row').where('job_id', '=', jobId).execute();
}

/** Files of jobs begun before an instant that still wait for someone to match their columns. */
export async function findOldUnmatchedFiles(tx: VillageTx, before: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom('import_job')
    .select('file_id')
    .where('created_at', '<', before)
    .where('state', '=', 'matching')
    .where('file_id', 'is not', null)
    .execute();
  return rows.flatMap(({ file_id }) => (file_id === null ? [] : [file_id]));
}

/**
 * Deletes what jobs begun before an instant still have put aside; those that waited for someone end.
 * @returns how many rows
 */
export async function dropRowsOfOldJobs(tx: VillageTx, before: Date, at: Date): Promise<number> {
  const old = tx.selectFrom('import_job').select('id').where('created_at', '<', before);
  const { numDeletedRows } = await tx
    .deleteFrom('import_row')
    .where('job_id', 'in', old.where('state', 'not in', ['reading', 'committing']))
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('import_job')
    .set({ state: 'dropped', finished_at: at, file_id: null, table_facts: '{}' })
    .where('created_at', '<', before)
    .where('state', 'in', ['preview', 'matching'])
    .execute();
  return Number(numDeletedRows);
}
