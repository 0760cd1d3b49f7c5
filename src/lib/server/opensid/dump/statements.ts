import { endOfQuoted } from './sql-values.ts';

/** A table as its definition in the dump names it. */
export interface TableDefinition {
  table: string;
  /** In their order: rows without a column list follow it. */
  columns: string[];
}

/** What stands before the rows of an INSERT. */
export interface InsertHead {
  table: string;
  columns: string[] | undefined;
  /** The place of the first row. */
  end: number;
}

const HEAD =
  /^(?:insert|replace)(?:\s+(?:low_priority|delayed|high_priority|ignore))*(?:\s+into)?\s*((?:`[^`]*`|[\w$]+)(?:\s*\.\s*(?:`[^`]*`|[\w$]+))?)\s*(\([^)]*\))?\s*values?\s*(?=\()/i;

/**
 * Reads what stands before the rows of an INSERT or REPLACE.
 * @returns 'more' when the buffer ends before that is known; 'other' for forms that dumps do not write
 */
export function readInsertHead(buffer: Buffer, from: number): InsertHead | 'more' | 'other' {
  // The first quote or second bracket is past the head, whatever it is.
  let at = from;
  let brackets = 0;
  while (at < buffer.length && brackets < 2) {
    const byte = buffer[at]!;
    if (byte === 0x27 || byte === 0x22 || byte === 0x3b) break;
    if (byte === 0x28) brackets += 1;
    at += 1;
  }
  const whole = at < buffer.length;
  const head = buffer.toString('utf8', from, Math.min(at + 1, buffer.length));
  const found = HEAD.exec(head);
  if (!found) return whole ? 'other' : 'more';
  return {
    table: names(found[1]!).at(-1)!,
    columns: found[2] && names(found[2]),
    end: from + Buffer.byteLength(found[0]),
  } as InsertHead;
}

/** Names in backticks, or bare. */
function names(text: string): string[] {
  return Array.from(text.matchAll(/`((?:[^`]|``)*)`|([\w$]+)/g), ([, quoted, bare]) =>
    (quoted?.replaceAll('``', '`') ?? bare!).toLowerCase(),
  );
}

/** What begins a line of a table's definition that is no column. */
const NO_COLUMN = /^(primary|unique|key|index|fulltext|spatial|constraint|foreign|check|period)\b/i;

/**
 * The table's name and columns of a CREATE TABLE; undefined for one that names no columns
 * (CREATE TABLE … LIKE, … SELECT).
 */
export function readTableDefinition(statement: string): TableDefinition | undefined {
  const head =
    /^create\s+table\s+(?:if\s+not\s+exists\s+)?((?:`[^`]*`|[\w$]+)(?:\s*\.\s*(?:`[^`]*`|[\w$]+))?)\s*\(/i.exec(
      statement,
    );
  if (!head) return undefined;
  const columns: string[] = [];
  for (const part of partsOf(statement, head[0].length)) {
    const text = part.trim();
    if (text === '' || NO_COLUMN.test(text)) continue;
    const name = /^(?:`((?:[^`]|``)*)`|([\w$]+))/.exec(text);
    if (name) columns.push((name[1]?.replaceAll('``', '`') ?? name[2]!).toLowerCase());
  }
  return { table: names(head[1]!).at(-1)!, columns };
}

/** What stands between the outer commas, up to the bracket that closes the definition. */
function partsOf(statement: string, from: number): string[] {
  const parts: string[] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at < statement.length; at += 1) {
    const sign = statement[at]!;
    if (sign === '`' || sign === "'" || sign === '"') at = endOfText(statement, at);
    else if (sign === '(') depth += 1;
    else if (sign === ')' && depth > 0) depth -= 1;
    else if (sign === ',' && depth === 0) {
      parts.push(statement.slice(start, at));
      start = at + 1;
    } else if (sign === ')') return [...parts, statement.slice(start, at)];
  }
  return parts;
}

/** The place of the quote that closes the one here. */
function endOfText(statement: string, from: number): number {
  const quote = statement[from]!;
  for (let at = from + 1; at < statement.length; at += 1) {
    if (statement[at] === '\\' && quote !== '`') at += 1;
    else if (statement[at] === quote) {
      if (statement[at + 1] !== quote) return at;
      at += 1;
    }
  }
  return statement.length;
}

/** The place of the delimiter that ends the statement here; undefined when it is not there yet. */
export function endOfStatement(
  buffer: Buffer,
  from: number,
  delimiter: string,
): number | undefined {
  let at = from;
  while (at < buffer.length) {
    const byte = buffer[at]!;
    if (byte === 0x27 || byte === 0x22) {
      const end = endOfQuoted(buffer, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (byte === 0x60) {
      const end = buffer.indexOf(0x60, at + 1);
      if (end === -1) return undefined;
      at = end + 1;
    } else if (buffer.toString('latin1', at, at + delimiter.length) === delimiter) return at;
    else at += 1;
  }
  return undefined;
}
