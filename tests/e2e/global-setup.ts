import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/bootstrap.mjs';
import { serve } from './serve.ts';

/** Serves the built application for the whole run: own port, own data folder, real database. */
export default async function setup() {
  ensureBuilt();
  const dataDir = mkdtempSync(join(tmpdir(), 'balai-e2e-'));
  const server = await serve(dataDir);
  // Read by world.ts in the workers.
  process.env.BALAI_E2E_PORT = String(server.port);
  process.env.BALAI_DATA = dataDir;

  return async () => {
    const code = await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`The server ended with ${code} when it was told to stop.`);
  };
}
