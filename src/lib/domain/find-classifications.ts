/** An archive code with what it stands for. */
export interface Classification {
  /** "400.12.2.1", "474.4" */
  code: string;
  name: string;
  /** Whose list it stands in: Permendagri 83/2022, Permendagri 78/2012, or the village's own. */
  list: '2022' | '2012' | 'own';
}

const fold = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9.]+/g, ' ')
    .trim();

/** A list made ready to be searched: words of a code and of all that it stands under. */
export interface SearchableCode extends Classification {
  words: readonly string[];
  /** Words of the code's own name come first. */
  own: number;
  depth: number;
}

/** Makes a list ready: a code is also found by the words of those above it ("400.12" of "400.12.2"). */
export function searchable(list: readonly Classification[]): SearchableCode[] {
  const names = new Map(list.map(({ code, name }) => [code, name]));
  return list.map((one) => {
    const own = fold(one.name).split(' ').filter(Boolean);
    const above = codesAbove(one.code).flatMap((code) => fold(names.get(code) ?? '').split(' '));
    return {
      ...one,
      words: [...own, ...above.filter(Boolean)],
      own: own.length,
      depth: one.code.split('.').length,
    };
  });
}

/** "400.12.2.1" → "400", "400.12", "400.12.2"; "474.41" of the old list → "474", "474.4" too. */
function codesAbove(code: string): string[] {
  const parts = code.split('.');
  const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
  const last = parts.at(-1)!;
  if (parts.length === 2 && last.length > 1) above.push(`${parts[0]}.${last.slice(0, -1)}`);
  return above;
}

/**
 * The codes that somebody means by a few typed letters: by the beginning of the code, or by words, of which
 * each may have a slip. The best first.
 */
export function findClassifications(
  list: readonly SearchableCode[],
  typed: string,
  most: number,
): Classification[] {
  const asked = fold(typed).split(' ').filter(Boolean);
  if (asked.length === 0) return [];
  return list
    .map((one) => ({ one, cost: costOf(one, asked) }))
    .filter(({ cost }) => cost < Infinity)
    .toSorted(
      (a, b) =>
        a.cost - b.cost ||
        listOrder[a.one.list] - listOrder[b.one.list] ||
        a.one.depth - b.one.depth ||
        a.one.code.localeCompare(b.one.code, 'id', { numeric: true }),
    )
    .slice(0, most)
    .map(({ one: { code, name, list: source } }) => ({ code, name, list: source }));
}

/** The village's own first, then the list in force. */
const listOrder = { own: 0, '2022': 1, '2012': 2 };

/** How far a code is from what was asked; Infinity: not meant. */
function costOf({ code, words, own }: SearchableCode, asked: readonly string[]): number {
  let cost = 0;
  for (const word of asked) {
    if (code.toLowerCase().startsWith(word)) {
      cost += code.length === word.length ? 0 : 0.1;
      continue;
    }
    if (/^\d/.test(word)) return Infinity;
    const found = words.reduce(
      (least, other, index) => Math.min(least, distance(word, other) + (index < own ? 0 : 0.5)),
      Infinity,
    );
    if (found === Infinity) return Infinity;
    cost += found;
  }
  return cost;
}

/** 0 for the word, a little for its beginning or a part of it, more for a slip; Infinity: another word. */
function distance(asked: string, word: string): number {
  if (asked === word) return 0;
  if (word.startsWith(asked)) return 0.2;
  if (asked.length >= 4 && word.includes(asked)) return 0.4;
  const slips = asked.length >= 8 ? 2 : asked.length >= 4 ? 1 : 0;
  const start = word.length > asked.length + slips ? word.slice(0, asked.length) : word;
  const found = slips === 0 ? Infinity : slipsBetween(asked, start, slips);
  return found <= slips ? found + (start === word ? 0 : 0.3) : Infinity;
}

/** Letters added, left out, mistaken or swapped between two words; more than `most` is Infinity. */
function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return Infinity;
    before = last;
    last = row;
  }
  return last[other.length]!;
}
