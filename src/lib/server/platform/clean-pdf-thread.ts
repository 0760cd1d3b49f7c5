/** The thread that reads a PDF which somebody sent and writes it anew: started by clean-pdf.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { PDF } from '@libpdf/core';
import type { PdfAnswer, PdfOrder } from './clean-pdf.ts';

const { bytes, longest } = workerData as PdfOrder;

async function clean(): Promise<PdfAnswer> {
  const source = await PDF.load(bytes);
  if (source.isEncrypted) return { kind: 'locked' };
  const pages = source.getPageCount();
  if (pages > longest) return { kind: 'long', pages };
  const anew = PDF.create();
  await anew.copyPagesFrom(
    source,
    Array.from({ length: pages }, (_, i) => i),
    { includeAnnotations: false },
  );
  return { kind: 'clean', bytes: await anew.save() };
}

// Whatever a file does to its reader, it is the file that cannot be read.
parentPort!.postMessage(await clean().catch((): PdfAnswer => ({ kind: 'unreadable' })));
