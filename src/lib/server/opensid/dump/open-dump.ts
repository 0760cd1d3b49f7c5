import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import yauzl from 'yauzl';
import { DUMP_LIMITS, UNREADABLE_DUMP, UnreadableDump } from './unreadable-dump.ts';

const chunkBytes = 1024 * 1024;

/** How far a file has been read. */
export interface DumpProgress {
  bytes: number;
  of: number;
}

/** The text of a file, and how far it is: the bytes are of the file, or of the text in a zip. */
interface OpenedFile {
  text: Readable;
  /** Bytes of the packed file that were taken; the ratio is judged against them. */
  taken(): number;
  progress(unpacked: number): DumpProgress;
  close(): void;
}

/**
 * The text of a dump file, piece by piece: plain, gzipped, or the one .sql in a zip. Judged by its
 * first bytes, not by its name. Nothing is unpacked to disk.
 * @throws UnreadableDump when it is no dump, is damaged, or unpacks to more than is reasonable
 */
export async function* openDump(
  path: string,
  onProgress: (progress: DumpProgress) => void = () => {},
): AsyncGenerator<Buffer, void, undefined> {
  const file = await openFile(path);
  let unpacked = 0;
  try {
    for await (const chunk of unpack(file.text)) {
      if (unpacked === 0) requireSql(chunk);
      unpacked += chunk.length;
      const bomb =
        unpacked > DUMP_LIMITS.packedGrace && unpacked > file.taken() * DUMP_LIMITS.packedRatio;
      if (bomb || unpacked > DUMP_LIMITS.totalBytes) {
        throw new UnreadableDump(UNREADABLE_DUMP.bloated);
      }
      onProgress(file.progress(unpacked));
      yield chunk;
    }
    if (unpacked === 0) throw new UnreadableDump(UNREADABLE_DUMP.empty);
  } finally {
    file.text.destroy();
    file.close();
  }
}

/** What goes wrong on the way is the file's fault; what goes wrong with its reader is not. */
async function* unpack(text: Readable): AsyncGenerator<Buffer, void, undefined> {
  const chunks = text[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw asUnreadable(error);
    });
    if (next.done) return;
    yield next.value;
  }
}

async function openFile(path: string): Promise<OpenedFile> {
  const { size, head } = await readHead(path);
  if (size === 0) throw new UnreadableDump(UNREADABLE_DUMP.empty);
  if (head.readUInt16BE() === 0x504b) return openZipped(path);
  const raw = createReadStream(path, { highWaterMark: chunkBytes });
  const gzipped = head.readUInt16BE() === 0x1f8b;
  const text = gzipped ? pipeline(raw, createGunzip({ chunkSize: chunkBytes }), () => {}) : raw;
  return {
    text,
    taken: () => raw.bytesRead,
    progress: () => ({ bytes: raw.bytesRead, of: size }),
    close: () => raw.destroy(),
  };
}

async function readHead(path: string): Promise<{ size: number; head: Buffer }> {
  const file = await open(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new UnreadableDump(UNREADABLE_DUMP.notSql);
    const head = Buffer.alloc(4);
    await file.read(head, 0, 4, 0);
    return { size: stat.size, head };
  } finally {
    await file.close();
  }
}

async function openZipped(path: string): Promise<OpenedFile> {
  try {
    const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      if (zip.entryCount > DUMP_LIMITS.zipEntries)
        throw new UnreadableDump(UNREADABLE_DUMP.bloated);
      const found = [];
      for await (const entry of zip.eachEntry()) {
        if (/\.sql$/i.test(entry.fileName) && !/(^|\/)(__MACOSX|\.)/.test(entry.fileName))
          found.push(entry);
      }
      const [entry, another] = found;
      if (!entry) throw new UnreadableDump(UNREADABLE_DUMP.zipWithoutSql);
      if (another) throw new UnreadableDump(UNREADABLE_DUMP.zipWithSeveral);
      if (entry.isEncrypted()) throw new UnreadableDump(UNREADABLE_DUMP.locked);
      const text = await zip.openReadStreamPromise(entry);
      return {
        text,
        taken: () => entry.compressedSize,
        progress: (unpacked) => ({ bytes: unpacked, of: entry.uncompressedSize }),
        close: () => zip.close(),
      };
    } catch (error) {
      zip.close();
      throw error;
    }
  } catch (error) {
    throw asUnreadable(error);
  }
}

const COMMENTS = /^(?:\s+|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$)[\s;]*)*/;
const STATEMENT =
  /^(set|create|drop|insert|replace|use|lock|unlock|start|begin|alter|delimiter|delete|truncate|commit)\b/i;

/** @throws UnreadableDump when the first bytes begin no dump */
function requireSql(chunk: Buffer): void {
  const text = chunk.toString('utf8', 0, 65_536).replace(/^\ufeff/, '');
  if (/PostgreSQL database dump/.test(text)) throw new UnreadableDump(UNREADABLE_DUMP.postgres);
  const bare = text.replace(COMMENTS, '');
  const binary = chunk.subarray(0, 512).includes(0);
  if (binary || (bare !== '' && !STATEMENT.test(bare))) {
    throw new UnreadableDump(UNREADABLE_DUMP.notSql);
  }
}

/** What the machine itself could not do: said as it is, and not blamed on the file. */
const MACHINE = new Set(['ENOENT', 'EACCES', 'EIO', 'EMFILE', 'EISDIR']);

/** What unpacking throws over a damaged or cut-off file becomes the sentence for one. */
function asUnreadable(error: unknown): unknown {
  if (error instanceof UnreadableDump) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  if (MACHINE.has(code)) return error;
  const cut = code === 'Z_BUF_ERROR';
  return new UnreadableDump(cut ? UNREADABLE_DUMP.truncated : UNREADABLE_DUMP.packed, {
    cause: error,
  });
}
