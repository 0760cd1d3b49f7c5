import { now, withVillage } from '#lib/server/platform/index.ts';
import type { DumpProgress } from './dump/open-dump.ts';
import type { DumpPiece } from './dump/dump-piece.ts';
import { readDump } from './dump/read-dump.ts';
import { isRead } from './examine-dump.ts';
import { deleteRows, lockImport, updateImport } from './import-store.ts';
import { addTo, type Report } from './report.ts';
import { keepable } from './source-row.ts';
import { type RowToStage, stageRows } from './staging-store.ts';
import { isSecret, TABLES } from './tables.ts';

const ROWS_A_STEP = 1_000;
const TEXT_A_STEP = 4_000_000;

/**
 * Puts the rows of one village of a dump aside, so that they can be carried over in an order that is
 * not the dump's. Begun anew after a stop: what was put aside before is thrown away.
 */
export async function stageDump(
  villageId: number,
  importId: string,
  path: string,
  config: { id: number; alone: boolean },
  onProgress?: (progress: DumpProgress) => void,
): Promise<void> {
  await withVillage(villageId, (tx) => deleteRows(tx, importId));
  let report: Report = {};
  let waiting: RowToStage[] = [];
  let text = 0;
  let number = 0;
  const flush = async () => {
    const rows = waiting;
    waiting = [];
    text = 0;
    if (rows.length > 0) await withVillage(villageId, (tx) => stageRows(tx, importId, rows));
  };
  for await (const pieces of readDump(path, isRead, onProgress)) {
    for (const piece of pieces) {
      if (piece.kind === 'too-large') {
        const notes = { 'satu baris lebih dari 32 MB: tidak dibaca': 1 };
        report = addTo(report, piece.table, { read: 1, refused: 1, notes });
      }
      if (piece.kind !== 'row' || !isOf(piece, config)) continue;
      number += 1;
      const row = toStage(piece, number);
      waiting.push(row);
      text += row.data.length;
      if (piece.damaged > 0) {
        const notes = { 'tulisan yang bukan UTF-8, dibaca sebagai Windows-1252': piece.damaged };
        report = addTo(report, piece.table, { notes });
      }
      if (waiting.length >= ROWS_A_STEP || text >= TEXT_A_STEP) await flush();
    }
  }
  await flush();
  await withVillage(villageId, async (tx) => {
    await lockImport(tx, importId);
    await updateImport(tx, importId, { state: 'carrying', step: 1, after: 0, report, at: now() });
  });
}

type Row = DumpPiece & { kind: 'row' };

/** Whether a row is of the village that is carried over. */
function isOf({ table, columns, values }: Row, config: { id: number; alone: boolean }): boolean {
  if (table === 'config') return Number(values[columns.indexOf('id')]) === config.id;
  const at = columns.indexOf('config_id');
  const owner = at === -1 ? null : values[at]!;
  // Lists that all villages share belong to none of them.
  if (owner === null) return config.alone || TABLES[table]!.fate === 'reference';
  return Number(owner) === config.id;
}

function toStage({ table, columns, values }: Row, number: number): RowToStage {
  const { key = 'id', only } = TABLES[table]!;
  const keeps = (column: string) =>
    column !== 'config_id' && !isSecret(column) && (!only || only.includes(column));
  const id = values[columns.indexOf(key)];
  return {
    table,
    number,
    id: typeof id === 'string' ? id : `baris ${number}`,
    data: JSON.stringify(keepable(columns, values, keeps)),
  };
}
