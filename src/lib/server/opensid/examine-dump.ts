import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { DumpProgress } from './dump/open-dump.ts';
import { readDump } from './dump/read-dump.ts';
import { UNREADABLE_DUMP, UnreadableDump } from './dump/unreadable-dump.ts';
import { keepable, textIn } from './source-row.ts';
import { FACT_TABLES, NEEDED_TABLES, TABLES } from './tables.ts';

/** A village in a dump. OpenSID keeps several in one database. */
export interface DumpVillage {
  configId: number;
  name: string;
  /** Ten digits; undefined when the dump says none that is one. */
  code: string | undefined;
}

/** What a dump is, found out before anything is put aside. */
export interface DumpFacts {
  digest: Uint8Array;
  /** OpenSID's version as it writes it; undefined when the dump does not say. */
  version: string | undefined;
  villages: DumpVillage[];
  /** Rows by table, of all villages. */
  tables: Record<string, number>;
}

/**
 * Reads a dump from beginning to end and says what it is. Nothing is written anywhere, so that a
 * file that is broken, cut off, or of something else does no harm.
 * @throws UnreadableDump
 */
export async function examineDump(
  path: string,
  onProgress?: (progress: DumpProgress) => void,
): Promise<DumpFacts> {
  const tables = new Map<string, number>();
  const villages: DumpVillage[] = [];
  const databases = new Set<string>();
  let database = '';
  let version: string | undefined;
  let begun = false;
  let completed = false;
  const count = (table: string, rows: number) => tables.set(table, (tables.get(table) ?? 0) + rows);

  for await (const pieces of readDump(path, (table) => FACT_TABLES.has(table), onProgress)) {
    for (const piece of pieces) {
      if (piece.kind === 'comment') {
        begun ||= /^-- (MySQL|MariaDB) dump /.test(piece.text);
        completed ||= /^-- Dump completed/.test(piece.text);
      } else if (piece.kind === 'database') database = piece.name;
      else if (piece.kind === 'table') count(piece.table, 0);
      else if (piece.kind === 'counted') count(piece.table, piece.rows);
      else count(piece.table, 1);
      if ('table' in piece && piece.table === 'tweb_penduduk') databases.add(database);
      if (piece.kind !== 'row') continue;
      const row = keepable(piece.columns, piece.values, () => true);
      if (piece.table === 'config') {
        villages.push({
          configId: Number(row.id),
          name: textIn(row, 'nama_desa') || '(tanpa nama)',
          code: /^\d{10}$/.exec(textIn(row, 'kode_desa').replaceAll('.', ''))?.[0],
        });
      } else if (row.key === 'current_version') version = row.value || version;
    }
  }
  if (NEEDED_TABLES.some((table) => !tables.has(table))) {
    throw new UnreadableDump(UNREADABLE_DUMP.otherApplication);
  }
  // mysqldump ends with this line whenever it begins with the other.
  if (begun && !completed) throw new UnreadableDump(UNREADABLE_DUMP.truncated);
  if (databases.size > 1) throw new UnreadableDump(UNREADABLE_DUMP.severalDatabases);
  if (villages.length === 0) throw new UnreadableDump(UNREADABLE_DUMP.noVillage);
  return { digest: await digestOf(path), version, villages, tables: Object.fromEntries(tables) };
}

async function digestOf(path: string): Promise<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
}

/** Whether rows of a table are put aside. */
export const isRead = (table: string): boolean => Object.hasOwn(TABLES, table);
