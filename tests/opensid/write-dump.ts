import type { Table, Tables, Value } from './opensid-village.ts';

const SUBSTITUTE = String.fromCharCode(0x1a);

const ESCAPES: Record<string, string> = {
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  [SUBSTITUTE]: '\\Z',
};

/** A text as MySQL writes it into a dump. */
const quoted = (text: string): string =>
  `'${text.replace(/[\0\n\r\\'"\p{Cc}]/gu, (sign) => ESCAPES[sign] ?? sign)}'`;

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? quoted(value) : `0x${Buffer.from(value).toString('hex')}`;
}

const tuple = (row: readonly Value[]) => `(${row.map(literal).join(',')})`;

function definition(name: string, { columns }: Table): string {
  const lines = columns.map(
    ([column, type], at) => `  \`${column}\` ${type}${at === 0 ? ' NOT NULL' : ' DEFAULT NULL'}`,
  );
  return `CREATE TABLE \`${name}\` (\n${lines.join(',\n')},\n  PRIMARY KEY (\`${columns[0]![0]}\`),\n  KEY \`urut\` (\`${columns[1]![0]}\`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`;
}

/** Tables of several villages in one database. */
export function together(...villages: readonly Tables[]): Tables {
  const names = Object.keys(villages[0]!);
  return Object.fromEntries(
    names.map((name) => [
      name,
      { columns: villages[0]![name]!.columns, rows: villages.flatMap((one) => one[name]!.rows) },
    ]),
  );
}

/** A dump as `mysqldump` writes it: alphabetical, extended inserts without column lists. */
export function* mysqldump(tables: Tables): Generator<string, void, undefined> {
  yield '-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n--\n-- Host: localhost    Database: opensid\n';
  yield '/*!40101 SET NAMES utf8mb4 */;\n/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;\n\n';
  for (const name of Object.keys(tables).sort()) {
    const table = tables[name]!;
    yield `DROP TABLE IF EXISTS \`${name}\`;\n/*!40101 SET @saved_cs_client     = @@character_set_client */;\n${definition(name, table)};\n`;
    yield `LOCK TABLES \`${name}\` WRITE;\n/*!40000 ALTER TABLE \`${name}\` DISABLE KEYS */;\n`;
    for (let at = 0; at < table.rows.length; at += 200) {
      yield `INSERT INTO \`${name}\` VALUES ${table.rows
        .slice(at, at + 200)
        .map(tuple)
        .join(',')};\n`;
    }
    yield `/*!40000 ALTER TABLE \`${name}\` ENABLE KEYS */;\nUNLOCK TABLES;\n`;
  }
  yield '/*!50001 CREATE VIEW `penduduk_hidup` AS select * from `tweb_penduduk` where `status_dasar` = 1 */;\n';
  yield '-- Dump completed on 2024-10-02  8:00:00\n';
}

/** A dump as OpenSID's own backup writes it (CodeIgniter): an insert with column list for each row. */
export function* backup(tables: Tables): Generator<string, void, undefined> {
  yield 'SET foreign_key_checks = 0;\n';
  for (const [name, table] of Object.entries(tables)) {
    yield `#\n# TABLE STRUCTURE FOR: ${name}\n#\n\nDROP TABLE IF EXISTS \`${name}\`;\n\n${definition(name, table)};\n\n`;
    const columns = table.columns.map(([column]) => `\`${column}\``).join(', ');
    for (const row of table.rows) {
      yield `INSERT INTO \`${name}\` (${columns}) VALUES (${row.map(literal).join(', ')});\n`;
    }
    yield '\n\n';
  }
  yield 'SET foreign_key_checks = 1;\n';
}
