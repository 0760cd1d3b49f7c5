import { inThread } from '../in-thread.ts';

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
  const done = queue.then(() =>
    inThread<Uint8Array>('src/lib/server/platform/typesetting/typeset-thread.ts', document),
  );
  queue = done.catch(() => {});
  return done;
}
