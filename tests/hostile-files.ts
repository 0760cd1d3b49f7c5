import { deflateSync } from 'node:zlib';
import { PDF } from '@libpdf/core';
import sharp from 'sharp';

/** A PDF of one page. */
async function onePage(): Promise<PDF> {
  const pdf = PDF.create();
  pdf.addPage();
  return pdf;
}

/** A PDF that asks for a password. */
export async function lockedPdf(): Promise<Uint8Array> {
  const pdf = await onePage();
  pdf.setProtection({ userPassword: 'rahasia', ownerPassword: 'rahasia sekali' });
  return pdf.save();
}

/** A PDF that runs a script when it is opened. */
export async function scriptedPdf(): Promise<Uint8Array> {
  const plain = Buffer.from(await (await onePage()).save()).toString('latin1');
  const action = '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>';
  return Buffer.from(plain.replace('/Type /Catalog', `/Type /Catalog ${action}`), 'latin1');
}

/** A small PDF whose objects unpack to many megabytes of nothing. */
export function pdfBomb(megabytes: number): Uint8Array {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 * 1024), { level: 9 });
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  const add = (part: string | Buffer) => {
    parts.push(Buffer.from(part as string));
    length += parts.at(-1)!.length;
  };
  const object = (number: number, dictionary: string, stream?: Buffer) => {
    offsets[number] = length;
    add(`${number} 0 obj\n${dictionary}\n`);
    if (stream) [`stream\n`, stream, `\nendstream\n`].forEach(add);
    add('endobj\n');
  };
  add('%PDF-1.7\n');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  const held = `/N 1 /First 5 /Length ${packed.length} /Filter /FlateDecode`;
  object(4, `<< /Type /ObjStm ${held} >>`, packed);
  const start = length;
  // The page stands, so the file says, in the packed stream.
  const rows = [
    [0, 0, 65535],
    [1, offsets[1]!, 0],
    [1, offsets[2]!, 0],
    [2, 4, 0],
    [1, offsets[4]!, 0],
    [1, start, 0],
  ].map(([kind, place, more]) => {
    const row = Buffer.alloc(7);
    row.writeUInt8(kind!, 0);
    row.writeUInt32BE(place!, 1);
    row.writeUInt16BE(more!, 5);
    return row;
  });
  const table = Buffer.concat(rows);
  object(5, `<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length ${table.length} >>`, table);
  add(`startxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** A picture of a few kilobytes that decodes to hundreds of megabytes. */
export const pictureBomb = () =>
  sharp({
    create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
