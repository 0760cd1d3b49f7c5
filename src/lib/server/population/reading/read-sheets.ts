import { inThread, ThreadFailure } from '#lib/server/platform/index.ts';
import type { RawRow } from './sheet-source.ts';
import { UNREADABLE, UnreadableFile } from './unreadable-file.ts';

/** A small spreadsheet, read whole. */
export interface ReadSheets {
  sheets: { name: string; rows: RawRow[] }[];
  /** True when days are counted from 1904 (old Excel for Mac). */
  date1904: boolean;
}

/** What the thread is given; what a cell holds beyond `letters` and a row beyond `columns` is left. */
export interface SheetsOrder {
  bytes: Uint8Array<ArrayBuffer>;
  rows: number;
  columns: number;
  letters: number;
}

export type SheetsMessage =
  ({ kind: 'sheets' } & ReadSheets) | { kind: 'unreadable'; message: string };

const heapMegabytes = 256;
const milliseconds = 60_000;
const whyOf = { memory: 'bloated', time: 'tooLong', ended: 'broken' } as const;

/**
 * Reads a small spreadsheet (.xlsx, .xls, CSV) in a thread of its own.
 * @param order.bytes the file; handed over to the thread and empty afterwards
 * @throws UnreadableFile with a sentence for the officer: also when it has more rows than it may
 */
export async function readSheets(order: SheetsOrder): Promise<ReadSheets> {
  try {
    const message = await inThread<SheetsMessage>(
      'src/lib/server/population/reading/sheet-thread.ts',
      order,
      { handOver: [order.bytes.buffer], heapMegabytes, milliseconds },
    );
    if (message.kind === 'unreadable') throw new UnreadableFile(message.message);
    return { sheets: message.sheets, date1904: message.date1904 };
  } catch (error) {
    if (!(error instanceof ThreadFailure)) throw error;
    throw new UnreadableFile(UNREADABLE[whyOf[error.reason]], { cause: error });
  }
}
