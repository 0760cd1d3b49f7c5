import { maskIdNumber } from '#lib/domain/id-number.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { RegisterRow } from './columns.ts';
import { columnTitle, EXPECTED_COLUMNS } from './columns.ts';
import {
  findJob,
  findJobs,
  findRows,
  type ImportCounts,
  type ImportState,
} from './import-store.ts';
import type { RowProblem } from './importing/register-entry.ts';
import type { TableFacts } from './importing/staged-row.ts';
import type { UnmatchedTable } from './reading/unmatched-table.ts';
import { type ImportVisitor, requireImporter } from './policy.ts';

const perPage = 50;
const lately = 20;

/** An import as the office reads it. */
export interface ImportView {
  id: string;
  fileName: string;
  state: ImportState;
  /** Why it ended, as a sentence. */
  failure: string | null;
  startedAt: Date;
  /** Rows read so far, rows to go in, rows that went in. */
  rowsRead: number;
  rowsTotal: number;
  rowsDone: number;
  /** While it is shown: what it would do. From the yes on: what it has done. */
  counts: ImportCounts;
  sheetName: string;
  /** What the file is called, if it is one of Dukcapil's books. */
  form: string | undefined;
  /** It only changes residents who are on the register: it has not what new ones need. */
  onlyUpdates: boolean;
  /** Our columns that a file with new residents has not, in words. */
  missingColumns: string[];
  unknownHeadings: string[];
  /** The table whose columns are to be matched, while it waits for that. */
  unmatched: UnmatchedTable | undefined;
  /** It stopped half-way and can go on. */
  canGoOn: boolean;
}

/** A row that was refused, or that went in with a word. */
export interface ImportLine {
  row: number;
  name: string;
  problems: RowProblem[];
  warnings: string[];
}

/** The last imports, the newest first. */
export async function listImports(tx: VillageTx, visitor: ImportVisitor) {
  requireImporter(visitor);
  const jobs = await findJobs(tx, lately);
  return jobs.map((job) => ({ ...describe(job), startedBy: job.started_by_name }));
}

/** @throws Refusal 'not-found' */
export async function getImport(
  tx: VillageTx,
  visitor: ImportVisitor,
  id: string,
): Promise<ImportView> {
  requireImporter(visitor);
  const job = await findJob(tx, id);
  if (!job) throw new Refusal('not-found', 'Impor ini tidak ditemukan.');
  return describe(job);
}

/** A page of rows that were refused, or of good ones with a warning. */
export async function listImportRows(
  tx: VillageTx,
  visitor: ImportVisitor,
  id: string,
  which: 'refused' | 'warned',
  page: number,
): Promise<ImportLine[]> {
  requireImporter(visitor);
  const rows = await findRows(tx, id, {
    ...(which === 'refused' ? { kind: 'refused' } : { warned: true }),
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return rows.map((row) => {
    const data = row.data as { name?: string } & RegisterRow;
    return {
      row: row.row_number,
      name: data.name ?? String(data.nama ?? ''),
      problems: ((row.problems ?? []) as unknown as RowProblem[]).map(withoutNumbers),
      warnings: (row.warnings ?? []) as string[],
    };
  });
}

/** A whole NIK or KK is masked on screen as everywhere; one with digits missing shows what is wrong. */
function withoutNumbers(problem: RowProblem): RowProblem {
  return { ...problem, found: problem.found.replace(/\d{16}/g, maskIdNumber) };
}

/** How many pages a number of rows fills. */
export const pagesOf = (rows: number): number => Math.max(1, Math.ceil(rows / perPage));

type JobRow = NonNullable<Awaited<ReturnType<typeof findJob>>>;

const NOTHING: ImportCounts = { new: 0, changed: 0, unchanged: 0, refused: 0, warned: 0 };

function describe(job: JobRow): ImportView {
  const table = job.table_facts as Partial<TableFacts>;
  return {
    id: job.id,
    fileName: job.file_name,
    state: job.state as ImportState,
    failure: job.failure,
    startedAt: job.created_at,
    rowsRead: job.rows_read,
    rowsTotal: job.rows_total ?? 0,
    rowsDone: job.rows_done,
    counts: { ...NOTHING, ...(job.counts as object) },
    sheetName: table.sheetName ?? '',
    form: table.form,
    onlyUpdates: table.onlyUpdates ?? false,
    missingColumns: table.columns && !table.onlyUpdates ? missingFrom(table.columns) : [],
    unknownHeadings: table.unknownHeadings ?? [],
    unmatched: job.state === 'matching' ? table.unmatched : undefined,
    canGoOn: job.state === 'failed' && job.rows_total !== null && job.rows_done < job.rows_total,
  };
}

/** The columns a village would miss, were they not there: those of the letters. */
function missingFrom(columns: TableFacts['columns']): string[] {
  return EXPECTED_COLUMNS.filter((key) => !columns.includes(key)).map(columnTitle);
}
