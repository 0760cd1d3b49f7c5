import autocannon from 'autocannon';
import { startDraft } from '../src/lib/server/letters/index.ts';
import { withVillage } from '../src/lib/server/platform/index.ts';
import { tell } from './machine.ts';
import type { Bench } from './open-bench.ts';
import { signedInResident } from './signed-in-resident.ts';

const connections = 16;
const seconds = 12;

/** Requests a second and latency of the pages that are asked for most, as a signed-in resident where needed. */
export async function measurePages(bench: Bench): Promise<void> {
  const { visitor, cookie } = await signedInResident(bench);
  const draft = await withVillage(bench.village.id, (tx) =>
    startDraft(tx, bench.village, visitor, { slug: 'keterangan-domisili' }),
  );
  const pages: [string, string, boolean][] = [
    ['home', '/', false],
    ['sign-in page', '/layanan-mandiri/masuk', false],
    ['resident home', '/layanan-mandiri', true],
    ['form', `/layanan-mandiri/surat/isi/${draft}`, true],
  ];
  for (const [name, path, signedIn] of pages) {
    const headers = { 'accept-encoding': 'br, gzip', ...(signedIn ? { cookie } : {}) };
    const load = (duration: number) =>
      autocannon({ url: bench.origin + path, connections, duration, headers });
    await load(3);
    const { requests, latency, non2xx } = await load(seconds);
    tell(
      name,
      `${Math.round(requests.average)} requests/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms${non2xx ? `, ${non2xx} not 2xx` : ''}`,
    );
  }
}
