import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { StaffVisitor } from '../src/lib/domain/visitor.ts';
import { ensureCertificate } from '../src/lib/server/letters/index.ts';
import {
  readConfig,
  startPlatform,
  stopPlatform,
  withVillage,
} from '../src/lib/server/platform/index.ts';
import type { VillageContext } from '../src/lib/server/villages/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../tests/factories.ts';

/** A served village, and this process standing on the same database. */
export interface Bench {
  origin: string;
  pid: number;
  dataDir: string;
  village: VillageContext;
  officers: Record<'operator' | 'official' | 'secretary' | 'head', StaffVisitor>;
  close(): Promise<void>;
}

/** Starts the built application on a data folder of its own, and founds a village in it. */
export async function openBench(dataDir: string): Promise<Bench> {
  const port = await freePort();
  const server = spawn(process.execPath, ['cli/balai.ts', 'start'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      BALAI_DATA: dataDir,
      BALAI_LOG: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(server, 'exit');
  const origin = `http://localhost:${port}`;
  await untilReady(origin);
  await startPlatform(readConfig({ BALAI_DATA: dataDir }), {
    migrationsDir: 'migrations',
    leaveRunning: true,
    poolSize: 8,
  });
  const village = await makeVillage('Batu Putih');
  await withVillage(village.id, (tx) => ensureCertificate(tx, village));
  const officers = {} as Bench['officers'];
  for (const role of ['operator', 'official', 'secretary', 'head'] as const) {
    officers[role] = staffVisitor(await makeStaff(village.id, [role]));
  }
  return {
    origin,
    pid: server.pid!,
    dataDir,
    village,
    officers,
    async close() {
      await stopPlatform();
      server.kill('SIGTERM');
      await ended;
    },
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

async function untilReady(origin: string) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The server did not become ready within 30 seconds.');
}
