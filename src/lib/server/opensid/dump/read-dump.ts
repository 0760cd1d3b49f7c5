import { type DumpProgress, openDump } from './open-dump.ts';
import type { DumpPiece } from './dump-piece.ts';
import { DumpReader } from './dump-reader.ts';

/**
 * Reads a dump file from beginning to end, in steps of about a megabyte: the next one is read when
 * this one has been worked on, so that memory stays bounded whatever the file's size.
 * @param wants whether a table's rows are to be told, rather than counted
 * @throws UnreadableDump with a sentence
 */
export async function* readDump(
  path: string,
  wants: (table: string) => boolean,
  onProgress?: (progress: DumpProgress) => void,
): AsyncGenerator<DumpPiece[], void, undefined> {
  const reader = new DumpReader(wants);
  for await (const chunk of openDump(path, onProgress)) {
    const pieces = reader.push(chunk);
    if (pieces.length > 0) yield pieces;
  }
  yield reader.end();
}
