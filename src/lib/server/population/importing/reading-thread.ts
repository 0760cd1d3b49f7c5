/**
 * The thread that reads a spreadsheet, so that neither its size nor its malice holds up the server:
 * started by read-population.ts, it sends the file's rows in steps and waits after each.
 */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import { readFile } from './read-file.ts';
import type { ReadingMessage, ReadingOrder } from './staged-row.ts';

const port = parentPort!;
const send = (message: ReadingMessage): void => port.postMessage(message);

try {
  await readFile(workerData as ReadingOrder, async (message) => {
    const goOn = once(port, 'message');
    send(message);
    await goOn;
  });
  send({ kind: 'end' });
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  send({ kind: 'unreadable', message: error.message });
}
