import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { ask } from './ask.ts';

/** The built application, served for a while by a process of its own. */
export interface Served {
  port: number;
  /** What it has written on standard output so far. */
  log(): string;
  /** Tells it to stop, as systemd does. @returns its exit code */
  stop(): Promise<number | null>;
}

/**
 * Serves the built application on a data folder and a real database, and waits until it answers.
 * @param settings environment variables; undefined takes one away
 * @param command what starts it, `balai start` by itself if left out
 * @throws Error when it ends before it answers
 */
export async function serve(
  dataDir: string,
  settings: Record<string, string | undefined> = {},
  command: [string, ...string[]] = [process.execPath, 'cli/balai.ts', 'start'],
): Promise<Served> {
  const [program, ...args] = command;
  const port = Number(settings.PORT ?? (await freePort()));
  const server = spawn(program, args, {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      BALAI_DATA: dataDir,
      BALAI_LOG: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let written = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
    process.stdout.write(text);
  });
  const ended = once(server, 'exit');
  const served = {
    port,
    log: () => written,
    async stop() {
      server.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
  await untilReady(port, ended);
  return served;
}

/** A port of this machine that nobody listens on. */
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
