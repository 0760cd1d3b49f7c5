import * as XLSX from '@e965/xlsx';
import type { Cell } from '#lib/domain/cell.ts';
import type { RawRow, SheetSource } from './sheet-source.ts';
import { UNREADABLE, UnreadableFile } from './unreadable-file.ts';
import { asUnreadable } from './zip-parts.ts';

const ROWS_A_STEP = 500;

/**
 * Opens an .xls workbook (Excel 97–2003, at most 65 536 rows). It is held in memory whole: the
 * format allows no other way.
 * @throws UnreadableFile
 */
export function openXls(bytes: Uint8Array): SheetSource {
  let workbook: XLSX.WorkBook;
  try {
    refuseOthers(
      XLSX.CFB.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { type: 'buffer' }),
    );
    workbook = XLSX.read(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellDates: false,
      cellStyles: false,
      bookVBA: false,
    });
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) {
      throw new UnreadableFile(UNREADABLE.locked, { cause: error });
    }
    throw asUnreadable(error);
  }
  return {
    date1904: workbook.Workbook?.WBProps?.date1904 === true,
    sheetNames: workbook.SheetNames,
    rows: async function* (name) {
      const sheet = workbook.Sheets[name];
      if (sheet) yield* denseRows(sheet['!data'] ?? []);
    },
  };
}

/** Word, PowerPoint and locked .xlsx files look the same from outside. */
function refuseOthers(container: unknown): void {
  const has = (name: string): boolean => XLSX.CFB.find(container, name) !== null;
  if (has('EncryptedPackage')) throw new UnreadableFile(UNREADABLE.locked);
  if (has('WordDocument')) throw new UnreadableFile(UNREADABLE.word);
  if (!has('Workbook') && !has('Book')) throw new UnreadableFile(UNREADABLE.unknown);
}

function* denseRows(data: readonly (readonly (XLSX.CellObject | undefined)[] | undefined)[]) {
  let step: RawRow[] = [];
  for (const [index, cells] of data.entries()) {
    if (!cells?.some((cell) => cell?.v !== undefined)) continue;
    step.push({ number: index + 1, cells: cells.map(cellOf) });
    if (step.length === ROWS_A_STEP) {
      yield step;
      step = [];
    }
  }
  if (step.length > 0) yield step;
}

function cellOf(cell: XLSX.CellObject | undefined): Cell {
  if (cell?.v === undefined) return null;
  return cell.t === 'e' ? `#${String(cell.w ?? cell.v)}` : cell.v;
}
