import { isUtf8 } from 'node:buffer';

/** Encodings in which spreadsheets come as text. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const SAMPLE = 4_096;

/**
 * The encoding of a text: by its byte order mark, by the zeros between the letters of UTF-16, or by
 * whether it is UTF-8 at all; what is neither was written by a Windows of here (windows-1252).
 */
export function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, SAMPLE) & ~1;
  for (let at = 0; at < looked; at += 1) if (bytes[at] === 0) zeros[at % 2]! += 1;
  if (zeros[1]! > looked / 5 && zeros[0]! < looked / 50) return 'utf-16le';
  if (zeros[0]! > looked / 5 && zeros[1]! < looked / 50) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

const PIECE = 1 << 18;

/** The text, piece by piece, without its byte order mark. */
export function* decoded(
  bytes: Uint8Array,
  encoding: TextEncoding,
): Generator<string, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield decoder.decode(bytes.subarray(at, at + PIECE), { stream: true });
  }
  yield decoder.decode();
}

/** The beginning of a text. */
export function decodedHead(bytes: Uint8Array, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(bytes.subarray(0, PIECE), { stream: true });
}
