import { commonPins } from './common-pins.ts';

/** What an acquaintance knows of a person: no PIN may follow from it. */
export interface PinFacts {
  nik: string;
  kk?: string | null;
  /** `YYYY-MM-DD`. */
  birthDate?: string | null;
  /** Any form; only its digits count. */
  phone?: string | null;
}

/** A PIN as it was typed, without the space or hyphen that parts it: the slip prints "384 719". */
export function readPin(typed: string): string {
  return typed.replace(/[\s\p{Pd}]/gu, '');
}

/**
 * Why this PIN is refused, as a sentence for its owner; undefined when it may be used.
 * Pays for the shortness of six digits (NIST SP 800-63B-4 §3.1.1.2; docs/decisions/0006).
 */
export function pinProblem(pin: string, facts: PinFacts): string | undefined {
  if (!/^\d{6}$/.test(pin)) return 'PIN terdiri dari tepat 6 angka.';
  if (hasPattern(pin))
    return 'PIN ini mudah ditebak karena angkanya berurutan, kembar, atau berulang. Pilih 6 angka lain.';
  if (follows(pin, [facts.nik, facts.kk]))
    return 'PIN ini ada di dalam NIK atau nomor KK Anda. Pilih 6 angka lain.';
  if (follows(pin, birthTexts(facts.birthDate)))
    return 'PIN ini mirip tanggal lahir Anda. Pilih 6 angka lain.';
  if (follows(pin, phoneTexts(facts.phone)))
    return 'PIN ini ada di dalam nomor HP Anda. Pilih 6 angka lain.';
  if (commonPins.has(pin)) return 'PIN ini terlalu sering dipakai orang. Pilih 6 angka lain.';
  return undefined;
}

function hasPattern(pin: string): boolean {
  const digits = [...pin].map(Number);
  const firstHalf = pin.slice(0, 3);
  const secondHalf = pin.slice(3);
  return (
    new Set(digits).size <= 2 ||
    /(\d)\1{3}/.test(pin) ||
    isRun(digits, [1, 2, 3, 7, 8, 9]) ||
    // 482482, 482284
    firstHalf === secondHalf ||
    firstHalf === reversed(secondHalf) ||
    // 448822
    /^(\d)\1(\d)\2(\d)\3$/.test(pin) ||
    // 123987, 456321
    (isRun(digits.slice(0, 3), [1, 9]) && isRun(digits.slice(3), [1, 9]))
  );
}

/** Whether each digit follows the one before by the same step (modulo ten: 8, 9, 0, 1 is a run too). */
function isRun(digits: number[], steps: number[]): boolean {
  return steps.some((step) =>
    digits.every((digit, i) => i === 0 || digit === (digits[i - 1]! + step) % 10),
  );
}

/** Whether the PIN stands in one of the texts, forwards or backwards. */
function follows(pin: string, texts: readonly (string | null | undefined)[]): boolean {
  const backwards = reversed(pin);
  return texts.some((text) => text && (text.includes(pin) || text.includes(backwards)));
}

function birthTexts(birthDate: string | null | undefined): string[] {
  const parts = /^(\d{2})(\d{2})-(\d{2})-(\d{2})/.exec(birthDate ?? '');
  if (!parts) return [];
  const [century, yy, mm, dd] = parts.slice(1) as [string, string, string, string];
  const year = century + yy;
  const orders = (y: string) => [dd + mm + y, mm + dd + y, y + mm + dd, y + dd + mm];
  return [
    ...orders(yy),
    ...orders(year),
    dd + yy + mm,
    mm + yy + dd,
    year + year,
    dd + mm + dd + mm,
    mm + dd + mm + dd,
    mm + yy + mm + yy,
    dd + yy + dd + yy,
  ];
}

function phoneTexts(phone: string | null | undefined): string[] {
  const digits = (phone ?? '').replace(/\D/g, '');
  if (!digits) return [];
  const national = digits.replace(/^(0062|62|0)/, '');
  return ['62' + national, '0' + national];
}

const reversed = (text: string) => [...text].reverse().join('');
