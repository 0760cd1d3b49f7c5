import type { LetterDocument } from './letter-document.ts';

/** The words of a letter as printed: what it is found by. Letterhead and small print are on all of them. */
export function printedText(letter: LetterDocument): string {
  const { number, title, addressee, body, cosigners, signature } = letter;
  return textsIn([number, title, addressee, body, cosigners, signature]).join(' ');
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === 'kind' ? [] : textsIn(part)));
}
