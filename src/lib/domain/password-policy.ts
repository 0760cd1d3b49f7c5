import { commonPasswordWords } from './common-passwords.ts';

/** Fewest and most characters of an officer's password. */
export const passwordLength = { min: 12, max: 128 } as const;

/** Words that this officer's password must not hold. */
export interface PasswordFacts {
  username: string;
  villageName: string;
}

/**
 * Why this password is refused, as a sentence; undefined when it may be used. Any characters are
 * good and none is required (ASVS 6.2.1, 6.2.4, 6.2.5, 6.2.11; NIST SP 800-63B-4 §3.1.1.2).
 */
export function passwordProblem(password: string, facts: PasswordFacts): string | undefined {
  const length = [...password].length;
  if (length < passwordLength.min)
    return `Kata sandi paling sedikit ${passwordLength.min} huruf atau angka. Empat kata yang tidak berhubungan mudah diingat dan sulit ditebak.`;
  if (length > passwordLength.max) return `Kata sandi paling banyak ${passwordLength.max} huruf.`;
  const letters = unmask(password);
  if (holds(letters, facts.username))
    return 'Kata sandi tidak boleh memuat nama pengguna. Pilih yang lain.';
  if (holds(letters, facts.villageName))
    return 'Kata sandi tidak boleh memuat nama desa. Pilih yang lain.';
  if (isSimple(password))
    return 'Kata sandi ini hanya mengulang huruf atau angka yang sama, atau urutan di papan ketik. Pilih yang lain.';
  // "P@ssw0rd2026": digits stand for letters within, but are only filling at the ends.
  const core = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if ([letters, lettersOf(password), unmask(core)].some(isCommon))
    return 'Kata sandi ini tersusun dari kata yang sering dipakai orang. Tambahkan kata lain yang hanya Anda yang tahu.';
  return undefined;
}

const signs: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Letters only, with digits and signs that stand for letters read as them: "P@ssw0rd" → "password". */
function unmask(text: string): string {
  return lettersOf([...text].map((c) => signs[c] ?? c).join(''));
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}]/gu, '');

function holds(letters: string, word: string): boolean {
  const plain = lettersOf(word);
  return plain.length >= 4 && letters.includes(plain);
}

const rows = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '01234567890'];

/** One piece over and over, too few different characters, or mostly runs of the keyboard. */
function isSimple(password: string): boolean {
  const text = password.toLowerCase();
  if (/^(.{1,6}?)\1+$/su.test(text) || new Set(text).size < 5) return true;
  let left = text;
  for (const row of rows) {
    for (const line of [row, [...row].reverse().join('')]) {
      for (let size = line.length; size >= 4; size--) {
        for (let start = 0; start + size <= line.length; start++)
          left = left.replaceAll(line.slice(start, start + size), '');
      }
    }
  }
  return left.length < 4;
}

/** Whether the letters are one or two common words, or the same one repeated, and nothing more. */
function isCommon(letters: string): boolean {
  if (commonPasswordWords.has(letters)) return true;
  for (let cut = 1; cut < letters.length; cut++) {
    if (
      commonPasswordWords.has(letters.slice(0, cut)) &&
      commonPasswordWords.has(letters.slice(cut))
    )
      return true;
  }
  return (
    letters.length > 0 &&
    [...commonPasswordWords].some(
      (word) =>
        letters.length % word.length === 0 && letters === word.repeat(letters.length / word.length),
    )
  );
}
