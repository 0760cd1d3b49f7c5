/** The time, as a port: production reads the machine's, tests set it. */
export interface Clock {
  now(): Date;
}

const machineClock: Clock = { now: () => new Date() };

let current: Clock = machineClock;

/** The present instant. The only source of time in server code. */
export function now(): Date {
  return current.now();
}

/** Replaces the clock (tests); without an argument the machine's returns. */
export function setClock(clock: Clock = machineClock): void {
  current = clock;
}
