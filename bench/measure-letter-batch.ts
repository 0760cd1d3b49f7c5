import {
  addToList,
  answerBatch,
  approveBatch,
  fileBatch,
  forwardBatch,
  openLetterBatch,
  printBatch,
  startLetterBatch,
} from '../src/lib/server/letters/index.ts';
import { now, withVillage } from '../src/lib/server/platform/index.ts';
import { percentile, tell } from './machine.ts';
import type { Bench } from './open-bench.ts';

const look = { filter: 'all', page: 1 } as const;

/**
 * Has the server make that many signed letters of one list: time from yes to the last, and how quickly
 * it answers others meanwhile; then all of them as one PDF.
 */
export async function measureLetterBatch(bench: Bench, count: number): Promise<void> {
  const { village, officers, origin } = bench;
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const batchId = await prepare(bench, count);
  const input = async () => {
    const { version } = await run((tx) =>
      openLetterBatch(tx, village, officers.head, batchId, look),
    );
    return { batchId, version, origin };
  };
  const filed = await input();
  await run((tx) => fileBatch(tx, village, officers.operator, filed));
  const forwarded = await input();
  await run((tx) => forwardBatch(tx, village, officers.official, forwarded));
  const approved = await input();
  const head = { ...officers.head, provedAt: now() };
  await run((tx) => approveBatch(tx, village, head, approved));

  const started = performance.now();
  const waits: number[] = [];
  for (;;) {
    const asked = performance.now();
    await (await fetch(`${origin}/layanan-mandiri/masuk`)).text();
    waits.push(performance.now() - asked);
    const { state, counts, reason } = await run((tx) =>
      openLetterBatch(tx, village, officers.head, batchId, look),
    );
    if (state === 'stopped') throw new Error(`The list stopped: ${reason}`);
    if (state === 'done') {
      const seconds = (performance.now() - started) / 1000;
      const at = (share: number) => percentile(waits, share).toFixed(0);
      tell(
        `${counts.letters} letters of a list, signed`,
        `${seconds.toFixed(1)} s; pages meanwhile p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
      );
      break;
    }
    await new Promise((go) => setTimeout(go, 200));
  }
  await measurePrint(bench, batchId);
}

async function prepare({ village, officers: { operator } }: Bench, count: number) {
  return withVillage(village.id, async (tx) => {
    const people = await tx
      .selectFrom('resident')
      .select('id')
      .where('basic_status', '=', 1)
      .where('nik_temporary', '=', false)
      .where('merged_into', 'is', null)
      .orderBy('id')
      .limit(count)
      .execute();
    const start = { slug: 'keterangan-umur', name: 'Calon beasiswa' };
    const batchId = await startLetterBatch(tx, village.id, operator, start);
    const typed = { purpose: 'pendaftaran beasiswa kabupaten' };
    await answerBatch(tx, village, operator, { batchId, typed, seen: [], again: true });
    const ids = people.map(({ id }) => id);
    await addToList(tx, village, operator, { batchId, choice: { kind: 'residents', ids } });
    return batchId;
  });
}

/** How long all letters take as one PDF, how large it is, and how much memory it takes at most. */
async function measurePrint({ village, officers }: Bench, batchId: string): Promise<void> {
  const started = performance.now();
  const { pdf } = await printBatch(village, officers.operator, { batchId, bothSides: false });
  const before = process.memoryUsage().rss;
  let bytes = 0;
  let most = before;
  for await (const part of pdf) {
    bytes += part.length;
    most = Math.max(most, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - started) / 1000;
  const megabytes = (value: number) => `${(value / 1024 / 1024).toFixed(0)} MB`;
  tell(
    'the list as one PDF',
    `${seconds.toFixed(1)} s, ${megabytes(bytes)}, memory grows by ${megabytes(most - before)}`,
  );
}
