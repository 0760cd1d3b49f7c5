import type { LetterType } from './letter-type.ts';

/** Words with which people ask and that say nothing of the letter they mean. */
const filler = new Set(
  'surat keterangan untuk mau ingin bikin buat membuat minta urus mengurus saya yang dan di ke dari perlu'.split(
    ' ',
  ),
);

/**
 * The letters that somebody means by a few words of their own: those of whose name, purpose and
 * keywords most words are true, those with the words in their name first. None when no word fits.
 */
export function searchLetters<T extends Pick<LetterType, 'name' | 'purpose' | 'keywords'>>(
  letters: Iterable<T>,
  typed: string,
): T[] {
  const all = plain(typed).split(' ').filter(Boolean);
  const telling = all.filter((word) => !filler.has(word));
  const words = telling.length ? telling : all;
  const hits = (text: string) => words.filter((word) => plain(text).includes(word)).length;
  const found = [...letters].map((letter) => ({
    letter,
    inName: hits(letter.name),
    anywhere: hits([letter.name, letter.purpose, ...letter.keywords].join(' ')),
  }));
  const most = Math.max(1, ...found.map(({ anywhere }) => anywhere));
  return found
    .filter(({ anywhere }) => anywhere === most)
    .toSorted((one, other) => other.inName - one.inName)
    .map(({ letter }) => letter);
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
