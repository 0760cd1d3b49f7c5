import { unprintable } from '#lib/domain/typed-text.ts';

/** The longest word of the widest letters that fits into every column of our layouts. */
const longestWord = 21;
const breakHere = '\u200b';

/**
 * Text as the typesetter can show it: well-formed and composed, characters that the typeface lacks
 * replaced by "?" (PDF/A refuses a missing glyph), and places to break inside words of more than `longest`
 * characters, so that nothing runs over the margin.
 */
export function printableText(text: string, longest = longestWord): string {
  let shown = text.toWellFormed().normalize('NFC');
  for (const character of unprintable(shown)) shown = shown.replaceAll(character, '?');
  return shown.replace(/\S+/g, (word) =>
    // A line of dots to write on is as short as a few letters, and stays whole.
    word.length > longest && !/^[.]{1,30}[,;.]?$/.test(word) ? breakable(word, longest) : word,
  );
}

/** Breaks after the signs inside addresses, and anywhere in what is still too long. */
function breakable(word: string, longest: number): string {
  return word
    .split(/(?<=[./@_-])/)
    .map((part) => (part.length > longest ? [...part].join(breakHere) : part))
    .join(breakHere);
}

/** The same for every text inside `data`; keys and everything else stay as they are. */
export function printableData<T>(data: T, longest = longestWord): T {
  if (typeof data === 'string') return printableText(data, longest) as T;
  if (Array.isArray(data)) return data.map((part: unknown) => printableData(part, longest)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, printableData(value as unknown, longest)]),
  ) as T;
}
