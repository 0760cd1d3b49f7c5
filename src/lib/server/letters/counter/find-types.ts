import type { LetterType } from '#lib/domain/letter-type.ts';

/**
 * The letter types that an officer means by a few typed letters: the one with that code or name, or
 * all whose name or keywords hold every word.
 */
export function findTypes(types: Iterable<LetterType>, typed: string): LetterType[] {
  const words = plain(typed).split(' ').filter(Boolean);
  const all = [...types];
  if (words.length === 0) return all;
  const exact = all.find(({ code, name }) => [plain(code), plain(name)].includes(words.join(' ')));
  if (exact) return [exact];
  return all.filter(({ name, keywords, code }) => {
    const text = plain([code, name, ...keywords].join(' '));
    return words.every((word) => text.includes(word));
  });
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
