import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/bootstrap.mjs';
import { ask } from './ask.ts';

/** Serves the built application for the whole run: own port, own data folder, real database. */
export default async function setup() {
  ensureBuilt();
  const dataDir = mkdtempSync(join(tmpdir(), 'balai-e2e-'));
  const port = await freePort();
  const server = spawn(process.execPath, ['cli/balai.ts', 'start'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      BALAI_DATA: dataDir,
      BALAI_LOG: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(server, 'exit');
  // Read by world.ts in the workers.
  process.env.BALAI_E2E_PORT = String(port);
  process.env.BALAI_DATA = dataDir;
  await untilReady(port, ended);

  return async () => {
    server.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    rmSync(dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`The server ended with ${code} when it was told to stop.`);
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(port: number, ended: Promise<unknown>) {
  let over = false;
  void ended.then(() => (over = true));
  while (!over) {
    const answer = await ask(port, '/readyz').catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error('The server ended before it answered.');
}
