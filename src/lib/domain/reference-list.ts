import { type Cell, cellText } from './cell.ts';

/** One value of a list: the number that spreadsheets carry, and the words people read and write. */
export interface ReferenceEntry {
  code: number;
  label: string;
  /** Other ways in which spreadsheets write it. */
  also?: readonly string[];
}

/** A list of values that the population register knows by number. */
export interface ReferenceList {
  /** What the list is about, in Indonesian, as said in a sentence. */
  name: string;
  entries: readonly ReferenceEntry[];
}

/** A list from its rows: the code, the words, and other ways in which spreadsheets write them. */
export const list = (name: string, ...entries: [number, string, ...string[]][]): ReferenceList => ({
  name,
  entries: entries.map(([code, label, ...also]) => ({ code, label, also })),
});

/**
 * The code that a cell means: a number of the list (`1`, `"01"`), its word whatever the case,
 * spacing and punctuation (`LAKI - LAKI`, `Kristen Protestan`), or both (`1. Islam`).
 * Undefined when it means none, or when number and word disagree.
 */
export function codeFrom(reference: ReferenceList, cell: Cell): number | undefined {
  const text = cellText(cell).replace(/^['’]/, '');
  const index = indexOf(reference);
  if (/^\d+([.,]0+)?$/.test(text)) {
    const code = Number.parseInt(text, 10);
    return index.codes.has(code) ? code : undefined;
  }
  const direct = index.words.get(wordKey(text));
  if (direct !== undefined) return direct;

  const numbered = /^(\d+)\s*[.):=–-]?\s*(\D.*)$/.exec(text);
  if (!numbered) return undefined;
  const code = Number(numbered[1]);
  return index.words.get(wordKey(numbered[2]!)) === code ? code : undefined;
}

/** The words for a code, or the code itself for one that the list does not know. */
export function labelOf(reference: ReferenceList, code: number): string {
  return indexOf(reference).labels.get(code) ?? String(code);
}

/** What may stand in a cell, for the sentence beside one that was refused. */
export function expectedOf({ name, entries }: ReferenceList): string {
  const shown = entries.length <= 8 ? entries : [...entries.slice(0, 3), entries.at(-1)!];
  const words = shown.map(({ code, label }) => `${code} (${label})`);
  if (entries.length > 8) words.splice(3, 0, '…');
  return `${name}: angka atau kata dari daftar, yaitu ${words.join(', ')}`;
}

interface Index {
  codes: Set<number>;
  labels: Map<number, string>;
  words: Map<string, number>;
}

const indexes = new WeakMap<ReferenceList, Index>();

function indexOf(reference: ReferenceList): Index {
  let index = indexes.get(reference);
  if (!index) {
    const { entries } = reference;
    index = {
      codes: new Set(entries.map(({ code }) => code)),
      labels: new Map(entries.map(({ code, label }) => [code, label])),
      words: wordsOf(entries),
    };
    indexes.set(reference, index);
  }
  return index;
}

function wordsOf(entries: readonly ReferenceEntry[]): Map<string, number> {
  const pairs = entries.flatMap(({ code, label, also = [] }) =>
    [label, ...also].map((word) => [wordKey(word), code] as const),
  );
  const words = new Map(pairs);
  // Without its slash "D-I/II" would be "D-III", so the loose form only fills what is free.
  for (const [key, code] of pairs) {
    const loose = key.replaceAll('/', '');
    if (!words.has(loose)) words.set(loose, code);
  }
  return words;
}

// The sign of a rhesus factor tells two words of a list apart, and so does a slash.
function wordKey(word: string): string {
  const rhesus = /^\s*(AB|A|B|O)\s*([+-])\s*$/i.exec(word);
  if (rhesus) return rhesus[1]!.toUpperCase() + rhesus[2]!;
  return word.toUpperCase().replace(/[^\p{L}\p{N}/]/gu, '');
}
