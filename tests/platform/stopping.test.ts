/** Told to stop, the server finishes what it has begun, and takes nothing new. */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { ensureBuilt } from '../../scripts/bootstrap.mjs';
import { readConfig, startPlatform, stopPlatform } from '../../src/lib/server/platform/index.ts';
import { makeVillage } from '../factories.ts';
import { BalaiProcess, dataFolder, startBalai, useUsedFolders } from './balai-process.ts';

beforeAll(() => ensureBuilt(), 300_000);
const usedFolder = useUsedFolders();

/** A connection: the first that came over it, and all that came until it was closed. */
function talk(port: number) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (part) => (text += String(part)));
  return {
    socket,
    begun: new Promise<string>((resolve) => socket.once('data', (part) => resolve(String(part)))),
    answer: new Promise<string>((resolve) => socket.on('close', () => resolve(text))),
  };
}

const reachable = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => (socket.destroy(), resolve(true)));
    socket.on('error', () => resolve(false));
  });

test.each(['SIGTERM', 'SIGINT'] as const)('%s: a request under way is answered', async (signal) => {
  const dataDir = usedFolder();
  const balai = startBalai(dataDir);
  const port = await balai.listening();
  await startPlatform(readConfig({ BALAI_DATA: dataDir }), { migrationsDir: 'migrations' });
  await makeVillage('Batu Putih');
  await stopPlatform();

  const body = 'kode=bukan-kode';
  const resting = talk(port);
  const form = talk(port);
  form.socket.write(
    [
      'POST /verifikasi?/kode HTTP/1.1',
      `Host: localhost:${port}`,
      `Origin: http://localhost:${port}`,
      'Accept: text/html',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      'Expect: 100-continue',
      '',
      body.slice(0, 4),
    ].join('\r\n'),
  );
  // The answer to "Expect": the request has begun, and the connection before it is taken.
  expect(await form.begun).toMatch(/^HTTP\/1\.1 100 /);
  const ended = balai.stop(signal);
  // The connection without a request is closed at once, and new ones are refused.
  expect(await resting.answer).toBe('');
  expect(await reachable(port)).toBe(false);
  form.socket.write(body.slice(4));
  expect(await form.answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 400 /);
  expect(await form.answer).toContain('Kode pemeriksaan terdiri dari');
  expect(await ended).toMatchObject({ code: 0 });
});

test('while it is still starting, it stops too, and the next start is whole', async () => {
  const dataDir = dataFolder();
  const balai = new BalaiProcess(['start'], { BALAI_DATA: dataDir });
  // Its first touch on the data folder: it listens for signals by now, and the cluster is not made yet.
  await vi.waitUntil(() => existsSync(join(dataDir, 'lock')), { timeout: 30_000 });
  expect(await balai.stop('SIGINT')).toMatchObject({ code: 0 });
  const again = startBalai(dataDir);
  const port = await again.listening();
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
});
