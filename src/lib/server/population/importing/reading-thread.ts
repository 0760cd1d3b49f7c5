/**
 * The thread that reads a spreadsheet, so that neither its size nor its malice holds up the server:
 * started by read-population.ts, it sends the file's rows in steps and waits after each.
 */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { type ColumnKey, columnTitle, FAMILY_COLUMNS } from '../columns.ts';
import { bipRows, findBip } from '../reading/bip/bip-rows.ts';
import { BIP_NAMES } from '../reading/bip/kinds.ts';
import { findTable, isUpdate, type TableRow, tableRows } from '../reading/find-table.ts';
import { openSpreadsheet } from '../reading/open-spreadsheet.ts';
import type { SheetSource } from '../reading/sheet-source.ts';
import { type ColumnMatching, findUnmatched, matchedTable } from '../reading/unmatched-table.ts';
import { UNREADABLE, UnreadableFile } from '../reading/unreadable-file.ts';
import { startFileChecks } from './file-checks.ts';
import { readRow } from './read-row.ts';
import type { RowContext } from './row-reader.ts';
import type { ReadingMessage, ReadingOrder, StagedRow, TableFacts } from './staged-row.ts';

const ROWS_A_STEP = 1_000;

const port = parentPort!;
const send = (message: ReadingMessage): void => port.postMessage(message);

async function sendAndWait(message: ReadingMessage): Promise<void> {
  const goOn = once(port, 'message');
  send(message);
  await goOn;
}

/** A file's table and its rows, whatever kind of file it is. */
interface OpenTable {
  facts: TableFacts;
  rows: AsyncGenerator<TableRow[]>;
  headingOf(key: ColumnKey): string;
}

async function openTable(
  source: SheetSource,
  matching: ColumnMatching | undefined,
): Promise<OpenTable | undefined> {
  const book = matching ? undefined : await findBip(source);
  if (book) {
    return {
      facts: {
        sheetName: book.sheetNames.join(', '),
        headerRow: 0,
        columns: [...book.columns.keys()],
        onlyUpdates: false,
        unknownHeadings: book.unknownHeadings,
        form: BIP_NAMES[book.kind],
      },
      rows: bipRows(source, book),
      headingOf: (key) => book.columns.get(key) ?? columnTitle(key),
    };
  }
  const table = matching ? matchedTable(matching) : await findTable(source);
  if (!table) return undefined;
  return {
    facts: {
      sheetName: table.sheetName,
      headerRow: table.headerRow,
      columns: [...table.columns.keys()],
      onlyUpdates: isUpdate(table),
      unknownHeadings: [...table.unknownHeadings],
    },
    rows: tableRows(source, table),
    headingOf: (key) => table.columns.get(key)?.heading ?? key,
  };
}

async function read({ bytes, today, matching }: ReadingOrder): Promise<void> {
  const source = await openSpreadsheet(bytes);
  const table = await openTable(source, matching);
  if (!table) {
    const unmatched = await findUnmatched(source);
    if (!unmatched) throw new UnreadableFile(UNREADABLE.noTable);
    await sendAndWait({ kind: 'unmatched', table: unmatched });
    send({ kind: 'end' });
    return;
  }
  const { facts, headingOf } = table;
  await sendAndWait({ kind: 'table', table: facts });

  const context: RowContext = {
    today,
    date1904: source.date1904,
    onlyUpdates: facts.onlyUpdates,
    tellsOfFamilies: FAMILY_COLUMNS.some((key) => facts.columns.includes(key)),
    headingOf,
  };
  const checks = startFileChecks(headingOf);
  let step: StagedRow[] = [];
  for await (const rows of table.rows) {
    for (const row of rows) {
      step.push(stage(row));
      if (step.length === ROWS_A_STEP) {
        await sendAndWait({ kind: 'rows', rows: step });
        step = [];
      }
    }
  }
  if (step.length > 0) await sendAndWait({ kind: 'rows', rows: step });
  send({ kind: 'end' });

  function stage(tableRow: TableRow): StagedRow {
    const { row, entry, problems, warnings } = checks.check(readRow(tableRow, context));
    return {
      row,
      // An update that means nobody is refused later, by the register: it keeps its cells for then.
      data: JSON.stringify(
        entry?.only_update ? { ...entry, cells: tableRow.row } : (entry ?? tableRow.row),
      ),
      problems: entry ? null : JSON.stringify(problems),
      warnings: warnings.length > 0 ? JSON.stringify(warnings) : null,
    };
  }
}

try {
  await read(workerData as ReadingOrder);
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  send({ kind: 'unreadable', message: error.message });
}
