import { openCsv } from './csv-reader.ts';
import type { SheetSource } from './sheet-source.ts';
import { sniffFile } from './sniff-file.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from './unreadable-file.ts';
import { openXlsx } from './xlsx-reader.ts';

/**
 * Opens an Excel or text file by what it is, not by its name.
 * @throws UnreadableFile with a sentence for the officer
 */
export async function openSpreadsheet(bytes: Uint8Array): Promise<SheetSource> {
  if (bytes.length > READING_LIMITS.fileBytes) throw new UnreadableFile(UNREADABLE.tooLarge);
  switch (sniffFile(bytes)) {
    case 'xlsx':
      return openXlsx(bytes);
    case 'xls':
      // Its library is larger than all else that reading needs.
      return (await import('./xls-reader.ts')).openXls(bytes);
    case 'csv':
      return openCsv(bytes);
  }
}
