import { CFB } from '@e965/xlsx';
import type { Cell } from '#lib/domain/cell.ts';
import {
  BIFF,
  type BiffRecord,
  biffRecords,
  longText,
  rkNumber,
  sharedTexts,
  shortText,
} from './biff-records.ts';
import type { RawRow, SheetSource } from './sheet-source.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from './unreadable-file.ts';
import { asUnreadable } from './zip-parts.ts';

const ROWS_A_STEP = 500;
const BIFF8 = 0x0600;

/**
 * Opens an .xls workbook (Excel 97–2003, at most 65 536 rows). Its bytes and its table of shared
 * texts are held in memory, its cells are not: a general reader takes 500 bytes for each of them.
 * @throws UnreadableFile
 */
export function openXls(bytes: Uint8Array): SheetSource {
  try {
    const stream = workbookStream(bytes);
    const { sheets, texts, date1904 } = readGlobals(stream);
    return {
      date1904,
      sheetNames: [...sheets.keys()],
      rows: async function* (name) {
        const offset = sheets.get(name);
        if (offset !== undefined) yield* guarded(sheetRows(biffRecords(stream, offset), texts));
      },
    };
  } catch (error) {
    throw asUnreadable(error);
  }
}

function* guarded<T>(steps: Generator<T>): Generator<T, void, undefined> {
  try {
    yield* steps;
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** Word documents and locked .xlsx files come in the same container. */
function workbookStream(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const container: unknown = CFB.read(file, { type: 'buffer' });
  const find = (name: string): { content: Uint8Array } | null => CFB.find(container, name);
  if (find('EncryptedPackage')) throw new UnreadableFile(UNREADABLE.locked);
  if (find('WordDocument')) throw new UnreadableFile(UNREADABLE.word);
  const workbook = find('Workbook');
  if (!workbook) throw new UnreadableFile(find('Book') ? UNREADABLE.tooOld : UNREADABLE.unknown);
  return Buffer.from(workbook.content);
}

function readGlobals(stream: Buffer) {
  const sheets = new Map<string, number>();
  const sst: Buffer[] = [];
  let date1904 = false;
  let previous: number | undefined;
  for (const { type, data } of biffRecords(stream)) {
    if (type === BIFF.eof) break;
    switch (type) {
      case BIFF.bof:
        if (data.readUInt16LE(0) !== BIFF8) throw new UnreadableFile(UNREADABLE.tooOld);
        break;
      case BIFF.filePass:
        throw new UnreadableFile(UNREADABLE.locked);
      case BIFF.date1904:
        date1904 = data.readUInt16LE(0) === 1;
        break;
      case BIFF.boundSheet:
        // Other kinds are charts and macros.
        if (data[5] === 0) sheets.set(shortText(data, 6), data.readUInt32LE(0));
        break;
      case BIFF.sharedTexts:
        sst.push(data);
        break;
      case BIFF.continued:
        if (previous === BIFF.sharedTexts) sst.push(data);
        continue;
    }
    previous = type;
  }
  return { sheets, texts: sst.length > 0 ? sharedTexts(sst) : [], date1904 };
}

function* sheetRows(
  records: Iterable<BiffRecord>,
  texts: readonly string[],
): Generator<RawRow[], void, undefined> {
  let step: RawRow[] = [];
  let row: RawRow = { number: 0, cells: [] };
  let depth = 0;
  let awaitsText: number | undefined;

  for (const { type, data } of records) {
    if (type === BIFF.bof) depth += 1;
    if (type === BIFF.eof) {
      depth -= 1;
      if (depth === 0) break;
    }
    // What is deeper belongs to a chart on the sheet.
    if (depth !== 1) continue;
    if (type === BIFF.string && awaitsText !== undefined) {
      row.cells[awaitsText] = longText(data, 0);
      awaitsText = undefined;
      continue;
    }
    const found = cellsOf(type, data, texts);
    if (!found) continue;
    const number = data.readUInt16LE(0) + 1;
    if (number !== row.number) {
      if (row.cells.length > 0) step.push(row);
      if (step.length === ROWS_A_STEP) {
        yield step;
        step = [];
      }
      row = { number, cells: [] };
    }
    const column = data.readUInt16LE(2);
    for (const [index, cell] of found.entries()) {
      if (column + index < READING_LIMITS.columns) row.cells[column + index] = cell;
    }
    awaitsText = type === BIFF.formula && hasTextResult(data) ? column : undefined;
  }
  if (row.cells.length > 0) step.push(row);
  if (step.length > 0) yield step;
}

/** What a record puts into its cell and those to the right of it; undefined when it holds none. */
function cellsOf(type: number, data: Buffer, texts: readonly string[]): Cell[] | undefined {
  switch (type) {
    case BIFF.labelShared:
      return [texts[data.readUInt32LE(6)] ?? null];
    case BIFF.label:
    case BIFF.richString:
      return [longText(data, 6)];
    case BIFF.number:
      return [data.readDoubleLE(6)];
    case BIFF.rk:
      return [rkNumber(data, 6)];
    case BIFF.mulRk:
      return Array.from({ length: (data.length - 6) / 6 }, (_, index) =>
        rkNumber(data, 6 + 6 * index),
      );
    case BIFF.boolOrError:
      return [data[7] === 1 ? '#N/A' : data[6] === 1];
    case BIFF.formula:
      return [formulaResult(data)];
    default:
      return undefined;
  }
}

/** The value stored with a formula; it is never worked out anew. */
function formulaResult(data: Buffer): Cell {
  if (data.readUInt16LE(12) !== 0xffff) return data.readDoubleLE(6);
  if (data[6] === 1) return data[8] === 1;
  return data[6] === 2 ? '#N/A' : null;
}

function hasTextResult(data: Buffer): boolean {
  return data.readUInt16LE(12) === 0xffff && data[6] === 0;
}
