import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A part of an archive; its bytes are asked for only when it is its turn. */
export interface ZipPart {
  name: string;
  content: AsyncIterable<string> | Iterable<string>;
}

/** Parts whose size stands behind them, and names in UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980, midnight: the earliest day that archives know. Nothing depends on it. */
const noDate = 0x0021;
/** Characters that are handed to the compressor in one go. */
const gathered = 64 * 1024;

interface Written {
  name: Buffer;
  crc: number;
  packed: number;
  plain: number;
  offset: number;
}

/**
 * A ZIP archive piece by piece, in bounded memory: what is not read yet is not written yet.
 * For archives below 4 GB.
 */
export async function* zipStream(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for (const part of parts) {
    const entry: Written = { name: Buffer.from(part.name), crc: 0, packed: 0, plain: 0, offset };
    const head = Buffer.concat([numbers([4, 0x04034b50], [2, 20], ...facts(entry)), entry.name]);
    offset += head.length;
    yield head;
    for await (const piece of compressed(part.content, entry)) {
      entry.packed += piece.length;
      yield piece;
    }
    const tail = numbers([4, 0x08074b50], [4, entry.crc], [4, entry.packed], [4, entry.plain]);
    offset += entry.packed + tail.length;
    written.push(entry);
    yield tail;
  }
  const list = Buffer.concat(written.map(listed));
  yield list;
  yield numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, written.length],
    [2, written.length],
    [4, list.length],
    [4, offset],
    [2, 0],
  );
}

/** Deflates the text; counts its bytes and their sum into `entry`. */
async function* compressed(content: ZipPart['content'], entry: Written): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw();
  let failure: unknown;
  const feed = async () => {
    try {
      let text = '';
      const write = async () => {
        const bytes = Buffer.from(text);
        text = '';
        entry.crc = crc32(bytes, entry.crc);
        entry.plain += bytes.length;
        if (!deflate.write(bytes)) await once(deflate, 'drain');
      };
      for await (const piece of content) {
        text += piece;
        if (text.length >= gathered) await write();
      }
      await write();
      deflate.end();
    } catch (error) {
      failure = error;
      deflate.destroy();
    }
  };
  const fed = feed();
  try {
    for await (const piece of deflate) yield piece as Buffer;
  } catch (error) {
    throw failure ?? error;
  } finally {
    deflate.destroy();
  }
  await fed;
  if (failure) throw failure;
}

type Figure = readonly [bytes: 2 | 4, value: number];

/** What both the part's head and the list say of it; sizes stand behind the part. */
const facts = (entry: Written): Figure[] => [
  [2, flags],
  [2, deflated],
  [2, 0],
  [2, noDate],
  [4, 0],
  [4, 0],
  [4, 0],
  [2, entry.name.length],
  [2, 0],
];

function listed({ name, crc, packed, plain, offset }: Written): Buffer {
  const head = numbers(
    [4, 0x02014b50],
    [2, 20],
    [2, 20],
    [2, flags],
    [2, deflated],
    [2, 0],
    [2, noDate],
    [4, crc],
    [4, packed],
    [4, plain],
    [2, name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  );
  return Buffer.concat([head, name]);
}

/** Numbers one behind the other, lowest byte first. */
function numbers(...figures: readonly Figure[]): Buffer {
  const buffer = Buffer.alloc(figures.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of figures) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
