/**
 * Codes that are read aloud, copied from paper and typed on a phone: capital letters and digits
 * without those that look alike (0 and O, 1 and I and L, U and V).
 */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `count` random bytes, unpredictable ones wherever it matters (crypto.randomBytes). */
export type RandomBytes = (count: number) => Uint8Array;

/** `length` characters of the alphabet, each as likely as the others. */
export function drawCode(length: number, randomBytes: RandomBytes): string {
  // Bytes beyond the last full round of the alphabet would favour its first letters.
  const bound = 256 - (256 % codeAlphabet.length);
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length - code.length)) {
      if (byte < bound) code += codeAlphabet[byte % codeAlphabet.length];
    }
  }
  return code;
}

/** In groups of four: "7K4P-2M9R". */
export const grouped = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? '';

/** Typed letters and digits in capitals, without spaces, dashes and dots between them. */
export const bareCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-‐-―_/]/g, '');

/** Whether every character is one that a code can hold. */
export const inAlphabet = (code: string): boolean =>
  [...code].every((character) => codeAlphabet.includes(character));
