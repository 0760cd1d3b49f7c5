import { isUtf8 } from 'node:buffer';

/**
 * A value of a row: text, numbers as they are written, NULL as null. Bytes only where the dump says
 * that they are no text: hexadecimal, bits, and what is marked `_binary`.
 */
export type SqlValue = string | Uint8Array | null;

/** In what letters the dump is written. MySQL's latin1 is what others call Windows-1252. */
export type Letters = 'utf-8' | 'windows-1252';

/** One row read from a buffer. */
export interface ReadTuple {
  values: SqlValue[];
  /** The place after the closing bracket. */
  end: number;
  /** Texts that were not in the dump's letters, and were read as Windows-1252. */
  damaged: number;
}

/** Something in a row that no MySQL dump writes. */
export class NoSqlValue extends Error {
  override name = 'NoSqlValue';
  readonly at: number;
  constructor(at: number) {
    super('not a value');
    this.at = at;
  }
}

const QUOTE = 0x27;
const DOUBLE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x28;
const CLOSE = 0x29;
const COMMA = 0x2c;

/** What stands for what after a backslash; anything else stands for itself. */
const ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x30, 0x00], // \0
  [0x62, 0x08], // \b
  [0x6e, 0x0a], // \n
  [0x72, 0x0d], // \r
  [0x74, 0x09], // \t
  [0x5a, 0x1a], // \Z
]);

/** The signs of numbers, hexadecimal and with exponents too. */
const NUMBER: ReadonlySet<number> = new Set(Buffer.from('0123456789abcdefABCDEFxX.+-'));

const win1252 = new TextDecoder('windows-1252');

/** White space as MySQL knows it. */
export const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/**
 * Reads one row, `(1,'a',NULL)`.
 * @param from the place of its opening bracket
 * @returns undefined when the buffer ends before the row does
 * @throws NoSqlValue
 */
export function readTuple(buffer: Buffer, from: number, letters: Letters): ReadTuple | undefined {
  const values: SqlValue[] = [];
  let damaged = 0;
  if (buffer[from] !== OPEN) throw new NoSqlValue(from);
  let at = from + 1;
  for (;;) {
    at = skipSpace(buffer, at);
    const start = at;
    const introducer = readWord(buffer, at);
    if (introducer > 0) at += introducer;
    if (at >= buffer.length) return undefined;
    const word = introducer > 0 ? buffer.toString('latin1', start, at) : '';
    const quoted = buffer[at] === QUOTE || buffer[at] === DOUBLE;
    if (quoted || (word.startsWith('_') && isSpace(buffer[at]!))) {
      at = skipSpace(buffer, at);
      if (at >= buffer.length) return undefined;
      const end = endOfQuoted(buffer, at);
      if (end === undefined) return undefined;
      const bytes = unquote(buffer, at, end);
      at = end;
      values.push(literal(word, bytes, start));
    } else if (word !== '') {
      values.push(bare(word, start));
    } else {
      const number = readNumber(buffer, at);
      if (number === 0) throw new NoSqlValue(at);
      if (at + number >= buffer.length) return undefined;
      const text = buffer.toString('latin1', at, at + number);
      values.push(text.startsWith('0x') || text.startsWith('0b') ? bits(text, at) : text);
      at += number;
    }
    at = skipSpace(buffer, at);
    if (at >= buffer.length) return undefined;
    if (buffer[at] === CLOSE) return { values, end: at + 1, damaged };
    if (buffer[at] !== COMMA) throw new NoSqlValue(at);
    at += 1;
  }

  function literal(word: string, bytes: Buffer, place: number): SqlValue {
    if (word === '' || word === 'N' || word === 'n') return decode(bytes, letters);
    const lower = word.toLowerCase();
    if (lower === 'x') return hexBytes(bytes.toString('latin1'), place);
    if (lower === 'b') return bitBytes(bytes.toString('latin1'), place);
    if (lower === '_binary') return Uint8Array.from(bytes);
    if (/^_utf8(mb[34])?$/.test(lower)) return decode(bytes, 'utf-8');
    if (lower === '_latin1') return decode(bytes, 'windows-1252');
    throw new NoSqlValue(place);
  }

  function decode(bytes: Buffer, as: Letters): string {
    if (as === 'windows-1252') return win1252.decode(bytes);
    const text = bytes.toString();
    if (!text.includes('\ufffd') || isUtf8(bytes)) return text;
    damaged += 1;
    return win1252.decode(bytes);
  }
}

function bare(word: string, at: number): SqlValue {
  switch (word.toUpperCase()) {
    case 'NULL':
    case 'DEFAULT':
      return null;
    case 'TRUE':
      return '1';
    case 'FALSE':
      return '0';
    default:
      throw new NoSqlValue(at);
  }
}

export function skipSpace(buffer: Buffer, from: number): number {
  let at = from;
  while (at < buffer.length && isSpace(buffer[at]!)) at += 1;
  return at;
}

/** How long the word is that stands here: letters, underscores, and digits after them. */
function readWord(buffer: Buffer, from: number): number {
  let at = from;
  while (at < buffer.length) {
    const byte = buffer[at]!;
    const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
    const digit = byte >= 0x30 && byte <= 0x39;
    if (!letter && byte !== 0x5f && !(digit && at > from)) break;
    at += 1;
  }
  return at - from;
}

function readNumber(buffer: Buffer, from: number): number {
  let at = from;
  while (at < buffer.length && NUMBER.has(buffer[at]!)) at += 1;
  return at - from;
}

/** The place after the closing quote of the text that begins here. */
export function endOfQuoted(buffer: Buffer, from: number): number | undefined {
  const quote = buffer[from];
  let at = from + 1;
  while (at < buffer.length) {
    const byte = buffer[at];
    if (byte === BACKSLASH) at += 2;
    else if (byte === quote) {
      // Only what follows tells an end from a doubled quote.
      if (at + 1 >= buffer.length) return undefined;
      if (buffer[at + 1] !== quote) return at + 1;
      at += 2;
    } else at += 1;
  }
  return undefined;
}

/** The bytes of a quoted text; `end` is the place after its closing quote. */
function unquote(buffer: Buffer, from: number, end: number): Buffer {
  const inner = buffer.subarray(from + 1, end - 1);
  const quote = buffer[from]!;
  if (!inner.includes(BACKSLASH) && !inner.includes(quote)) return inner;
  const bytes = Buffer.allocUnsafe(inner.length);
  let to = 0;
  for (let at = 0; at < inner.length; at += 1) {
    const byte = inner[at]!;
    if (byte === BACKSLASH) {
      at += 1;
      const next = inner[at]!;
      // Outside of patterns these two keep their backslash.
      if (next === 0x25 || next === 0x5f) bytes[to++] = BACKSLASH;
      bytes[to++] = ESCAPES.get(next) ?? next;
    } else {
      bytes[to++] = byte;
      if (byte === quote) at += 1;
    }
  }
  return bytes.subarray(0, to);
}

function bits(text: string, at: number): Uint8Array {
  return text.startsWith('0x') ? hexBytes(text.slice(2), at) : bitBytes(text.slice(2), at);
}

function hexBytes(digits: string, at: number): Uint8Array {
  if (!/^[0-9a-fA-F]*$/.test(digits)) throw new NoSqlValue(at);
  return Uint8Array.from(Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex'));
}

function bitBytes(digits: string, at: number): Uint8Array {
  if (!/^[01]*$/.test(digits)) throw new NoSqlValue(at);
  const whole = digits.padStart(Math.ceil(digits.length / 8) * 8, '0');
  return Uint8Array.from(whole.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
