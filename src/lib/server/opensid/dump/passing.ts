import { isSpace } from './sql-values.ts';

const QUOTES = new Set(Buffer.from('\'"`'));
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;
const NEWLINE = 0x0a;

/** Where passing stopped: `done` when it is over, else more bytes are needed. */
export interface Passed {
  at: number;
  done: boolean;
}

/** Passes over a statement up to its delimiter, mindful of quotes and comments. Holds nothing. */
export class PassingStatement {
  /** The quote or comment that is open here; 0 for none. */
  #inside = 0;
  #escaped = false;
  readonly #delimiter: string;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** @returns where the bytes or the statement end: behind its delimiter */
  pass(buffer: Buffer, from: number): Passed {
    const first = this.#delimiter.charCodeAt(0);
    let at = from;
    while (at < buffer.length) {
      const byte = buffer[at]!;
      if (this.#inside === SLASH || this.#inside === DASH) {
        const block = this.#inside === SLASH;
        const end = block ? buffer.indexOf('*/', at, 'latin1') : buffer.indexOf(NEWLINE, at);
        if (end === -1) return { at: Math.max(at, buffer.length - 1), done: false };
        at = end + (block ? 2 : 1);
        this.#inside = 0;
        continue;
      }
      if (this.#escaped) this.#escaped = false;
      else if (this.#inside !== 0) {
        if (byte === BACKSLASH && this.#inside !== BACKTICK) this.#escaped = true;
        else if (byte === this.#inside) this.#inside = 0;
      } else if (QUOTES.has(byte)) this.#inside = byte;
      else if (byte === first || byte === SLASH || byte === DASH || byte === HASH) {
        const ahead = Math.max(3, this.#delimiter.length);
        if (buffer.length - at < ahead && byte !== first) return { at, done: false };
        const next = buffer.toString('latin1', at, at + ahead);
        if (next.startsWith(this.#delimiter))
          return { at: at + this.#delimiter.length, done: true };
        if (byte === first && buffer.length - at < this.#delimiter.length)
          return { at, done: false };
        if (next.startsWith('/*')) this.#inside = SLASH;
        else if (byte === HASH || /^--\s/.test(next)) this.#inside = DASH;
      }
      at += 1;
    }
    return { at, done: false };
  }
}

const SLASH = 0x2f;
const DASH = 0x2d;
const HASH = 0x23;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/** Passes over the rows of an INSERT and counts them: a bracket that closes is a row. */
export class PassingRows {
  #quote = 0;
  #escaped = false;
  #depth = 0;
  rows = 0;

  /**
   * @param most how many rows to pass over
   * @returns where the bytes or the rows end: at the semicolon, or what stands in its place
   */
  pass(buffer: Buffer, from: number, most: number): Passed {
    let at = from;
    while (at < buffer.length) {
      const byte = buffer[at]!;
      if (this.#escaped) this.#escaped = false;
      else if (this.#quote !== 0) {
        if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === this.#quote) this.#quote = 0;
      } else if (byte === 0x27 || byte === 0x22) this.#quote = byte;
      else if (byte === 0x28) this.#depth += 1;
      else if (byte === 0x29) {
        this.#depth -= 1;
        if (this.#depth === 0) {
          this.rows += 1;
          if (this.rows === most) return { at: at + 1, done: true };
        }
      } else if (this.#depth === 0 && (byte === SEMICOLON || (byte !== COMMA && !isSpace(byte)))) {
        return { at, done: true };
      }
      at += 1;
    }
    return { at, done: false };
  }
}
