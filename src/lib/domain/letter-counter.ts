import { shows, type LetterNumberPattern } from './letter-number.ts';

/** How letters are counted: all together, or each type or archive code by itself. */
export const counterScopes = ['village', 'type', 'classification'] as const;
export type CounterScope = (typeof counterScopes)[number];

/** Counts what comes in, where that is not counted together with what goes out. */
const incomingCounter = 'masuk';
/** Counts all letters of a village together. */
const wholeVillage = 'village';

/** What must show in a number so that those of two counters never look the same. */
const tokenOf = { type: 'kode_surat', classification: 'kode' } as const;

/** What is wrong with counting so under this pattern: an Indonesian sentence, or nothing. */
export function scopeProblem(
  scope: CounterScope,
  pattern: LetterNumberPattern,
): string | undefined {
  if (scope === 'village' || shows(pattern, tokenOf[scope])) return undefined;
  const each = scope === 'type' ? 'jenis surat' : 'kode klasifikasi';
  return `Bila nomor dihitung per ${each}, pola harus memuat {${tokenOf[scope]}}, supaya tidak ada dua surat bernomor sama.`;
}

/** What decides the counter of a letter. */
export interface Counted {
  /** Archive code, for instance "500.2.2.4". */
  classification: string;
  /** The letter type's own code, for instance "SKU". */
  typeCode: string;
}

/** The counter that a letter is numbered by. */
export function counterOf(
  scope: CounterScope,
  pattern: LetterNumberPattern,
  { classification, typeCode }: Counted,
): string {
  if (scope === 'village' || scopeProblem(scope, pattern)) return wholeVillage;
  return scope === 'type' ? typeCode : classification;
}

/** The counter that a letter coming in is numbered by. */
export const counterOfIncoming = (shared: boolean): string =>
  shared ? wholeVillage : incomingCounter;

/** A counter as the office reads it. */
export function counterName(counter: string): string {
  if (counter === wholeVillage) return 'Semua surat';
  if (counter === incomingCounter) return 'Surat masuk';
  return /^[A-Z]/.test(counter) ? `Jenis surat ${counter}` : `Kode ${counter}`;
}

/** A number that a counter gave out, with the day that it stands for. */
export interface GivenNumber {
  sequence: number;
  suffix: string;
  /** 'YYYY-MM-DD' */
  date: string;
}

/**
 * Where a letter of an earlier day is put: behind the number that was the last one on that day, as
 * 012.a, 012.b …; before the first number, behind that. Plain numbers stay without a gap, for the counter
 * itself does not move.
 * @param given all numbers of the counter's year
 * @returns 'next' where no later number was given out, so that the next one keeps the order;
 *   'full' where that number has all its letters
 */
export function placeDated(
  given: readonly GivenNumber[],
  date: string,
): 'next' | 'full' | { sequence: number; suffix: string } {
  const plain = given
    .filter(({ suffix }) => suffix === '')
    .toSorted((a, b) => a.sequence - b.sequence);
  const last = plain.at(-1);
  if (!last || plain.every((number) => number.date <= date)) return 'next';
  const { sequence } = plain.findLast((number) => number.date <= date) ?? plain[0]!;
  const taken = given.filter(
    (number) => number.sequence === sequence && number.suffix !== '',
  ).length;
  if (taken >= 26) return 'full';
  return { sequence, suffix: String.fromCharCode(97 + taken) };
}
