import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '#lib/server/platform/index.ts';
import type { RawRow } from './sheet-source.ts';
import { UNREADABLE, UnreadableFile } from './unreadable-file.ts';

/** A small spreadsheet, read whole. */
export interface ReadSheets {
  sheets: { name: string; rows: RawRow[] }[];
  /** True when days are counted from 1904 (old Excel for Mac). */
  date1904: boolean;
}

/** What the thread is given; what a cell holds beyond `letters` and a row beyond `columns` is left. */
export interface SheetsOrder {
  bytes: Uint8Array<ArrayBuffer>;
  rows: number;
  columns: number;
  letters: number;
}

export type SheetsMessage =
  ({ kind: 'sheets' } & ReadSheets) | { kind: 'unreadable'; message: string };

const heapMegabytes = 256;
const milliseconds = 60_000;

/**
 * Reads a small spreadsheet (.xlsx, .xls, CSV) in a thread of its own.
 * @param order.bytes the file; handed over to the thread and empty afterwards
 * @throws UnreadableFile with a sentence for the officer: also when it has more rows than it may
 */
export async function readSheets(order: SheetsOrder): Promise<ReadSheets> {
  const thread = new Worker(
    // From source also when the server is built: a thread starts from a file of its own.
    join(projectRoot(), 'src/lib/server/population/reading/sheet-thread.ts'),
    {
      workerData: order,
      transferList: [order.bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      execArgv: [],
    },
  );
  try {
    const signal = AbortSignal.timeout(milliseconds);
    const ended = once(thread, 'exit', { signal }).then((): [SheetsMessage] => {
      throw new UnreadableFile(UNREADABLE.broken);
    });
    const [message] = (await Promise.race([once(thread, 'message', { signal }), ended])) as [
      SheetsMessage,
    ];
    if (message.kind === 'unreadable') throw new UnreadableFile(message.message);
    return { sheets: message.sheets, date1904: message.date1904 };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new UnreadableFile(UNREADABLE.bloated, { cause: error });
    if (code === 'ABORT_ERR') throw new UnreadableFile(UNREADABLE.tooLong, { cause: error });
    throw error;
  } finally {
    await thread.terminate();
  }
}
