import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file to go into a zip. */
export interface ZipPart {
  name: string;
  /** Its text, piece by piece. */
  text: Iterable<string> | AsyncIterable<string>;
}

// 1 January 1980: nothing about the making of a file stands in it.
const DAY = 0x21;
/** Sizes stand behind the content (they are not known before); names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;

/** A zip of texts, written as they come: only what is being compressed is in memory. */
export async function* zipStream(
  parts: Iterable<ZipPart>,
): AsyncGenerator<Buffer, void, undefined> {
  const directory: Buffer[] = [];
  let at = 0;
  const given = (bytes: Buffer): Buffer => {
    at += bytes.length;
    return bytes;
  };
  for (const { name, text } of parts) {
    const start = at;
    const encoded = Buffer.from(name);
    yield given(Buffer.concat([localHeader(encoded.length), encoded]));

    const measured = { crc: 0, size: 0 };
    const contentStart = at;
    const deflate = createDeflateRaw({ level: 5 });
    const source = Readable.from(measure(text, measured));
    source.once('error', (error) => deflate.destroy(error));
    for await (const chunk of source.pipe(deflate) as AsyncIterable<Buffer>) yield given(chunk);
    const sizes = { ...measured, packed: at - contentStart };
    yield given(descriptor(sizes));
    directory.push(Buffer.concat([directoryEntry(encoded.length, start, sizes), encoded]));
  }
  const index = Buffer.concat(directory);
  const start = at;
  yield index;
  yield endOfDirectory(directory.length, index.length, start);
}

async function* measure(
  text: ZipPart['text'],
  measured: { crc: number; size: number },
): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of text) {
    const bytes = Buffer.from(piece);
    measured.crc = crc32(bytes, measured.crc);
    measured.size += bytes.length;
    yield bytes;
  }
}

interface Sizes {
  crc: number;
  size: number;
  packed: number;
}

/** Numbers one after the other: [value, bytes]. */
function record(...fields: readonly (readonly [number, 2 | 4])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [, width]) => sum + width, 0));
  let at = 0;
  for (const [value, width] of fields) {
    bytes.writeUIntLE(value, at, width);
    at += width;
  }
  return bytes;
}

const localHeader = (nameLength: number): Buffer =>
  record(
    [0x04034b50, 4],
    [20, 2],
    [FLAGS, 2],
    [DEFLATED, 2],
    [0, 2],
    [DAY, 2],
    [0, 4],
    [0, 4],
    [0, 4],
    [nameLength, 2],
    [0, 2],
  );

const descriptor = ({ crc, size, packed }: Sizes): Buffer =>
  record([0x08074b50, 4], [crc, 4], [packed, 4], [size, 4]);

const directoryEntry = (nameLength: number, start: number, { crc, size, packed }: Sizes): Buffer =>
  record(
    [0x02014b50, 4],
    [20, 2],
    [20, 2],
    [FLAGS, 2],
    [DEFLATED, 2],
    [0, 2],
    [DAY, 2],
    [crc, 4],
    [packed, 4],
    [size, 4],
    [nameLength, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [start, 4],
  );

const endOfDirectory = (entries: number, length: number, start: number): Buffer =>
  record(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [entries, 2],
    [entries, 2],
    [length, 4],
    [start, 4],
    [0, 2],
  );
