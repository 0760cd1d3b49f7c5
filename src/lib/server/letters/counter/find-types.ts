import type { LetterType } from '#lib/domain/letter-type.ts';

/**
 * The letter types that an officer means by a few typed letters: the one with that code or name, or
 * all whose name or keywords hold every word, those that are called so first.
 */
export function findTypes(types: Iterable<LetterType>, typed: string): LetterType[] {
  const words = plain(typed).split(' ').filter(Boolean);
  const all = [...types];
  if (words.length === 0) return all;
  const exact = all.find(({ code, name }) => [plain(code), plain(name)].includes(words.join(' ')));
  if (exact) return [exact];
  const hold = (text: string) => words.every((word) => plain(text).includes(word));
  const meant = all.filter(({ name, keywords, code }) => hold([code, name, ...keywords].join(' ')));
  return [...meant.filter(({ name }) => hold(name)), ...meant.filter(({ name }) => !hold(name))];
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
