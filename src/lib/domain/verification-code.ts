import { bareCode, drawCode, grouped, inAlphabet, type RandomBytes } from './readable-code.ts';

/** 20 characters of 30: 98 bits, so that letters cannot be found by trying addresses. */
const length = 20;

/** A code under which a letter can be checked: "7K4P-2M9R-WXAB-C3DE-FG5H". */
export const newVerificationCode = (randomBytes: RandomBytes): string =>
  grouped(drawCode(length, randomBytes));

/** What was typed or scanned as a code in its one form; undefined when it cannot be one. */
export function readVerificationCode(typed: string): string | undefined {
  const code = bareCode(typed);
  return code.length === length && inAlphabet(code) ? grouped(code) : undefined;
}
