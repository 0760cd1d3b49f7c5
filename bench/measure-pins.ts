import { issueBatch, openBatch, prepareBatch } from '../src/lib/server/access/index.ts';
import { now, withVillage } from '../src/lib/server/platform/index.ts';
import { percentile, tell } from './machine.ts';
import type { Bench } from './open-bench.ts';

/**
 * Has the server make that many PINs in one go: time from yes to the document, and how quickly it
 * answers others meanwhile.
 */
export async function measurePins(bench: Bench, count: number): Promise<void> {
  const { village, officers } = bench;
  const operator = { ...officers.operator, provedAt: now() };
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const batchId = await run(async (tx) => {
    const adults = await tx
      .selectFrom('resident')
      .select('id')
      .where('birth_date', '<', '2000-01-01')
      .where('basic_status', '=', 1)
      .where('nik_temporary', '=', false)
      .orderBy('id')
      .limit(count)
      .execute();
    const ids = adults.map(({ id }) => id);
    return prepareBatch(tx, village, operator, { kind: 'residents', ids });
  });
  const signInUrl = `${bench.origin}/layanan-mandiri/masuk`;
  await run((tx) => issueBatch(tx, village.id, operator, { batchId, validDays: 1, signInUrl }));
  const started = performance.now();
  const waits: number[] = [];
  const filter = { words: '', place: undefined, handed: undefined, page: 1 };
  for (;;) {
    const asked = performance.now();
    await (await fetch(`${bench.origin}/layanan-mandiri/masuk`)).text();
    waits.push(performance.now() - asked);
    const { state, total } = await run((tx) => openBatch(tx, operator, batchId, filter));
    if (state === 'failed') throw new Error('The batch failed.');
    if (state === 'done') {
      const seconds = (performance.now() - started) / 1000;
      const at = (share: number) => percentile(waits, share).toFixed(0);
      tell(
        `${total} PINs and their slips`,
        `${seconds.toFixed(1)} s; pages meanwhile p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
      );
      return;
    }
    await new Promise((go) => setTimeout(go, 50));
  }
}
