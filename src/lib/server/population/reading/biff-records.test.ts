import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rkNumber, sharedTexts } from './biff-records.ts';

/** Lays texts out as a table of shared texts, cut into blocks of at most `room` bytes. */
function layOut(texts: readonly string[], room: number): Buffer[] {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(texts.length, 4);
  const blocks = [head];
  const left = () => room - blocks.at(-1)!.length;
  const append = (bytes: Buffer) => {
    blocks[blocks.length - 1] = Buffer.concat([blocks.at(-1)!, bytes]);
  };
  for (const [index, text] of texts.entries()) {
    const wide = [...text].some((letter) => letter.codePointAt(0)! > 0xff);
    const width = wide ? 2 : 1;
    // Every third text is rich: a formatting run of four bytes stands behind it.
    const rich = index % 3 === 0;
    const start = Buffer.alloc(rich ? 5 : 3);
    start.writeUInt16LE(text.length, 0);
    start[2] = (wide ? 1 : 0) | (rich ? 8 : 0);
    if (rich) start.writeUInt16LE(1, 3);
    if (left() < start.length + width) blocks.push(Buffer.alloc(0));
    append(start);
    let bytes = Buffer.from(text, wide ? 'utf16le' : 'latin1');
    while (bytes.length > left()) {
      const fits = Math.floor(left() / width) * width;
      append(bytes.subarray(0, fits));
      bytes = bytes.subarray(fits);
      blocks.push(Buffer.from([wide ? 1 : 0]));
    }
    append(bytes);
    let run = rich ? Buffer.from([9, 9, 9, 9]) : Buffer.alloc(0);
    while (run.length > left()) {
      const fits = left();
      append(run.subarray(0, fits));
      run = run.subarray(fits);
      blocks.push(Buffer.alloc(0));
    }
    append(run);
  }
  return blocks;
}

it('reads shared texts wherever their table is cut', () => {
  const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }));
  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 12, max: 60 }), (texts, room) => {
      expect(sharedTexts(layOut(texts, room))).toEqual(texts);
    }),
  );
});

it('refuses a table that is cut off', () => {
  const blocks = layOut(['SITI AMINAH', 'AHMAD'], 14);
  expect(() => sharedTexts(blocks.slice(0, -1))).toThrow(RangeError);
});

it.each([
  [(1980 << 2) | 2, 1980],
  [(-7 << 2) | 2, -7],
  [(1234 << 2) | 3, 12.34],
  [0x3ff80000, 1.5],
])('unpacks %i as %d', (packed, value) => {
  const data = Buffer.alloc(4);
  data.writeInt32LE(packed);
  expect(rkNumber(data, 0)).toBe(value);
});
