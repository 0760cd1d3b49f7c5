import { officialForm } from '#lib/domain/forms/form-codes.ts';
import type { LetterDocument } from './letter-document.ts';

/**
 * The words of a letter as printed, its official forms included: what it is found by. Letterhead and
 * small print are on all of them.
 */
export function printedText(letter: LetterDocument): string {
  const { number, title, addressee, body, form, forms, cosigners, signature } = letter;
  const filled = [...(form ? [form] : []), ...forms].map(({ code, data }) => {
    const { mark, name } = officialForm(code);
    return { mark, name, data };
  });
  return textsIn([number, title, addressee, body, filled, cosigners, signature]).join(' ');
}

/** Keys of what chooses among printed words, and is not printed itself. */
const choosing = new Set(['kind', 'chosen']);

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  // The boxes of a number are one word.
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' && one.length <= 1))
    return value.length ? [value.join('')] : [];
  return Object.entries(value).flatMap(([key, part]) => (choosing.has(key) ? [] : textsIn(part)));
}
