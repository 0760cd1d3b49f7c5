/**
 * The thread that reads a small spreadsheet whole, so that neither its size nor its malice holds up
 * the server: started by read-sheets.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openSpreadsheet } from './open-spreadsheet.ts';
import type { SheetsMessage, SheetsOrder } from './read-sheets.ts';
import type { RawRow } from './sheet-source.ts';
import { UnreadableFile } from './unreadable-file.ts';

const { bytes, rows: most, columns, letters } = workerData as SheetsOrder;
const send = (message: SheetsMessage): void => parentPort!.postMessage(message);

try {
  const source = await openSpreadsheet(bytes);
  const sheets: { name: string; rows: RawRow[] }[] = [];
  let count = 0;
  for (const name of source.sheetNames.slice(0, 10)) {
    const rows: RawRow[] = [];
    for await (const step of source.rows(name))
      for (const { number, cells } of step) {
        count += 1;
        if (count > most)
          throw new UnreadableFile(
            `Berkas ini lebih dari ${most.toLocaleString('id-ID')} baris. Bagi menjadi beberapa berkas, lalu coba lagi.`,
          );
        rows.push({
          number,
          cells: Array.from(cells.slice(0, columns), (cell) =>
            typeof cell === 'string'
              ? cell.slice(0, letters).toWellFormed().replaceAll('\0', '')
              : cell,
          ),
        });
      }
    sheets.push({ name, rows });
  }
  send({ kind: 'sheets', sheets, date1904: source.date1904 });
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  send({ kind: 'unreadable', message: error.message });
}
