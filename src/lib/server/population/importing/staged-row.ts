import type { ColumnKey } from '../columns.ts';
import type { ColumnMatching, UnmatchedTable } from '../reading/unmatched-table.ts';

/** A row as it goes to the database: JSON texts, so that nothing is copied twice on the way. */
export interface StagedRow {
  row: number;
  /** A RegisterEntry; for a refused row the cells as they stood, by column. */
  data: string;
  /** RowProblem[] of a refused row; null for a good one. */
  problems: string | null;
  /** Sentences; null when there are none. */
  warnings: string | null;
}

/** What is known of a file once its table is found: of one that is to be matched only the last. */
export interface TableFacts {
  sheetName: string;
  headerRow: number;
  /** Our columns that the file has. */
  columns: ColumnKey[];
  /** True when they do not suffice for new residents: only known ones are changed. */
  onlyUpdates: boolean;
  /** Headings that are none of ours; their columns are passed over. */
  unknownHeadings: string[];
  /** What the file is called, if it is one of Dukcapil's books. */
  form?: string;
  /** The table whose columns someone has to match. */
  unmatched?: UnmatchedTable;
}

/** What the reading thread is started with. */
export interface ReadingOrder {
  bytes: Uint8Array<ArrayBuffer>;
  /** Today in the village, `YYYY-MM-DD`. */
  today: string;
  /** Which column is what, when someone has said so; else the headings do. */
  matching?: ColumnMatching | undefined;
}

/** What the reading thread sends, each but the last two answered with "go on". */
export type ReadingMessage =
  | { kind: 'table'; table: TableFacts }
  /** The last message of a file in which someone has to say which column is what. */
  | { kind: 'unmatched'; table: UnmatchedTable }
  | { kind: 'rows'; rows: StagedRow[] }
  | { kind: 'end' }
  | { kind: 'unreadable'; message: string };
