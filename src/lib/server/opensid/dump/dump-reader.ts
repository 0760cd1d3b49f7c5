import type { DumpPiece } from './dump-piece.ts';
import { PassingRows, PassingStatement } from './passing.ts';
import { type Letters, NoSqlValue, readTuple, skipSpace } from './sql-values.ts';
import { endOfStatement, readInsertHead, readTableDefinition } from './statements.ts';
import { brokenAt, DUMP_LIMITS, UNREADABLE_DUMP, UnreadableDump } from './unreadable-dump.ts';

/** Where the reader stands. */
type State =
  'start' | 'create' | 'insert' | 'rows' | 'count' | 'skip' | 'line' | 'block' | 'delimiter';

const SEMICOLON = 0x3b;
const NEWLINE = 0x0a;
/** As much of a comment as is told. */
const LONGEST_COMMENT = 1000;

/**
 * Reads a MySQL or MariaDB dump as a stream of bytes and tells its tables and rows. Nothing is ever
 * executed: whatever is no row and no table definition is passed over. Rows of tables that nobody
 * wants are counted without being held; of the others one row at a time is.
 *
 * Understood: extended inserts with column lists and without (then the table's definition names the
 * columns), backslash escapes and doubled quotes, hexadecimal, bits, `_binary` and other
 * introducers, all kinds of comments, DELIMITER, SET NAMES.
 */
export class DumpReader {
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Bytes before the buffer, for the place of a fault. */
  #before = 0;
  /** Not tried again before the buffer has grown to this: what is large is not read ever anew. */
  #needed = 0;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #state: State = 'start';
  #delimiter = ';';
  #letters: Letters = 'utf-8';
  #columns = new Map<string, readonly string[]>();
  #table = '';
  #tableColumns: readonly string[] = [];
  #wanted = false;
  /** Inside of a block comment. */
  #inside = false;
  #statement = new PassingStatement(';');
  #rows = new PassingRows();
  #pieces: DumpPiece[] = [];
  readonly #wants: (table: string) => boolean;
  readonly #rowBytes: number;

  /** @param wants whether a table's rows are to be told, rather than counted */
  constructor(wants: (table: string) => boolean, rowBytes: number = DUMP_LIMITS.rowBytes) {
    this.#wants = wants;
    this.#rowBytes = rowBytes;
  }

  /**
   * Takes the next bytes.
   * @returns what they tell
   * @throws UnreadableDump where no dump could be written so
   */
  push(chunk: Uint8Array): DumpPiece[] {
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#buffer.length - this.#at + this.#waitingBytes < this.#needed) return [];
    this.#fill();
    this.#work(false);
    return this.#take();
  }

  /**
   * Says that there are no more bytes.
   * @throws UnreadableDump when they ended inside a statement
   */
  end(): DumpPiece[] {
    this.#fill();
    this.#work(true);
    if (this.#state !== 'start' || this.#at < this.#buffer.length) {
      throw new UnreadableDump(UNREADABLE_DUMP.truncated);
    }
    return this.#take();
  }

  /** The bytes that came, behind those that are not read yet. */
  #fill(): void {
    const rest = this.#buffer.subarray(this.#at);
    this.#before += this.#at;
    this.#buffer = Buffer.concat([rest, ...this.#waiting]);
    this.#at = 0;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #take(): DumpPiece[] {
    this.#tellCounted();
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  /** Goes on as far as the bytes allow. */
  #work(last: boolean): void {
    this.#needed = 0;
    while (this.#at < this.#buffer.length && this.#step(last));
  }

  /** @returns false when more bytes are needed */
  #step(last: boolean): boolean {
    switch (this.#state) {
      case 'start':
        return this.#start(last);
      case 'line':
        return this.#line(last);
      case 'block':
        return this.#block();
      case 'delimiter':
        return this.#setDelimiter();
      case 'create':
        return this.#create();
      case 'insert':
        return this.#insert();
      case 'rows':
        return this.#row();
      case 'count':
        return this.#countRows();
      case 'skip':
        return this.#skip();
    }
  }

  #start(last: boolean): boolean {
    const buffer = this.#buffer;
    this.#at = skipSpace(buffer, this.#at);
    if (this.#at === 0 && this.#before === 0 && buffer.subarray(0, 3).equals(BOM)) this.#at = 3;
    if (this.#at >= buffer.length) return false;
    if (this.#startsWith(this.#delimiter)) {
      this.#at += this.#delimiter.length;
      return true;
    }
    // Enough to tell what kind of statement it is.
    if (buffer.length - this.#at < 64 && !last) return this.#more(64);
    const head = buffer.toString('latin1', this.#at, this.#at + 64);
    if (head.startsWith('#') || /^--(\s|$)/.test(head)) this.#state = 'line';
    else if (head.startsWith('/*')) this.#state = 'block';
    else if (/^delimiter[ \t]/i.test(head)) this.#state = 'delimiter';
    else if (/^(insert|replace)[\s`]/i.test(head)) this.#state = 'insert';
    else if (/^create\s+table\s/i.test(head)) this.#state = 'create';
    else {
      this.#note(head);
      this.#pass('skip');
    }
    return true;
  }

  /** What a passed-over statement says that matters to the rest. */
  #note(head: string): void {
    const names = /^set\s+names\s+['"]?(\w+)/i.exec(head)?.[1]?.toLowerCase();
    if (names) this.#letters = names === 'latin1' ? 'windows-1252' : 'utf-8';
    const database = /^use\s+`?([^`;\s]+)/i.exec(head)?.[1];
    if (database) this.#pieces.push({ kind: 'database', name: database });
    if (/^copy\s/i.test(head)) throw new UnreadableDump(UNREADABLE_DUMP.postgres);
    if (!/^[a-z]/i.test(head)) throw brokenAt(this.#place(), 'bukan perintah SQL');
  }

  #line(last: boolean): boolean {
    const buffer = this.#buffer;
    let end = buffer.indexOf(NEWLINE, this.#at);
    if (end === -1 && !last) {
      if (buffer.length - this.#at < LONGEST_COMMENT) return this.#more(1);
      // One without end is passed over as it comes.
      this.#at = buffer.length;
      return false;
    }
    if (end === -1) end = buffer.length;
    const text = buffer.toString('utf8', this.#at, Math.min(end, this.#at + LONGEST_COMMENT));
    if (/^-- .*dump/i.test(text)) this.#pieces.push({ kind: 'comment', text: text.trim() });
    this.#at = Math.min(end + 1, buffer.length);
    this.#state = 'start';
    return true;
  }

  #block(): boolean {
    if (!this.#inside) {
      // The longest of what is read in one: /*!40101 SET NAMES utf8mb4 */
      const head = this.#buffer.toString('latin1', this.#at, this.#at + 64);
      const conditional = /^\/\*M?!\d*\s*(set\s+names\s+\w+)/i.exec(head)?.[1];
      if (conditional) this.#note(conditional);
      this.#at += 2;
      this.#inside = true;
    }
    const end = this.#buffer.indexOf('*/', this.#at, 'latin1');
    if (end === -1) {
      this.#at = Math.max(this.#at, this.#buffer.length - 1);
      return false;
    }
    this.#at = end + 2;
    this.#inside = false;
    this.#state = 'start';
    return true;
  }

  #setDelimiter(): boolean {
    const end = this.#buffer.indexOf(NEWLINE, this.#at);
    if (end === -1) return this.#more(1024, DUMP_LIMITS.headBytes);
    const word = this.#buffer.toString('latin1', this.#at, end).trim().split(/\s+/)[1];
    if (!word || word.length > 16) throw brokenAt(this.#place(), 'DELIMITER tanpa tanda');
    this.#delimiter = word;
    this.#at = end + 1;
    this.#state = 'start';
    return true;
  }

  #create(): boolean {
    const end = endOfStatement(this.#buffer, this.#at, this.#delimiter);
    if (end === undefined) return this.#more(1, DUMP_LIMITS.headBytes);
    const definition = readTableDefinition(this.#buffer.toString('utf8', this.#at, end));
    if (definition) {
      this.#columns.set(definition.table, definition.columns);
      this.#pieces.push({ kind: 'table', ...definition });
    }
    this.#at = end + this.#delimiter.length;
    this.#state = 'start';
    return true;
  }

  #insert(): boolean {
    const head = readInsertHead(this.#buffer, this.#at);
    if (head === 'more') return this.#more(1, DUMP_LIMITS.headBytes);
    if (head === 'other') {
      this.#pass('skip');
      return true;
    }
    this.#tellCounted();
    const columns = head.columns ?? this.#columns.get(head.table);
    // A table without definition and column list cannot be told, only counted.
    this.#wanted = this.#wants(head.table) && columns !== undefined;
    this.#table = head.table;
    this.#tableColumns = columns ?? [];
    this.#at = head.end;
    if (this.#wanted) this.#state = 'rows';
    else this.#pass('count');
    return true;
  }

  #tellCounted(): void {
    if (this.#wanted || this.#rows.rows === 0) return;
    this.#pieces.push({ kind: 'counted', table: this.#table, rows: this.#rows.rows });
    this.#rows.rows = 0;
  }

  #row(): boolean {
    const buffer = this.#buffer;
    let at = skipSpace(buffer, this.#at);
    if (buffer[at] === 0x2c) at = skipSpace(buffer, at + 1);
    this.#at = at;
    if (at >= buffer.length) return false;
    if (buffer[at] === SEMICOLON) {
      this.#at = at + 1;
      this.#state = 'start';
      return true;
    }
    if (buffer[at] !== 0x28) {
      // ON DUPLICATE KEY UPDATE …
      this.#pass('skip');
      return true;
    }
    let tuple;
    try {
      tuple = readTuple(buffer, at, this.#letters);
    } catch (error) {
      if (!(error instanceof NoSqlValue)) throw error;
      throw brokenAt(this.#before + error.at, `nilai tabel ${this.#table} tidak dikenal`);
    }
    if (!tuple) {
      if (buffer.length - at <= this.#rowBytes) return this.#more(1);
      // Too large to hold: passed over without being held, and told.
      this.#pieces.push({ kind: 'too-large', table: this.#table });
      this.#pass('count');
      return true;
    }
    if (tuple.values.length !== this.#tableColumns.length) {
      throw brokenAt(
        this.#place(),
        `baris tabel ${this.#table} berisi ${tuple.values.length} nilai, bukan ${this.#tableColumns.length}`,
      );
    }
    this.#pieces.push({
      kind: 'row',
      table: this.#table,
      columns: this.#tableColumns,
      values: tuple.values,
      damaged: tuple.damaged,
    });
    this.#at = tuple.end;
    return true;
  }

  /** Passes over rows that nobody wants, or over one that is too large to hold. */
  #countRows(): boolean {
    const { at, done } = this.#rows.pass(this.#buffer, this.#at, this.#wanted ? 1 : Infinity);
    this.#at = at;
    if (!done) return false;
    if (this.#wanted) this.#state = 'rows';
    else this.#pass('skip');
    return true;
  }

  #skip(): boolean {
    const { at, done } = this.#statement.pass(this.#buffer, this.#at);
    this.#at = at;
    if (done) this.#state = 'start';
    return done;
  }

  #pass(state: 'skip' | 'count'): void {
    this.#state = state;
    if (state === 'skip') this.#statement = new PassingStatement(this.#delimiter);
    else this.#rows = new PassingRows();
  }

  /** Waits until there is twice as much, so that what is long is read few times over. */
  #more(atLeast: number, limit = Number.POSITIVE_INFINITY): false {
    const there = this.#buffer.length - this.#at;
    if (there > limit) throw brokenAt(this.#place(), 'satu perintah terlalu panjang');
    this.#needed = Math.max(atLeast, there * 2);
    return false;
  }

  #startsWith(text: string): boolean {
    return this.#buffer.toString('latin1', this.#at, this.#at + text.length) === text;
  }

  #place(): number {
    return this.#before + this.#at;
  }
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
