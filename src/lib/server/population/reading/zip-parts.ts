import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from './unreadable-file.ts';

/** The parts of a zip held in memory, each unpacked as a stream that ends at a limit. */
export interface ZipParts {
  names: readonly string[];
  /**
   * The part's text, piece by piece; undefined when there is no such part.
   * @throws UnreadableFile when it unpacks to more than `limit` bytes, or is damaged
   */
  text(name: string, limit: number): AsyncGenerator<string, void, undefined> | undefined;
}

/**
 * Opens a zip.
 * @throws UnreadableFile when it is damaged, encrypted or has too many parts
 */
export async function openZip(bytes: Uint8Array): Promise<ZipParts> {
  const entries = new Map<string, Entry>();
  let zip: ZipFile;
  try {
    zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      lazyEntries: true,
      autoClose: false,
    });
    if (zip.entryCount > READING_LIMITS.zipEntries) throw new UnreadableFile(UNREADABLE.bloated);
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new UnreadableFile(UNREADABLE.locked);
      entries.set(entry.fileName.replace(/^\//, ''), entry);
    }
  } catch (error) {
    throw asUnreadable(error);
  }
  const budget = { left: READING_LIMITS.unpackedBytes };
  return {
    names: [...entries.keys()],
    text: (name, limit) => {
      const entry = entries.get(name.replace(/^\//, ''));
      return entry && unpack(zip, entry, limit, budget);
    },
  };
}

async function* unpack(zip: ZipFile, entry: Entry, limit: number, budget: { left: number }) {
  if (entry.uncompressedSize > limit) throw new UnreadableFile(UNREADABLE.bloated);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let unpacked = 0;
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // The size in the directory may lie; what comes out cannot.
      unpacked += chunk.length;
      budget.left -= chunk.length;
      if (unpacked > limit || budget.left < 0) throw new UnreadableFile(UNREADABLE.bloated);
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    throw asUnreadable(error);
  } finally {
    stream?.destroy();
  }
}

/** Whatever a library throws over a damaged file becomes the sentence for one. */
export function asUnreadable(error: unknown): UnreadableFile {
  return error instanceof UnreadableFile
    ? error
    : new UnreadableFile(UNREADABLE.broken, { cause: error });
}
