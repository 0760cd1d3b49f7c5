import { randomInt } from 'node:crypto';
import { pinProblem, type PinFacts } from '#lib/domain/pin-policy.ts';

/** A PIN from the system's random numbers that keeps to the policy (ASVS 6.4.1). */
export function randomPin(facts: PinFacts): string {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    if (!pinProblem(pin, facts)) return pin;
  }
}

// Without letters and digits that look alike; read out over the phone without mistakes.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A temporary password of 16 characters (79 bits) in groups of four: "k7pq-x2mn-94ab-wtrz". */
export function randomPassword(): string {
  const group = () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
