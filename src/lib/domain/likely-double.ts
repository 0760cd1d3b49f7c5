/** How two records of one person differ: a slip in the NIK, a name written as it sounds. */

/** Digits of a NIK that were typed wrongly: one other digit, or two that changed places. */
export type NikSlip = 'digit' | 'swap';

/** Which slip makes one NIK of the other; undefined when it takes more than one, or none. */
export function nikSlip(a: string, b: string): NikSlip | undefined {
  if (a.length !== b.length) return undefined;
  const differ = [...a].flatMap((digit, at) => (digit === b[at] ? [] : [at]));
  if (differ.length === 1) return 'digit';
  const [i, j] = differ;
  if (differ.length !== 2 || i === undefined || j === undefined) return undefined;
  return a[i] === b[j] && a[j] === b[i] ? 'swap' : undefined;
}

/** Every NIK that one slip makes of this one: 144 with another digit, and those with two swapped. */
export function nikNeighbours(nik: string): string[] {
  const digits = [...nik];
  const found = new Set<string>();
  for (let i = 0; i < digits.length; i++) {
    for (let digit = 0; digit < 10; digit++) found.add(withDigits([i, String(digit)]));
    for (let j = i + 1; j < digits.length; j++)
      found.add(withDigits([i, digits[j]!], [j, digits[i]!]));
  }
  found.delete(nik);
  return [...found];

  function withDigits(...changes: [number, string][]): string {
    const copy = [...digits];
    for (const [at, digit] of changes) copy[at] = digit;
    return copy.join('');
  }
}

/** Spellings of one sound in Indonesian names, old (Soewandi) and new. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/OE/g, 'U'],
  [/DJ/g, 'J'],
  [/TJ/g, 'C'],
  [/S[JY]/g, 'S'],
  [/N[JY]/g, 'N'],
  [/[KC]H/g, 'H'],
  [/TH/g, 'T'],
  [/D[HL]/g, 'D'],
  [/PH|[FV]/g, 'P'],
  [/TS|[ZX]/g, 'S'],
  [/Q/g, 'K'],
  [/[JY]/g, 'I'],
  [/D\b/g, 'T'],
  [/B\b/g, 'P'],
  [/[GQ]\b/g, 'K'],
];

/** Ways to shorten or spell the commonest name of all. */
const MUHAMMAD = /^(M|MH|MD|MUH|MOH|MOCH|MUCH|MHD|MUHD|M[UO]H?[AUE]?M+[AE][DT])$/;

/** How the words of a name sound: consonants only, spelt one way. */
function soundsOf(name: string): string[] {
  return (name.toUpperCase().match(/[\p{L}\p{M}']+/gu) ?? [])
    .map((word) => word.replaceAll("'", ''))
    .map((word) => {
      if (MUHAMMAD.test(word)) return 'MMT';
      const spelt = SOUNDS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), word);
      const first = spelt[0] ?? '';
      const rest = spelt.slice(1).replace(/[AEIOUHWY]/g, '');
      return (/[AEIOUH]/.test(first) ? 'A' : first) + rest.replace(/(.)\1+/g, '$1');
    })
    .filter(Boolean);
}

/**
 * Whether two names may be one person's: they sound the same, one leaves out or shortens words of
 * the other, or a letter or two were mistyped. Wide on purpose: it is asked only of people born on
 * the same day or with almost the same NIK.
 */
export function namesAlike(a: string, b: string): boolean {
  const [first, second] = [a.trim().toUpperCase(), b.trim().toUpperCase()];
  if (!first || !second) return false;
  if (first === second) return true;
  const letters = Math.min(first.length, second.length);
  if (slips(first, second) <= (letters >= 8 ? 2 : letters >= 4 ? 1 : 0)) return true;
  const [ours, theirs] = [soundsOf(first), soundsOf(second)];
  if (ours.length === 0 || theirs.length === 0) return false;
  if (ours.join('') === theirs.join('')) return true;
  return ours.length === theirs.length
    ? within(ours, theirs) || within(theirs, ours)
    : ours.length < theirs.length
      ? within(ours, theirs)
      : within(theirs, ours);
}

/** Whether each word of the shorter name is a word of the longer one, or its first letter. */
function within(fewer: readonly string[], more: readonly string[]): boolean {
  if (fewer.every((word) => word.length === 1)) return false;
  const left = [...more];
  const take = (fits: (other: string) => boolean) => {
    const at = left.findIndex(fits);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const rest = fewer.filter((word) => !take((other) => other === word));
  return rest.every((word) =>
    take(
      (other) =>
        (word.length === 1 && other.startsWith(word)) ||
        (other.length === 1 && word.startsWith(other)),
    ),
  );
}

/** How many letters were put in, left out, changed or swapped with the next. */
function slips(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
