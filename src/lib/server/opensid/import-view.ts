import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  type CarryState,
  findImport,
  findImports,
  findRefusals,
  type ImportFacts,
} from './import-store.ts';
import { type CarryVisitor, requireReaderOfCarried } from './policy.ts';
import type { Report, TableReport } from './report.ts';
import { allSteps } from './steps/all-steps.ts';
import { type Fate, TABLES, whyLeft } from './tables.ts';

/** A table of the dump as the report shows it. */
export interface CarriedTable extends Omit<TableReport, 'notes'> {
  table: string;
  title: string;
  fate: Fate | 'left';
  /** Sentences: what to know, and why rows stayed behind. */
  notes: string[];
}

/** A run as the office and the command line read it. */
export interface CarriedImport {
  id: string;
  fileName: string;
  villageName: string;
  version: string | null;
  /** How many villages the dump held; counts of tables that stayed behind are of all of them. */
  villages: number;
  state: CarryState;
  failure: string | null;
  /** Steps done, of all. */
  step: number;
  steps: number;
  tables: CarriedTable[];
  refused: number;
  startedAt: Date;
  finishedAt: Date | null;
}

/** A row that was refused. */
export interface RefusedSource {
  table: string;
  /** The row's primary key in the dump. */
  id: string;
  label: string;
  reasons: string[];
}

type Row = NonNullable<Awaited<ReturnType<typeof findImport>>>;

/** A run as it is read. */
export function describeImport(row: Row): CarriedImport {
  const report = row.report as unknown as Report;
  const facts = row.facts as unknown as ImportFacts;
  const order = [...allSteps.map(({ table }) => table), ...Object.keys(report)];
  const tables = [...new Set(order)].flatMap((table): CarriedTable[] => {
    const counts = report[table];
    if (!counts || (counts.read === 0 && !TABLES[table])) return [];
    const { notes, ...numbers } = counts;
    const rule = TABLES[table];
    const told = Object.entries(notes).map(([note, count]) =>
      count > 1 ? `${count.toLocaleString('id-ID')} ${note}` : note,
    );
    return [
      {
        table,
        title: rule?.title ?? table,
        fate: rule?.fate ?? 'left',
        ...numbers,
        notes: rule ? told : [whyLeft(table)],
      },
    ];
  });
  return {
    id: row.id,
    fileName: row.file_name,
    villageName: facts.villageName,
    version: facts.version,
    villages: facts.villages,
    state: row.state as CarryState,
    failure: row.failure,
    step: Math.min(row.step, allSteps.length),
    steps: allSteps.length,
    tables,
    refused: tables.reduce((sum, { refused }) => sum + refused, 0),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

const lately = 10;

/** The last runs, the newest first. */
export async function listOpensidImports(
  tx: VillageTx,
  visitor: CarryVisitor,
): Promise<CarriedImport[]> {
  requireReaderOfCarried(visitor);
  return (await findImports(tx, lately)).map(describeImport);
}

/** @throws Refusal 'not-found' */
export async function getOpensidImport(
  tx: VillageTx,
  visitor: CarryVisitor,
  id: string,
): Promise<CarriedImport> {
  requireReaderOfCarried(visitor);
  const row = await findImport(tx, id);
  if (!row) throw new Refusal('not-found', 'Pemindahan ini tidak ditemukan.');
  return describeImport(row);
}

export const REFUSALS_A_PAGE = 100;

/** A page of rows that were refused, numbers masked. */
export async function listRefusedSources(
  tx: VillageTx,
  visitor: CarryVisitor,
  importId: string,
  page: number,
): Promise<RefusedSource[]> {
  requireReaderOfCarried(visitor);
  const range = { limit: REFUSALS_A_PAGE, offset: (page - 1) * REFUSALS_A_PAGE };
  const rows = await findRefusals(tx, importId, range);
  return rows.map(({ table_name, source_id, label, reasons }) => ({
    table: table_name,
    id: source_id,
    label,
    reasons,
  }));
}
