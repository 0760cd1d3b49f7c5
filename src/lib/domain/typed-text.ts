import { cellText } from './cell.ts';

// Control characters, and marks that turn the direction of what follows: text with one of them in
// it can show something else than it holds. A NUL would not even fit into the database.
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;

/** What was typed into a field of one line: composed, invisible marks gone, single spaces. */
export function typedLine(raw: string): string {
  return cellText(raw.replace(/\s/g, ' ').replace(UNSEEN, ''));
}

/** What was typed into a field of several lines: the same for each, at most one empty line between. */
export function typedText(raw: string): string {
  const lines = raw.split(/\r\n?|[\n\u2028\u2029]/).map(typedLine);
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Latin letters, digits, spaces and the signs that people write with. Everything in here is in the
 * letters' typeface; a letter's PDF cannot hold what its typeface lacks (PDF/A, ISO 19005-2
 * 6.2.11.8).
 */
const PRINTABLE =
  /[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u01fa-\u01ff\u0218-\u021b\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2212\u2260\u2264\u2265]/u;

/** The characters of `text` that a letter cannot show (emoji, other scripts), each once. */
export function unprintable(text: string): string[] {
  return [...new Set([...text].filter((character) => !PRINTABLE.test(character)))];
}
