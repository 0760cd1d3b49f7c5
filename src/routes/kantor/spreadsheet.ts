import { Readable } from 'node:stream';

/** The media type of an Excel workbook. */
export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook as an answer, written while it is taken. */
export function sheetResponse(sheet: AsyncIterable<Buffer>, fileName: string): Response {
  return new Response(Readable.toWeb(Readable.from(sheet)) as ReadableStream, {
    headers: {
      'content-type': xlsx,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
}
