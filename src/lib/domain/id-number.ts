import { type Cell, type CellReading, cellText, refused, understood } from './cell.ts';

/** A number of 16 digits as it was found in a cell. */
export interface IdNumber {
  /** The digits; may be other than 16 of them: that is for the rules of NIK and KK to say. */
  digits: string;
  /**
   * True when the cell held a number of 16 digits that ends in 0. Excel keeps 15 digits and puts 0
   * for the sixteenth, so the last digit may be an invention; only the cell's neighbours can tell.
   */
  lastDigitDoubtful: boolean;
  /** True when the cell held a number whose sixteenth digit is not 0: its writer kept all digits. */
  provesSixteenDigits: boolean;
}

const AS_TEXT = 'Ubah format kolomnya menjadi Teks, lalu tulis ulang ke-16 angkanya.';

/** Why a number of which digits are lost cannot be taken; said of the cell. */
export const DIGITS_LOST =
  '16 angka yang lengkap: angka terakhirnya hilang karena sel berformat angka (Excel hanya menyimpan 15 angka). ' +
  AS_TEXT;

/**
 * Reads a NIK or KK from a cell: plain text, text with apostrophe, spaces, dots or dashes, a number,
 * a number written out with `.0`, or in scientific notation when no digit is missing from it.
 *
 * A number above 2^53 (9 007 199 254 740 992, so every one of Papua's 91xx–96xx) has lost its last
 * digit in the spreadsheet's own arithmetic and is refused.
 */
export function normaliseIdNumber(cell: Cell): CellReading<IdNumber> {
  if (typeof cell === 'number') return fromNumber(cell);
  if (cell instanceof Date || typeof cell === 'boolean') return refused('16 angka. ' + AS_TEXT);

  const text = cellText(cell).replace(/^['’‘`´]+/, '');
  const scientific = /^(\d)[.,]?(\d*)\s*[eE]\s*\+?(\d{1,2})$/.exec(text);
  if (scientific) {
    const [, whole = '', fraction = '', exponent = ''] = scientific;
    const digits = whole + fraction;
    if (digits.length !== 16 || Number(exponent) !== 15) return refused(DIGITS_LOST);
    return understood(exact(digits));
  }
  const written = /^(\d{16})[.,]0{1,2}$/.exec(text)?.[1] ?? text.replace(/[\s.,'’‘`´–—-]/g, '');
  return /^\d*$/.test(written)
    ? understood(exact(written))
    : refused('16 angka tanpa huruf atau tanda lain');
}

function fromNumber(value: number): CellReading<IdNumber> {
  if (!Number.isFinite(value) || !Number.isInteger(value) || value < 0) {
    return refused('16 angka tanpa koma dan tanpa tanda minus');
  }
  if (value > Number.MAX_SAFE_INTEGER) return refused(DIGITS_LOST);
  const digits = String(value);
  const ends = digits.length === 16 ? digits.at(-1) : undefined;
  return understood({
    digits,
    lastDigitDoubtful: ends === '0',
    provesSixteenDigits: ends !== undefined && ends !== '0',
  });
}

function exact(digits: string): IdNumber {
  return { digits, lastDigitDoubtful: false, provesSixteenDigits: false };
}

/** True when one of the cells holds a number whose sixteenth digit is still there. */
export function provesSixteenDigits(cells: readonly Cell[]): boolean {
  return cells.some((cell) => {
    const read = normaliseIdNumber(cell);
    return read.ok && read.value.provesSixteenDigits;
  });
}

/**
 * True when the number's last digit cannot be believed. A spreadsheet rounds all numbers of a row
 * alike: one that kept its digits (`provesSixteenDigits`) vouches for the others.
 */
export function lostItsLastDigit(id: IdNumber, proven: boolean): boolean {
  return id.lastDigitDoubtful && !proven;
}

/** Hides the middle of a NIK or KK: `5207••••••••0003`. Anything shorter is hidden altogether. */
export function maskIdNumber(digits: string): string {
  if (digits.length < 12) return '•'.repeat(digits.length);
  return digits.slice(0, 4) + '•'.repeat(digits.length - 8) + digits.slice(-4);
}
