import { keptWhileRunning } from './platform.ts';

/**
 * An answer that every visitor of a village asks for and that changes seldom, kept in this process.
 * Whoever asks while it is being found out waits for the same answer; a failure is not kept.
 * @param lifetime in milliseconds
 * @param ask how it is found out
 */
export function remember<V extends { id: number }, T>(
  lifetime: number,
  ask: (village: V) => Promise<T>,
) {
  const answers = keptWhileRunning(() => new Map<number, { answer: Promise<T>; until: number }>());
  return {
    of(village: V): Promise<T> {
      const kept = answers();
      const hit = kept.get(village.id);
      if (hit && hit.until > performance.now()) return hit.answer;
      const answer = ask(village);
      kept.set(village.id, { answer, until: performance.now() + lifetime });
      answer.catch(() => {
        if (kept.get(village.id)?.answer === answer) kept.delete(village.id);
      });
      return answer;
    },
    /** Asks anew next time: something of it has changed. */
    forget: (villageId: number) => void answers().delete(villageId),
  };
}
