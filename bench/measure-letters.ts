import {
  approveRequest,
  moveRequest,
  openRequest,
  saveDraft,
  startDraft,
} from '../src/lib/server/letters/index.ts';
import { now, withVillage } from '../src/lib/server/platform/index.ts';
import { examples } from '../tests/letters/examples.ts';
import { percentile, tell } from './machine.ts';
import type { Bench } from './open-bench.ts';
import { signedInResident } from './signed-in-resident.ts';

const slug = 'keterangan-domisili';
const times = 60;

/** Sending a request over HTTP, and a letter from the press on approve to the kept signed PDF. */
export async function measureSubmitAndSign(bench: Bench): Promise<void> {
  const { village } = bench;
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const sending: number[] = [];
  const signing: number[] = [];
  for (let i = 0; i < times; i++) {
    const { visitor, cookie } = await signedInResident(bench);
    const id = await run((tx) => startDraft(tx, village, visitor, { slug }));
    await run((tx) => saveDraft(tx, visitor, id, examples(slug)));
    let started = performance.now();
    const answer = await fetch(`${bench.origin}/layanan-mandiri/surat/isi/${id}/periksa`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie,
        // As a browser asks: a form's answer is a redirect, not data for a script.
        accept: 'text/html',
        origin: bench.origin,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `pengenal=${crypto.randomUUID()}`,
    });
    sending.push(performance.now() - started);
    const reference = /riwayat\/([^?]+)/.exec(answer.headers.get('location') ?? '')?.[1];
    if (!reference) throw new Error(`Sending was answered with ${answer.status}.`);
    await bringToSigning(bench, reference);
    const head = { ...bench.officers.head, provedAt: now() };
    const { request } = await run((tx) => openRequest(tx, village, head, reference));
    started = performance.now();
    await run((tx) =>
      approveRequest(tx, village, head, {
        requestId: id,
        version: request.version,
        origin: bench.origin,
      }),
    );
    signing.push(performance.now() - started);
  }
  // The first ones warm the compiler and the connections up.
  const warm = (sample: number[]) => sample.slice(10);
  const figures = (sample: number[]) =>
    `median ${percentile(sample, 0.5).toFixed(1)} ms, p95 ${percentile(sample, 0.95).toFixed(1)} ms`;
  tell('submit a request', figures(warm(sending)));
  tell('letter approved → signed PDF', figures(warm(signing)));
}

async function bringToSigning({ village, officers }: Bench, reference: string): Promise<void> {
  const step = async (role: keyof Bench['officers'], action: 'accept' | 'forward') => {
    const officer = officers[role];
    await withVillage(village.id, async (tx) => {
      const { request } = await openRequest(tx, village, officer, reference);
      await moveRequest(tx, village, officer, {
        requestId: request.id,
        version: request.version,
        action,
      });
    });
  };
  await step('operator', 'accept');
  await step('official', 'forward');
  await step('secretary', 'forward');
}
