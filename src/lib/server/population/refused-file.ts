import { inThread, type VillageTx } from '#lib/server/platform/index.ts';
import type { RegisterRow } from './columns.ts';
import { findRows } from './import-store.ts';
import { getImport } from './import-view.ts';
import type { RowProblem } from './importing/register-entry.ts';
import type { RefusedRow } from './importing/write-refused.ts';
import type { ImportVisitor } from './policy.ts';

/** Refused rows that one spreadsheet holds: more are handed out in parts. */
export const REFUSED_A_PART = 5_000;

/**
 * A part of an import's refused rows, for `writeRefusedFile`.
 * @param part from 1
 */
export async function findRefusedRows(
  tx: VillageTx,
  visitor: ImportVisitor,
  id: string,
  part: number,
): Promise<RefusedRow[]> {
  await getImport(tx, visitor, id);
  const rows = await findRows(tx, id, {
    kind: 'refused',
    limit: REFUSED_A_PART,
    offset: (part - 1) * REFUSED_A_PART,
  });
  return rows.map((row) => ({
    row: row.row_number,
    cells: row.data as RegisterRow,
    problems: row.problems as unknown as RowProblem[],
  }));
}

/**
 * The rows as a spreadsheet to correct and bring again, or without any an empty one to fill in.
 * Written in a thread of its own.
 */
export async function writeRefusedFile(rows: readonly RefusedRow[]): Promise<Buffer> {
  const source = 'src/lib/server/population/importing/refused-thread.ts';
  return Buffer.from(await inThread<Uint8Array>(source, rows));
}
