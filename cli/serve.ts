import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readConfig, type Config } from '../src/lib/server/platform/config.ts';
import { log } from '../src/lib/server/platform/log.ts';
import { frontDoor, largestBody, type Handler, type House } from './front-door.ts';
import { home } from './home.ts';

/**
 * Runs the built web server until it is told to stop (SIGTERM, SIGINT): then no new requests are
 * taken, those under way finish, jobs finish, the database is stopped in order.
 * @returns the port it listens on
 * @throws Error with a sentence for the operator when it cannot start
 */
export async function serve(): Promise<number> {
  const config = readConfig();
  const entry = join(home, 'build', 'handler.js');
  if (!existsSync(entry)) throw new Error('Not built yet: run "npm run build".');

  const house: House = { handler: undefined, closing: false };
  const server = createServer(frontDoor(config, house));
  server.headersTimeout = 15_000;
  server.requestTimeout = 120_000;
  server.keepAliveTimeout = 30_000;
  // The port first: finding it taken must not have started a database.
  await listen(server, config);
  const loading = Promise.withResolvers<void>();
  stopOnSignal(server, house, loading.promise);
  process.on('unhandledRejection', (error) => log.error({ error }, 'something failed unseen'));

  process.env.BALAI_HOME = home;
  process.env.PROTOCOL_HEADER = 'x-balai-protocol';
  process.env.HOST_HEADER = 'x-balai-host';
  process.env.ADDRESS_HEADER = 'x-balai-address';
  process.env.BODY_SIZE_LIMIT = String(largestBody);
  try {
    const built = (await import(pathToFileURL(entry).href)) as { handler: Handler };
    house.handler = built.handler;
    loading.resolve();
  } catch (error) {
    server.close();
    server.closeAllConnections();
    throw error;
  }
  // Told to stop while it started: the process ends with that.
  if (house.closing) return new Promise<never>(() => {});
  const address = server.address();
  return typeof address === 'object' && address ? address.port : config.port;
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${config.port} is taken: set PORT to another.`)
          : error,
      );
    });
    server.listen(config.port, config.host, resolve);
  });
}

function stopOnSignal(server: Server, house: House, loaded: Promise<void>) {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  const stop = () => {
    if (house.closing) return;
    house.closing = true;
    // A start broken off halfway would leave the database's programs at work: it comes to its end
    // first. One that fails ends the process by itself.
    server.close(() => void loaded.then(closeHouse));
    // One whose last request is answered now would be kept open for a next one.
    setInterval(() => server.closeIdleConnections(), 100);
    // Browsers connect ahead of what they may ask; that is not idle to Node, but nobody waits.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    // A phone on a bad line may hold its connection for minutes; ten seconds is what it gets.
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** The built server listens for this event once it is loaded (src/hooks.server.ts). */
function closeHouse() {
  process.emit('balai:stop' as never, (() => process.exit(0)) as never);
}
