import { Refusal } from '#lib/domain/refusal.ts';
import { keptWhileRunning, now, withVillage } from '#lib/server/platform/index.ts';
import type { Caller } from './caller.ts';
import { countFailuresFrom } from './try-store.ts';

/** How a busy address is slowed down. */
interface Pace {
  /** Milliseconds between two tries. */
  gap: number;
  /** How many may stand in line; the next is asked to come back. */
  line: number;
}

const usual: Pace = { gap: 1000, line: 10 };

interface Line {
  waiting: number;
  /** When the one who came last has passed; milliseconds of the process. */
  lastPass: number;
}

/**
 * Lets the tries of an address that failed often pass one by one. A whole village shares one
 * carrier's address: it is slowed, first come first served, and never shut out (ASVS 6.1.1).
 */
export class AddressTurnstile {
  private readonly pace: Pace;
  private readonly lines = new Map<string, Line>();

  constructor(pace: Pace = usual) {
    this.pace = pace;
  }

  /**
   * Waits for one's turn.
   * @throws Refusal `too-many`, with when to come back, where the line is full
   */
  async pass(address: string): Promise<void> {
    const line = this.lines.get(address) ?? { waiting: 0, lastPass: -Infinity };
    const { gap, line: longest } = this.pace;
    if (line.waiting >= longest) {
      const seconds = Math.ceil((longest * gap) / 1000);
      throw new Refusal(
        'too-many',
        `Banyak yang salah memasukkan PIN dari jaringan ini, jadi kami perlambat. Coba lagi dalam ${seconds} detik.`,
        {},
        seconds,
      );
    }
    const wait = Math.max(0, line.lastPass + gap - performance.now());
    line.lastPass = performance.now() + wait;
    this.lines.set(address, line);
    if (wait === 0) return;
    line.waiting++;
    await new Promise((go) => setTimeout(go, wait));
    line.waiting--;
    this.forget();
  }

  /** Addresses come from outside: those that are quiet again are dropped. */
  private forget() {
    if (this.lines.size < 1000) return;
    for (const [address, line] of this.lines)
      if (line.waiting === 0 && line.lastPass + this.pace.gap < performance.now())
        this.lines.delete(address);
  }
}

const minute = 60_000;
/** Failures of one address within the window from which on it is slowed. */
const busyAddress = { failures: 50, window: 15 * minute };
const turnstile = keptWhileRunning(() => new AddressTurnstile());

/** Slows a caller whose address has failed 50 times within 15 minutes, at any door of the village. */
export async function slowDown(caller: Caller): Promise<void> {
  const since = new Date(now().getTime() - busyAddress.window);
  const failures = await withVillage(caller.village.id, (tx) =>
    countFailuresFrom(tx, caller.origin, since, busyAddress.failures),
  );
  if (failures >= busyAddress.failures) await turnstile().pass(caller.origin);
}
