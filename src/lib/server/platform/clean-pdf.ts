import { Refusal } from '#lib/domain/refusal.ts';
import { inThread, ThreadFailure } from './in-thread.ts';

/** What the thread is given. */
export interface PdfOrder {
  bytes: Uint8Array<ArrayBuffer>;
  /** Most pages. */
  longest: number;
}

export type PdfAnswer =
  | { kind: 'clean'; bytes: Uint8Array }
  | { kind: 'locked' | 'unreadable' }
  | { kind: 'long'; pages: number };

/** Thirty photographed pages need a second and some 60 MB; a file made to unpack without end is given up. */
const bounds = { heapMegabytes: 256, bufferMegabytes: 200, milliseconds: 10_000 };

/** One at a time: however many hostile files come at once, one of them is in memory. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Writes a PDF anew with its pages only: no scripts, actions, forms, or files inside. In a thread of its
 * own, since a small file can hold much to unpack.
 * @param bytes handed over to the thread and empty afterwards
 * @throws Refusal 'invalid' with a sentence that says what to do
 */
export async function cleanPdf(
  bytes: Uint8Array<ArrayBuffer>,
  longest: number,
): Promise<Uint8Array> {
  const asked = queue.then(() => ask({ bytes, longest }));
  queue = asked.catch(() => {});
  const answer = await asked;
  switch (answer.kind) {
    case 'clean':
      return answer.bytes;
    case 'locked':
      throw refuse('PDF ini terkunci kata sandi. Simpan ulang tanpa kata sandi, lalu pilih lagi.');
    case 'long':
      throw refuse(`PDF ini berisi ${answer.pages} halaman. Paling banyak ${longest} halaman.`);
    case 'unreadable':
      throw refuse('PDF ini tidak bisa dibaca. Simpan ulang sebagai PDF, atau kirim fotonya.');
  }
}

async function ask(order: PdfOrder): Promise<PdfAnswer> {
  try {
    return await inThread<PdfAnswer>('src/lib/server/platform/clean-pdf-thread.ts', order, {
      handOver: [order.bytes.buffer],
      ...bounds,
    });
  } catch (error) {
    if (!(error instanceof ThreadFailure)) throw error;
    throw refuse(
      'PDF ini terlalu berat untuk dibuka. Simpan ulang sebagai PDF, atau kirim fotonya.',
    );
  }
}

const refuse = (message: string) => new Refusal('invalid', message);
