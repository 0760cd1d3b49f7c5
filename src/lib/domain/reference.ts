import { bareCode, drawCode, grouped, inAlphabet, type RandomBytes } from './readable-code.ts';

const length = 8;

/**
 * The number under which a resident follows a request: the letter type's code and eight characters,
 * "SKU-7K4P-2M9R". Unique only as far as chance goes: the database has the last word.
 */
export const newReference = (typeCode: string, randomBytes: RandomBytes): string =>
  `${typeCode}-${grouped(drawCode(length, randomBytes))}`;

/** What was typed as a reference in its one form; undefined when it cannot be one. */
export function readReference(typed: string): string | undefined {
  const bare = bareCode(typed);
  const typeCode = bare.slice(0, -length);
  const code = bare.slice(-length);
  return /^[A-Z]{2,6}$/.test(typeCode) && inAlphabet(code)
    ? `${typeCode}-${grouped(code)}`
    : undefined;
}
