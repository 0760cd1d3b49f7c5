/**
 * The thread that typesets long documents: started by typeset-parts.ts, so that the server goes on
 * answering meanwhile. Part by part, because the typesetter's memory grows with what it sets at once.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PDF } from '@libpdf/core';
import type { LongDocument } from './typeset-parts.ts';
import { forgetTypeset, typesetPdf } from './typesetter.ts';

const { layout, parts, title, createdAt } = workerData as LongDocument;
const made: Uint8Array[] = [];
let firstPage = 1;
for (const part of parts) {
  const bytes = typesetPdf(layout, { ...part, firstPage }, createdAt);
  made.push(bytes);
  forgetTypeset();
  if (made.length < parts.length) firstPage += (await PDF.load(bytes)).getPageCount();
}
let whole = made[0]!;
if (made.length > 1) {
  const merged = await PDF.merge(made);
  merged.setTitle(title);
  whole = await merged.save();
}
parentPort!.postMessage(whole);
