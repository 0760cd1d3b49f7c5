/** A record of the stream that an .xls (BIFF8) is. */
export interface BiffRecord {
  type: number;
  data: Buffer;
}

/** The record types that say something about cells ([MS-XLS] 2.3). */
export const BIFF = {
  formula: 0x0006,
  eof: 0x000a,
  date1904: 0x0022,
  filePass: 0x002f,
  continued: 0x003c,
  boundSheet: 0x0085,
  mulRk: 0x00bd,
  richString: 0x00d6,
  sharedTexts: 0x00fc,
  labelShared: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  boolOrError: 0x0205,
  string: 0x0207,
  rk: 0x027e,
  bof: 0x0809,
} as const;

/**
 * The records from `offset` on, to the end of the stream.
 * @throws RangeError when the last one is cut off
 */
export function* biffRecords(stream: Buffer, offset = 0): Generator<BiffRecord, void, undefined> {
  let at = offset;
  while (at + 4 <= stream.length) {
    const type = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    const end = at + 4 + length;
    if (end > stream.length) throw new RangeError('record cut off');
    yield { type, data: stream.subarray(at + 4, end) };
    at = end;
  }
}

/** A text whose length stands in two bytes before it. */
export function longText(data: Buffer, at: number): string {
  const length = data.readUInt16LE(at);
  return characters(data, at + 3, length, (data[at + 2]! & 1) === 1);
}

/** A text whose length stands in one byte before it. */
export function shortText(data: Buffer, at: number): string {
  return characters(data, at + 2, data[at]!, (data[at + 1]! & 1) === 1);
}

function characters(data: Buffer, at: number, length: number, wide: boolean): string {
  return wide
    ? data.toString('utf16le', at, at + 2 * length)
    : data.toString('latin1', at, at + length);
}

/** The number that RK packs into four bytes: 30 bits of a double or a whole number, maybe in hundredths. */
export function rkNumber(data: Buffer, at: number): number {
  const packed = data.readInt32LE(at);
  let value: number;
  if (packed & 2) {
    value = packed >> 2;
  } else {
    const double = Buffer.alloc(8);
    double.writeInt32LE(packed & ~3, 4);
    value = double.readDoubleLE(0);
  }
  return packed & 1 ? value / 100 : value;
}

/**
 * The table of shared texts. It runs on over CONTINUE records, of which each that breaks into the
 * letters of a text starts by saying anew how wide they are.
 */
export function sharedTexts(blocks: readonly Buffer[]): string[] {
  let block = 0;
  let data = blocks[0]!;
  let at = 8;
  const count = data.readUInt32LE(4);

  const nextBlock = (): void => {
    block += 1;
    const next = blocks[block];
    if (!next) throw new RangeError('shared texts cut off');
    data = next;
    at = 0;
  };
  const skip = (bytes: number): void => {
    let left = bytes;
    while (left > data.length - at) {
      left -= data.length - at;
      nextBlock();
    }
    at += left;
  };

  const texts: string[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at >= data.length) nextBlock();
    let left = data.readUInt16LE(at);
    let flags = data[at + 2]!;
    at += 3;
    const runs = flags & 8 ? data.readUInt16LE(at) : 0;
    if (flags & 8) at += 2;
    const extra = flags & 4 ? data.readUInt32LE(at) : 0;
    if (flags & 4) at += 4;

    let text = '';
    for (;;) {
      const wide = (flags & 1) === 1;
      const here = Math.min(left, Math.floor((data.length - at) / (wide ? 2 : 1)));
      text += characters(data, at, here, wide);
      at += here * (wide ? 2 : 1);
      left -= here;
      if (left === 0) break;
      nextBlock();
      flags = data[at]!;
      at += 1;
    }
    skip(4 * runs + extra);
    texts.push(text);
  }
  return texts;
}
