import type { Cell } from '../../src/lib/domain/cell.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { ExportOrder } from '../../src/lib/server/population/exporting/export-residents.ts';
import { exportResidents } from '../../src/lib/server/population/index.ts';
import type { ImportVisitor } from '../../src/lib/server/population/policy.ts';
import { openSpreadsheet } from '../../src/lib/server/population/reading/open-spreadsheet.ts';

const here: ImportVisitor = { kind: 'system', name: 'uji' };
export const whole: ExportOrder = { numbers: 'full', reason: 'Pindah server' };

/** The register of a village as a spreadsheet. */
export async function exported(villageId: number, order = whole, actor = here): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await withVillage(villageId, (tx) =>
    exportResidents(tx, villageId, actor, order, (piece) => void pieces.push(piece)),
  );
  return Buffer.concat(pieces);
}

export async function cellsIn(file: Uint8Array): Promise<Cell[][]> {
  const source = await openSpreadsheet(file);
  const rows: Cell[][] = [];
  for await (const step of source.rows('Data Penduduk')) {
    rows.push(...step.map(({ cells }) => Array.from(cells, (cell) => cell ?? null)));
  }
  return rows;
}
