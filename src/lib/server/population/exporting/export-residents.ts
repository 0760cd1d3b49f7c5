import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { ALL_COLUMNS } from '../columns.ts';
import type { ImportVisitor } from '../policy.ts';
import { cellsOf, type ExportedNumbers } from './export-cells.ts';
import { exportRows } from './export-store.ts';
import { type WrittenCell, xlsxStream } from './xlsx-stream.ts';

/** What is to be exported, and why. */
export interface ExportOrder {
  numbers: ExportedNumbers;
  /** Goes into the audit trail. */
  reason: string;
  /** Only these residents; without it everyone, also who died or moved away. */
  residents?: readonly string[];
}

const LONGEST_REASON = 300;

/**
 * Writes residents as a spreadsheet: OpenSID's 43 columns in its order, behind them the register's
 * further ones. What is exported whole comes back by an import without loss, into this village or
 * another. Recorded with who, why, how many, and whether numbers were masked.
 * @param write takes the file, piece by piece
 * @returns how many residents
 * @throws Refusal 'forbidden'; 'invalid' without a reason
 */
export async function exportResidents(
  tx: VillageTx,
  villageId: number,
  visitor: ImportVisitor,
  order: ExportOrder,
  write: (piece: Buffer) => Promise<void> | void,
): Promise<number> {
  if (visitor.kind !== 'system') requireOfficer(visitor, 'residents.export');
  const reason = order.reason.replace(/\s+/g, ' ').trim();
  if (reason.length < 5) {
    const message = 'Tuliskan untuk apa data ini diekspor.';
    throw new Refusal('invalid', message, { alasan: message });
  }
  let count = 0;
  async function* rows(): AsyncGenerator<WrittenCell[][], void, undefined> {
    for await (const step of exportRows(tx, order.residents)) {
      count += step.length;
      yield step.map((row) => cellsOf(row, order.numbers));
    }
  }
  const file = xlsxStream({ name: 'Data Penduduk', headings: ALL_COLUMNS, rows: rows() });
  for await (const piece of file) await write(piece);
  await recordEvent(tx, villageId, visitor, {
    action: 'population.export',
    details: {
      count,
      numbers: order.numbers,
      filtered: order.residents !== undefined,
      reason: reason.slice(0, LONGEST_REASON),
    },
  });
  return count;
}
