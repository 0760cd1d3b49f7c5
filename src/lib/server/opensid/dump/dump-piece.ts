import type { SqlValue } from './sql-values.ts';

/** What a dump tells, in its order. */
export type DumpPiece =
  | { kind: 'table'; table: string; columns: readonly string[] }
  /** `damaged` texts were not in the dump's letters and were read as Windows-1252. */
  | {
      kind: 'row';
      table: string;
      columns: readonly string[];
      values: SqlValue[];
      damaged: number;
    }
  /** Rows of a table that nobody wants. */
  | { kind: 'counted'; table: string; rows: number }
  /** A row of a wanted table that was passed over for its size. */
  | { kind: 'too-large'; table: string }
  | { kind: 'database'; name: string }
  /** What a dump says of itself, at its beginning and at its end. */
  | { kind: 'comment'; text: string };
