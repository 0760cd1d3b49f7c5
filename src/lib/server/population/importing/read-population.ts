import { on } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '#lib/server/platform/index.ts';
import type { ColumnMatching } from '../reading/unmatched-table.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from '../reading/unreadable-file.ts';
import type { ReadingMessage, ReadingOrder } from './staged-row.ts';

/** Part of a population spreadsheet, in the order of the file: first its table, then its rows; or a table to match. */
export type ReadingStep = Exclude<ReadingMessage, { kind: 'end' | 'unreadable' }>;

/**
 * Reads a population spreadsheet in a thread of its own, in steps of 1 000 rows: one is read ahead and
 * no more, so that memory stays bounded whatever the file's size.
 * @param bytes the file; handed over to the thread and empty afterwards
 * @param today today in the village, `YYYY-MM-DD`
 * @param matching which column is what, where the headings do not say it
 * @throws UnreadableFile with a sentence for the officer
 */
export async function* readPopulation(
  bytes: Uint8Array<ArrayBuffer>,
  today: string,
  matching?: ColumnMatching,
): AsyncGenerator<ReadingStep, void, undefined> {
  const order: ReadingOrder = { bytes, today, matching };
  // From source also when the server is built: a thread starts from a file of its own.
  const thread = new Worker(
    join(projectRoot(), 'src/lib/server/population/importing/reading-thread.ts'),
    {
      workerData: order,
      transferList: [bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: READING_LIMITS.heapMegabytes },
      // The server's own flags are not the thread's.
      execArgv: [],
    },
  );
  try {
    const messages = on(thread, 'message', {
      close: ['exit'],
      signal: AbortSignal.timeout(READING_LIMITS.milliseconds),
    });
    for await (const [message] of messages as AsyncIterable<[ReadingMessage]>) {
      if (message.kind === 'end') return;
      if (message.kind === 'unreadable') throw new UnreadableFile(message.message);
      // The next step is read while this one is worked on; it then waits its turn.
      thread.postMessage('go on');
      yield message;
    }
    throw new UnreadableFile(UNREADABLE.broken);
  } catch (error) {
    if (hasCode(error, 'ERR_WORKER_OUT_OF_MEMORY')) {
      throw new UnreadableFile(UNREADABLE.bloated, { cause: error });
    }
    if (hasCode(error, 'ABORT_ERR')) throw new UnreadableFile(UNREADABLE.tooLong, { cause: error });
    throw error;
  } finally {
    await thread.terminate();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown }).code === code;
}
