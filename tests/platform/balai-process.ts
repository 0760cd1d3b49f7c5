import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { readConfig } from '../../src/lib/server/platform/config.ts';
import { openDatabase } from '../../src/lib/server/platform/database/database.ts';
import { loadSecrets } from '../../src/lib/server/platform/secrets.ts';

const root = join(import.meta.dirname, '../..');

/** A data folder that is gone after the test. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'balai-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Makes a data folder that Balai has opened and closed before, and copies it: a new one takes seconds.
 * @returns what gives a test such a folder, gone after it
 */
export function useUsedFolders(): () => string {
  const used = mkdtempSync(join(tmpdir(), 'balai-used-'));
  beforeAll(async () => {
    const config = readConfig({ BALAI_DATA: used });
    const database = await openDatabase(config, loadSecrets(used), { migrationsDir: 'migrations' });
    await database.close();
  });
  afterAll(() => rmSync(used, { recursive: true, force: true }));
  return () => {
    const folder = dataFolder();
    execFileSync('cp', ['-a', `${used}/.`, folder]);
    return folder;
  };
}

export interface Ended {
  code: number | null;
  output: string;
}

/** A `balai` command as its own process. */
export class BalaiProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  output = '';

  constructor(args: string[], env: Record<string, string>, wrap: string[] = []) {
    const [program = '', ...rest] = [...wrap, process.execPath, 'cli/balai.ts', ...args];
    this.child = spawn(program, rest, {
      cwd: root,
      env: { ...process.env, HOST: '127.0.0.1', PORT: '0', BALAI_LOG: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.ended = once(this.child, 'close').then(([code]) => ({
      code: code as number | null,
      output: this.output,
    }));
  }

  /** Waits until it serves; returns the port. */
  async listening(): Promise<number> {
    for (;;) {
      const port = /listens on http:\/\/localhost:(\d+)/.exec(this.output)?.[1];
      if (port) return Number(port);
      if (this.child.exitCode !== null) throw new Error(`It ended: ${this.output}`);
      await new Promise((r) => setTimeout(r, 50));
    }
  }

  /** Ends it and waits: by the signal, and by force after the test at the latest. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Starts `balai start` on a data folder; it is stopped at the end of the test. */
export function startBalai(dataDir: string, env: Record<string, string> = {}): BalaiProcess {
  const balai = new BalaiProcess(['start'], { BALAI_DATA: dataDir, ...env });
  onTestFinished(async () => {
    await balai.stop();
  });
  return balai;
}

/** Runs a command that opens the house and closes it again. */
export function openAndClose(dataDir: string, wrap: string[] = []): Promise<Ended> {
  return new BalaiProcess(['audit', 'verify'], { BALAI_DATA: dataDir }, wrap).ended;
}
