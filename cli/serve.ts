import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig } from '../src/lib/server/platform/config.ts';
import { home } from './home.ts';

type Handler = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/**
 * Runs the built web server until it is told to stop (SIGTERM, SIGINT): then no new requests are
 * taken, those under way finish, jobs finish, the database is stopped in order.
 * @returns the port it listens on
 */
export async function serve(): Promise<number> {
  const config = readConfig();
  const entry = join(home, 'build', 'handler.js');
  if (!existsSync(entry)) throw new Error('Not built yet: run "npm run build".');

  process.env.BALAI_HOME = home;
  // The framework derives the address of a request from these headers, which only we may set:
  // whatever a client sends under these names is overwritten below.
  process.env.PROTOCOL_HEADER = 'x-balai-protocol';
  process.env.HOST_HEADER = 'x-balai-host';
  process.env.ADDRESS_HEADER = 'x-balai-address';
  process.env.BODY_SIZE_LIMIT ??= '26M';

  const { handler } = (await import(pathToFileURL(entry).href)) as { handler: Handler };
  const server = createServer((req, res) => {
    const forwarded = (name: string) => (config.trustProxy ? lastOf(req.headers[name]) : undefined);
    req.headers['x-balai-protocol'] = forwarded('x-forwarded-proto') === 'https' ? 'https' : 'http';
    req.headers['x-balai-host'] = forwarded('x-forwarded-host') ?? req.headers.host ?? 'localhost';
    req.headers['x-balai-address'] =
      forwarded('x-forwarded-for') ?? req.socket.remoteAddress ?? 'unknown';
    handler(req, res, () => {
      res.statusCode = 404;
      res.end();
    });
  });
  server.headersTimeout = 15_000;
  server.requestTimeout = 120_000;
  server.keepAliveTimeout = 30_000;

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${config.port} is taken: set PORT to another.`)
          : error,
      );
    });
    server.listen(config.port, config.host, resolve);
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close(() => closeHouse());
    server.closeIdleConnections();
    // A phone on a bad line may hold its connection for minutes; ten seconds is what it gets.
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  const address = server.address();
  return typeof address === 'object' && address ? address.port : config.port;
}

function closeHouse() {
  const listening = process.emit('balai:stop' as never, (() => process.exit(0)) as never);
  if (!listening) process.exit(0);
}

const lastOf = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value.at(-1) : value)?.split(',').at(-1)?.trim();
