import type { SqlValue } from './dump/sql-values.ts';

/** A row of the dump as it is put aside: texts by column; what was NULL is not there. */
export type SourceRow = Readonly<Record<string, string>>;

/** A row as PostgreSQL can keep it: no NUL signs, no halves of signs; bytes as text or as a number. */
export function keepable(
  columns: readonly string[],
  values: readonly SqlValue[],
  keeps: (column: string) => boolean,
): SourceRow {
  const row: Record<string, string> = {};
  columns.forEach((column, at) => {
    const value = values[at];
    if (value == null || !keeps(column)) return;
    const text = typeof value === 'string' ? value : textOf(value);
    row[column] = text.replaceAll('\0', '').toWellFormed();
  });
  return row;
}

/** BIT columns come as one byte; other bytes are taken for text. */
function textOf(bytes: Uint8Array): string {
  if (bytes.length === 1 && bytes[0]! < 0x20) return String(bytes[0]);
  return Buffer.from(bytes).toString();
}

/** The text of a column, trimmed; '' when there is none. */
export const textIn = (row: SourceRow, column: string): string => (row[column] ?? '').trim();

/** A key of another row; undefined for none, which OpenSID also writes as 0. */
export function keyIn(row: SourceRow, column: string): string | undefined {
  const text = textIn(row, column);
  return text === '' || text === '0' ? undefined : text;
}

/** The day of a date or time as MySQL writes them; undefined for none, for zeros and for nonsense. */
export function dayIn(row: SourceRow, column: string): string | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(textIn(row, column));
  if (!found || Number(found[1]) < 1800) return undefined;
  const day = found[0];
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}
