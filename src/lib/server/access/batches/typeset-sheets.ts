import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '#lib/server/platform/index.ts';
import type { SlipSheets } from '../render-pin-slip.ts';

/** What the thread is given. */
export type SheetsOrder = SlipSheets & { createdAt: Date };

/**
 * The sheets of slips as PDF, typeset in a thread of its own: 500 slips take more than a second, in
 * which nobody else would be served.
 */
export async function typesetSheets(order: SheetsOrder): Promise<Uint8Array> {
  // From source also when the server is built: a thread starts from a file of its own.
  const thread = new Worker(
    join(projectRoot(), 'src/lib/server/access/batches/sheets-thread.ts'),
    // The server's own flags are not the thread's.
    { workerData: order, execArgv: [] },
  );
  try {
    const [pdf] = (await once(thread, 'message')) as [Uint8Array];
    return pdf;
  } finally {
    await thread.terminate();
  }
}
