import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '../project-root.ts';

/** A document of many pages, in parts that each begin on a new page. */
export interface LongDocument {
  /** A file in letter-types/layout. */
  layout: string;
  /** At least one; the layout is given each with `firstPage`, the number of its first page. */
  parts: readonly object[];
  title: string;
  createdAt: Date;
}

/** One at a time: two threads would need twice the memory and no less time. */
let queue: Promise<unknown> = Promise.resolve();

/** Typesets a long document as one PDF, in a thread of its own. */
export function typesetParts(document: LongDocument): Promise<Uint8Array> {
  const done = queue.then(() => inThread(document));
  queue = done.catch(() => {});
  return done;
}

async function inThread(document: LongDocument): Promise<Uint8Array> {
  const thread = new Worker(
    join(projectRoot(), 'src/lib/server/platform/typesetting/typeset-thread.ts'),
    { workerData: document, execArgv: [] },
  );
  try {
    const [bytes] = (await once(thread, 'message')) as [Uint8Array];
    return bytes;
  } finally {
    await thread.terminate();
  }
}
