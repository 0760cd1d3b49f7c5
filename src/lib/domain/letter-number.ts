import { toRoman } from './roman.ts';

/** What a letter's number is made from. */
export interface LetterNumberParts {
  /** Classification code (Permendagri 83/2022), for instance "500.2.2.4". */
  classification: string;
  /** The letter type's own code, for instance "SKU". */
  typeCode: string;
  /** The number allotted by the counter, from 1. */
  sequence: number;
  /** The letter behind a number that a letter of an earlier date shares; '' for a plain one. */
  suffix: string;
  /** The village's abbreviation, for instance "BTP". */
  villageCode: string;
  /** The letter's date in the village, `YYYY-MM-DD`. */
  date: string;
}

/** A pattern that was understood: what stands between tokens, and the tokens. */
export type LetterNumberPattern = readonly ({ text: string } | { token: Token; width: number })[];

export const letterNumberTokens = {
  nomor: 'nomor urut; {nomor,3} menulisnya dengan tiga angka: 007',
  kode: 'kode klasifikasi surat, misalnya 500.2.2.4',
  kode_surat: 'kode jenis surat, misalnya SKU',
  singkatan_desa: 'singkatan nama desa, misalnya BTP',
  bulan: 'bulan dengan dua angka: 11',
  bulan_romawi: 'bulan dengan angka Romawi: XI',
  tahun: 'tahun: 2026',
} as const;
type Token = keyof typeof letterNumberTokens;

const longest = 80;

export type PatternReading =
  | { ok: true; pattern: LetterNumberPattern }
  /** `problem` is an Indonesian sentence for the settings page. */
  | { ok: false; problem: string };

/**
 * Reads a numbering pattern such as `{kode}/{nomor,3}/{singkatan_desa}/{bulan_romawi}/{tahun}`.
 * Refused unless it makes every number of the village different: the counter starts again each
 * year, so the sequence and the year must both be in it.
 */
export function parseLetterNumberPattern(written: string): PatternReading {
  const text = written.trim();
  if (text.length > longest) return refuse(`Pola nomor paling panjang ${longest} huruf.`);
  const pattern: LetterNumberPattern[number][] = [];
  for (const piece of text.split(/(\{[^{}]*\})/).filter(Boolean)) {
    const token = /^\{\s*([a-z_]+)\s*(?:,\s*([1-9])\s*)?\}$/.exec(piece);
    if (!token && /[{}]/.test(piece)) return refuse(unknown(piece));
    if (!token && !/^[A-Za-z0-9 ./-]+$/.test(piece)) {
      return refuse(
        'Di luar kurung kurawal hanya boleh huruf, angka, spasi, titik, garis miring, dan tanda hubung.',
      );
    }
    if (!token) pattern.push({ text: piece });
    else if (!isToken(token[1]!) || (token[2] && token[1] !== 'nomor'))
      return refuse(unknown(piece));
    else pattern.push({ token: token[1], width: Number(token[2] ?? 1) });
  }
  if (pattern.some((part, index) => 'token' in part && 'token' in (pattern[index + 1] ?? {}))) {
    return refuse('Beri tanda pemisah, misalnya garis miring, di antara dua isian.');
  }
  const count = (name: Token) =>
    pattern.filter((part) => 'token' in part && part.token === name).length;
  if (count('nomor') !== 1) return refuse('Pola harus memuat {nomor} tepat satu kali.');
  if (count('tahun') !== 1) {
    return refuse(
      'Pola harus memuat {tahun} tepat satu kali, karena nomor urut mulai lagi dari 1 setiap tahun.',
    );
  }
  return { ok: true, pattern };
}

const refuse = (problem: string): PatternReading => ({ ok: false, problem });
const unknown = (piece: string) =>
  `${piece} tidak dikenal. Yang bisa dipakai: ${Object.keys(letterNumberTokens)
    .map((name) => `{${name}}`)
    .join(', ')}.`;
const isToken = (name: string): name is Token => Object.hasOwn(letterNumberTokens, name);

/** Whether a token shows in the number: what is counted apart must (letter-counter.ts). */
export const shows = (pattern: LetterNumberPattern, token: Token): boolean =>
  pattern.some((part) => 'token' in part && part.token === token);

/** "012", and "012.a" for a letter that was put in between. */
export const sequenceText = (sequence: number, suffix: string, width = 1): string =>
  String(sequence).padStart(width, '0') + (suffix && `.${suffix}`);

/** "500.2.2.4/012/BTP/XI/2026" */
export function formatLetterNumber(pattern: LetterNumberPattern, parts: LetterNumberParts): string {
  const [year, month] = parts.date.split('-') as [string, string];
  const values: Record<Exclude<Token, 'nomor'>, string> = {
    kode: parts.classification,
    kode_surat: parts.typeCode,
    singkatan_desa: parts.villageCode,
    bulan: month,
    bulan_romawi: toRoman(Number(month)),
    tahun: year,
  };
  return pattern
    .map((part) => {
      if ('text' in part) return part.text;
      if (part.token === 'nomor') return sequenceText(parts.sequence, parts.suffix, part.width);
      return values[part.token];
    })
    .join('');
}
