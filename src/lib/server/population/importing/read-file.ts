import { type ColumnKey, columnTitle, FAMILY_COLUMNS } from '../columns.ts';
import { bipRows, findBip } from '../reading/bip/bip-rows.ts';
import { BIP_NAMES } from '../reading/bip/kinds.ts';
import { findTable, isUpdate, type TableRow, tableRows } from '../reading/find-table.ts';
import { openSpreadsheet } from '../reading/open-spreadsheet.ts';
import type { SheetSource } from '../reading/sheet-source.ts';
import { type ColumnMatching, findUnmatched, matchedTable } from '../reading/unmatched-table.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from '../reading/unreadable-file.ts';
import { startFileChecks } from './file-checks.ts';
import { readRow } from './read-row.ts';
import type { RowContext } from './row-reader.ts';
import type { ReadingMessage, ReadingOrder, StagedRow, TableFacts } from './staged-row.ts';

const ROWS_A_STEP = 1_000;
/** Rows of very long cells go in smaller steps. */
const LETTERS_A_STEP = 8 * 1024 * 1024;
const HEADINGS_TOLD = 100;

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
        sheetName: book.sheetNames.join(', ').slice(0, 200),
        headerRow: 0,
        columns: [...book.columns.keys()],
        onlyUpdates: false,
        unknownHeadings: book.unknownHeadings.slice(0, HEADINGS_TOLD),
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
      sheetName: table.sheetName.slice(0, 200),
      headerRow: table.headerRow,
      columns: [...table.columns.keys()],
      onlyUpdates: isUpdate(table),
      unknownHeadings: table.unknownHeadings.slice(0, HEADINGS_TOLD),
    },
    rows: tableRows(source, table),
    headingOf: (key) => table.columns.get(key)?.heading ?? key,
  };
}

/**
 * Reads a file and tells of it message by message; after each but the last it waits until it may go on.
 * @throws UnreadableFile
 */
export async function readFile(
  { bytes, today, matching }: ReadingOrder,
  tell: (message: ReadingMessage) => Promise<void>,
): Promise<void> {
  const source = await openSpreadsheet(bytes);
  const table = await openTable(source, matching);
  if (!table) {
    const unmatched = await findUnmatched(source);
    if (!unmatched) throw new UnreadableFile(UNREADABLE.noTable);
    await tell({ kind: 'unmatched', table: unmatched });
    return;
  }
  const { facts, headingOf } = table;
  await tell({ kind: 'table', table: facts });

  const context: RowContext = {
    today,
    date1904: source.date1904,
    onlyUpdates: facts.onlyUpdates,
    tellsOfFamilies: FAMILY_COLUMNS.some((key) => facts.columns.includes(key)),
    headingOf,
  };
  const checks = startFileChecks(headingOf);
  let step: StagedRow[] = [];
  let letters = 0;
  let said = 0;
  for await (const rows of table.rows) {
    for (const row of rows) {
      const staged = stage(row);
      step.push(staged);
      letters += staged.data.length;
      said += staged.data.length;
      if (said > READING_LIMITS.saidLetters) throw new UnreadableFile(UNREADABLE.bloated);
      if (step.length === ROWS_A_STEP || letters > LETTERS_A_STEP) {
        await tell({ kind: 'rows', rows: step });
        step = [];
        letters = 0;
      }
    }
  }
  if (step.length > 0) await tell({ kind: 'rows', rows: step });

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
