import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ask } from './ask.ts';
import { serve } from './serve.ts';

test('npm start hands on the signal to stop, and waits until all is closed', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'balai-npm-'));
  try {
    const npm = await serve(dataDir, { DATABASE_URL: undefined }, ['npm', 'start']);
    expect((await ask(npm.port, '/readyz')).status).toBe(200);
    expect(await npm.stop()).toBe(0);
    await expect(ask(npm.port, '/readyz')).rejects.toThrow('ECONNREFUSED');
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
