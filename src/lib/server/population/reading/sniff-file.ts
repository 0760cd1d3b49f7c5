import { decodedHead, encodingOf } from './text-encoding.ts';
import { UNREADABLE, UnreadableFile } from './unreadable-file.ts';

/** A kind of spreadsheet, told by its first bytes and never by its name. */
export type SpreadsheetKind = 'xlsx' | 'xls' | 'csv';

const startsWith = (bytes: Uint8Array, ...magic: number[]) =>
  magic.every((byte, index) => bytes[index] === byte);

/**
 * Which reader a file needs. What is inside a zip (`xlsx`) or an OLE file (`xls`) is for that
 * reader to judge; text with rows and separators is `csv`.
 * @throws UnreadableFile for anything else, saying what it seems to be
 */
export function sniffFile(bytes: Uint8Array): SpreadsheetKind {
  if (bytes.length === 0) throw new UnreadableFile(UNREADABLE.empty);
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'xls';
  const kind = guess(bytes);
  if (kind === 'csv') return 'csv';
  throw new UnreadableFile(UNREADABLE[kind]);
}

function guess(bytes: Uint8Array): keyof typeof UNREADABLE | 'csv' {
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (startsWith(bytes, 0xff, 0xd8, 0xff) || startsWith(bytes, 0x89, 0x50, 0x4e, 0x47))
    return 'image';
  if (startsWith(bytes, 0x50, 0x4b)) return 'zip';
  const head = decodedHead(bytes, encodingOf(bytes)).slice(0, 4096);
  if (/^\s*<(!doctype|html|table|\?xml|style|meta)/i.test(head)) return 'html';
  if (/^\{\\rtf/.test(head)) return 'word';
  // Text has line ends and separators and no control characters.
  const text = !/[^\P{Cc}\t\r\n\f\v]/u.test(head);
  return text && /[,;\t|].*[\r\n]/.test(head) ? 'csv' : 'unknown';
}
