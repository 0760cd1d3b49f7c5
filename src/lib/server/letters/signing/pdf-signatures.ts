/** A signature as it stands in a PDF, not yet judged. */
export interface PdfSignature {
  /** The CMS structure (DER). */
  cms: Buffer;
  /** The bytes that it covers, joined. */
  signed: Buffer;
  /** It covers everything before and after itself, to the end of the file. */
  coversWholeFile: boolean;
  /** The /M entry of its dictionary. */
  time: Date | undefined;
}

const byteRange = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;

/**
 * Finds the signatures of a PDF by their /ByteRange. The gap that each leaves out must be exactly
 * the hexadecimal string of its /Contents, in the dictionary around it: a larger gap would leave
 * room for something that nobody signed. Gaps of any other form are not signatures.
 *
 * @param most stops after this many, so that a made-up file cannot keep the server busy.
 */
export function findPdfSignatures(file: Buffer, most: number): PdfSignature[] {
  const found: PdfSignature[] = [];
  // Latin-1 keeps one character a byte, so that positions in the text are positions in the file.
  const text = file.toString('latin1');
  let tries = 0;
  for (const match of text.matchAll(byteRange)) {
    tries += 1;
    if (found.length >= most || tries > 5 * most) break;
    const [start, length, restart, rest] = match.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const gapStart = start + length;
    if (start !== 0 || gapStart >= restart || restart + rest > file.length) continue;
    if (!/\/Contents\s*$/.test(text.slice(Math.max(0, gapStart - 40), gapStart))) continue;
    const cms = hexString(text, gapStart, restart);
    if (!cms) continue;
    found.push({
      cms,
      signed: Buffer.concat([file.subarray(0, gapStart), file.subarray(restart, restart + rest)]),
      coversWholeFile: restart + rest === file.length,
      time: timeNear(text, gapStart, restart),
    });
  }
  return found;
}

/** The bytes of `<0a1b…>`, without the zeros that fill its room. */
function hexString(text: string, start: number, end: number): Buffer | undefined {
  const hex = text.slice(start + 1, end - 1);
  if (text[start] !== '<' || text[end - 1] !== '>' || !/^[0-9a-fA-F]*$/.test(hex)) return undefined;
  const bytes = Buffer.from(hex, 'hex');
  const length = derLength(bytes);
  return length === undefined || length > bytes.length ? undefined : bytes.subarray(0, length);
}

/** How many bytes the DER value at the start of `bytes` takes. */
function derLength(bytes: Buffer): number | undefined {
  const first = bytes[1];
  if (bytes[0] !== 0x30 || first === undefined) return undefined;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 4 || bytes.length < 2 + count) return undefined;
  return 2 + count + bytes.readUIntBE(2, count);
}

/** /M (D:20261123013000Z) in the dictionary around the gap. */
function timeNear(text: string, gapStart: number, gapEnd: number): Date | undefined {
  const around =
    text.slice(Math.max(0, gapStart - 1000), gapStart) + text.slice(gapEnd, gapEnd + 1000);
  const found = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)'?)?/.exec(
    around,
  );
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as number[];
  const offset = (Number(found[8] ?? 0) * 60 + Number(found[9] ?? 0)) * (found[7] === '-' ? -1 : 1);
  const time = new Date(Date.UTC(year!, month! - 1, day, hour, minute, second) - offset * 60_000);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
