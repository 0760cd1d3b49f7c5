import { type Cell, type CellReading, cellText, refused, understood } from './cell.ts';

/** Longest name taken. The law's limit is 60 (Permendagri 73/2022), but older names stay valid. */
const LONGEST_NAME = 100;

/**
 * A person's name as the register writes it: upper case, single spaces, straight apostrophes.
 * Letters of any Latin alphabet, space and `. , ' -`; one word is enough, since names of one word
 * issued before 21 April 2022 stay valid.
 */
export function readPersonName(cell: Cell): CellReading<string> {
  const name = cellText(cell)
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[–—‐‑]/g, '-')
    .toUpperCase();
  if (!/\p{L}/u.test(name)) return refused('nama lengkap dengan huruf');
  if (name.length > LONGEST_NAME) return refused(`nama paling panjang ${LONGEST_NAME} huruf`);
  if (/\d/.test(name)) return refused('nama tanpa angka');
  if (!/^[\p{Script=Latin}\p{M} .,'-]+$/u.test(name)) {
    return refused(
      'nama yang hanya berisi huruf, spasi, titik, koma, tanda petik atau tanda hubung',
    );
  }
  return understood(name);
}

/**
 * An upper-case name in the case used to greet someone: `SITI NUR'AINI` → `Siti Nur'aini`.
 * For greetings only: letters print the name as it is registered.
 */
export function greetingName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\p{L}\p{M}']+/gu, (word) => word[0]!.toUpperCase() + word.slice(1));
}

/** The initials shown where a name must not be: `SITI NUR AINI` → `S. N. A.` */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{M}']+/gu) ?? [];
  return words.map((word) => `${word[0]!.toUpperCase()}.`).join(' ');
}
