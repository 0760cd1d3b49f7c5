import type { RawRow, SheetSource } from './sheet-source.ts';
import { decoded, decodedHead, encodingOf } from './text-encoding.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from './unreadable-file.ts';

const ROWS_A_STEP = 500;

/** What separates cells, the likeliest of here first. */
const DELIMITERS = [';', ',', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** A workbook of text has one sheet; this is what it is called. */
const CSV_SHEET = 'CSV';

/** Opens a text file of rows (RFC 4180, any of four separators) whose encoding is told by its bytes. */
export function openCsv(bytes: Uint8Array): SheetSource {
  const encoding = encodingOf(bytes);
  const head = decodedHead(bytes, encoding);
  const said = /^sep=(.)\r?\n/.exec(head)?.[1];
  const delimiter = DELIMITERS.find((one) => one === said) ?? delimiterOf(head);
  return {
    date1904: false,
    sheetNames: [CSV_SHEET],
    // Cells are read anew each time; only the file's bytes are held.
    rows: async function* () {
      yield* rowSteps(csvRows(decoded(bytes, encoding), delimiter), said !== undefined);
    },
  };
}

/** The separator by which most of the first rows have the same number of cells. */
function delimiterOf(head: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ';', score: 0 };
  for (const delimiter of DELIMITERS) {
    const widths: number[] = [];
    for (const row of csvRows([head], delimiter)) {
      if (row.some((cell) => cell !== '')) widths.push(row.length);
      if (widths.length === 30) break;
    }
    const usual = mostFrequent(widths.filter((width) => width > 1));
    const alike = widths.filter((width) => width === usual).length;
    const score = usual === undefined ? 0 : (alike / widths.length) * Math.min(usual, 60) + alike;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function* rowSteps(
  rows: Iterable<string[]>,
  skipFirst: boolean,
): Generator<RawRow[], void, undefined> {
  let step: RawRow[] = [];
  let number = 0;
  for (const cells of rows) {
    number += 1;
    if ((number === 1 && skipFirst) || cells.every((cell) => cell === '')) continue;
    step.push({ number, cells });
    if (step.length === ROWS_A_STEP) {
      yield step;
      step = [];
    }
  }
  if (step.length > 0) yield step;
}

/**
 * The rows of a text. A quoted cell may hold separators, line ends and doubled quotes; a quote in the
 * middle of another cell is a letter like any.
 * @throws UnreadableFile when a cell is longer than any spreadsheet has, as after a lost quote
 */
export function* csvRows(
  pieces: Iterable<string>,
  delimiter: string,
): Generator<string[], void, undefined> {
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let closed = false;
  let afterReturn = false;
  let started = false;

  const endCell = () => {
    if (row.length < READING_LIMITS.columns) row.push(cell);
    cell = '';
    closed = false;
  };
  for (const piece of pieces) {
    for (const letter of piece) {
      if (afterReturn && letter === '\n') {
        afterReturn = false;
        continue;
      }
      afterReturn = false;
      if (quoted) {
        if (letter === '"') {
          quoted = false;
          closed = true;
        } else cell += letter;
      } else if (letter === '"' && closed) {
        cell += '"';
        quoted = true;
        closed = false;
      } else if (letter === '"' && cell === '') {
        quoted = true;
      } else if (letter === delimiter) {
        endCell();
      } else if (letter === '\n' || letter === '\r') {
        afterReturn = letter === '\r';
        endCell();
        yield row;
        row = [];
        started = false;
        continue;
      } else {
        cell += letter;
        closed = false;
      }
      started = true;
      if (cell.length > READING_LIMITS.cellLetters) throw new UnreadableFile(UNREADABLE.broken);
    }
  }
  if (started) {
    endCell();
    yield row;
  }
}
