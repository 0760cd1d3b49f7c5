/** What a spreadsheet's cell holds once it is read, before anyone judges it. */
export type Cell = string | number | boolean | Date | null | undefined;

/** A cell understood, or the sentence that says what should have stood there. */
export type CellReading<T> = { ok: true; value: T } | { ok: false; expected: string };

/** A cell that was understood. */
export const understood = <T>(value: T): CellReading<T> => ({ ok: true, value });

/** A cell that was not; `expected` is the Indonesian sentence that is shown beside it. */
export const refused = (expected: string): CellReading<never> => ({ ok: false, expected });

// Zero-width marks and the no-break space come along when people paste from web pages and PDFs.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/**
 * The cell as one line of text: composed (NFC), invisible marks gone, runs of space made one, and
 * without the apostrophe that keeps a spreadsheet from taking `=`, `+`, `-` or `@` for a formula.
 */
export function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString();
  return String(cell)
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=+@-])/, '');
}

/** True for an empty cell and for the dashes people write to say "nothing". */
export function isBlankCell(cell: Cell): boolean {
  return /^[-–—.]*$/.test(cellText(cell));
}
