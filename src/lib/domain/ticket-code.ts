import { bareCode, drawCode, grouped, inAlphabet, type RandomBytes } from './readable-code.ts';

/** 16 characters of 30: 78 bits, so that requests cannot be found by trying addresses. */
const length = 16;

/** A code under which a request can be followed without an account: "7K4P-2M9R-WXAB-C3DE". */
export const newTicketCode = (randomBytes: RandomBytes): string =>
  grouped(drawCode(length, randomBytes));

/** What was typed or scanned as a ticket in its one form; undefined when it cannot be one. */
export function readTicketCode(typed: string): string | undefined {
  const code = bareCode(typed);
  return code.length === length && inAlphabet(code) ? grouped(code) : undefined;
}
