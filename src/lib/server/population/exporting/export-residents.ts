import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { type SheetRow, spreadsheetStream, type VillageTx } from '#lib/server/platform/index.ts';
import { ALL_COLUMNS } from '../columns.ts';
import type { ImportVisitor } from '../policy.ts';
import { findMatchingResidents, type ResidentSearch } from '../search-residents.ts';
import { cellsOf, type ExportedNumbers } from './export-cells.ts';
import { exportRows } from './export-store.ts';

/** What is to be exported, and why. */
export interface ExportOrder {
  numbers: ExportedNumbers;
  /** Goes into the audit trail. */
  reason: string;
  /** Only who matches; without it everyone, also who died or moved away. */
  search?: ResidentSearch;
}

const LONGEST_REASON = 300;

const LAYOUT = {
  name: 'Data Penduduk',
  widths: ALL_COLUMNS.map(() => 18),
  headRows: { from: 1, to: 1 },
  stickyColumns: 0,
};

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
  const residents = order.search && (await findMatchingResidents(tx, order.search));
  let count = 0;
  async function* rows(): AsyncGenerator<SheetRow, void, undefined> {
    yield ALL_COLUMNS.map((key) => ({ value: key, style: 'heading' }));
    for await (const step of exportRows(tx, residents)) {
      count += step.length;
      for (const row of step) yield cellsOf(row, order.numbers);
    }
  }
  for await (const piece of spreadsheetStream(LAYOUT, rows())) await write(piece);
  await recordEvent(tx, villageId, visitor, {
    action: 'population.export',
    details: {
      count,
      numbers: order.numbers,
      filtered: residents !== undefined,
      reason: reason.slice(0, LONGEST_REASON),
    },
  });
  return count;
}
