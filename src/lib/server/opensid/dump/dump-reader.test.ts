import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DumpPiece } from './dump-piece.ts';
import { DumpReader } from './dump-reader.ts';
import { UnreadableDump } from './unreadable-dump.ts';

/** Reads a dump in pieces of `size` bytes. */
function read(dump: string | Buffer, size = 1 << 20, wants = () => true, rowBytes = 1e6) {
  const bytes = Buffer.from(dump as string);
  const reader = new DumpReader(wants, rowBytes);
  const pieces: DumpPiece[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    pieces.push(...reader.push(bytes.subarray(at, at + size)));
  }
  return [...pieces, ...reader.end()];
}

const rowsOf = (pieces: DumpPiece[], table?: string) =>
  pieces.flatMap((piece) =>
    piece.kind === 'row' && (!table || piece.table === table) ? [piece.values] : [],
  );

const SUBSTITUTE = String.fromCharCode(0x1a);

/** How MySQL writes a text into a dump: its own list of escapes. */
function quoted(text: string): string {
  const signs: Record<string, string> = {
    '\0': '\\0',
    '\n': '\\n',
    '\r': '\\r',
    '\\': '\\\\',
    "'": "\\'",
    '"': '\\"',
    [SUBSTITUTE]: '\\Z',
  };
  return `'${text.replace(/[\0\n\r\\'"\p{Cc}]/gu, (sign) => signs[sign] ?? sign)}'`;
}

const literal = (value: string | Uint8Array | number | null): string => {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return quoted(value);
  return value.length === 0 ? "''" : `0x${Buffer.from(value).toString('hex')}`;
};

const anyValue = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom("'", "''", '\\', "\\'", '),(', ');', '/* */', '-- x\n', '`', 'NULL', '0x41'),
  fc.uint8Array({ minLength: 1, maxLength: 30 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constant(null),
);

describe('any rows, quoted as MySQL quotes them', () => {
  it('are read as they were, however the file is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyValue, { minLength: 3, maxLength: 3 }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: 1, max: 80 }),
        fc.boolean(),
        (rows, size, withColumns) => {
          const tuples = rows.map((row) => `(${row.map(literal).join(',')})`);
          const dump = withColumns
            ? tuples
                .map((tuple) => `INSERT INTO \`t\` (\`a\`, \`b\`, \`c\`) VALUES ${tuple};\n`)
                .join('\n')
            : `CREATE TABLE \`t\` (\n \`a\` int NOT NULL COMMENT 'a, (b); ''c''',\n \`b\` enum('x,','y)') DEFAULT NULL,\n \`c\` longblob,\n PRIMARY KEY (\`a\`),\n KEY \`k\` (\`b\`(10))\n) ENGINE=InnoDB;\nINSERT INTO \`t\` VALUES ${tuples.join(',')};\n`;
          const expected = rows.map((row) =>
            row.map((value) => (typeof value === 'number' ? String(value) : value)),
          );
          expect(rowsOf(read(dump, size))).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are counted alike when nobody wants them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyValue, { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: 1, max: 60 }),
        (rows, size) => {
          const dump = `INSERT INTO t VALUES ${rows.map((row) => `(${row.map(literal).join(',')})`).join(',\n')};\nINSERT INTO u (a) VALUES (1);`;
          const pieces = read(dump, size, () => false);
          const counted: Record<string, number> = {};
          for (const piece of pieces) {
            if (piece.kind === 'counted')
              counted[piece.table] = (counted[piece.table] ?? 0) + piece.rows;
          }
          expect(counted).toEqual({ t: rows.length, u: 1 });
          expect(rowsOf(pieces)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

it('reads what dumps write besides plain rows', () => {
  const dump = `/*M!999999\\- enable the sandbox mode */
-- MariaDB dump 10.19; it's a comment
# another; with ' a quote
/*!40101 SET NAMES utf8mb4 */;
SET SQL_MODE = 'NO_AUTO_VALUE_ON_ZERO';
DROP TABLE IF EXISTS \`t\`;
/*!50003 CREATE*/ /*!50017 DEFINER=\`a\`@\`b\`*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @a = 1 */;
DELIMITER ;;
CREATE FUNCTION f() RETURNS int BEGIN INSERT INTO t VALUES (9,9); RETURN ';;'; END ;;
DELIMITER ;
CREATE TABLE IF NOT EXISTS db.t (Id int, \`two words\` text) ;
LOCK TABLES \`t\` WRITE;
insert ignore into \`db\`.\`t\` values (1,_binary 'a\\0b') , (2, X'4d') ,(3,b'101'),(4,'it''s \\% \\_ \\q'),(5,"dou\\"ble"),(6,N'x'),(7,-1.5e-7),(8,_utf8mb4'é') ON DUPLICATE KEY UPDATE a = ';';
REPLACE INTO t (id) VALUES (TRUE), ( DEFAULT );
INSERT INTO t SELECT * FROM u WHERE a IN (1, 2);
UNLOCK TABLES;
-- Dump completed`;
  for (const size of [1, 7, 1_000_000]) {
    const pieces = read(dump, size);
    expect(pieces).toContainEqual({ kind: 'table', table: 't', columns: ['id', 'two words'] });
    expect(rowsOf(pieces)).toEqual([
      ['1', new Uint8Array([0x61, 0, 0x62])],
      ['2', new Uint8Array([0x4d])],
      ['3', new Uint8Array([5])],
      ['4', "it's \\% \\_ q"],
      ['5', 'dou"ble'],
      ['6', 'x'],
      ['7', '-1.5e-7'],
      ['8', 'é'],
      ['1'],
      [null],
    ]);
  }
});

describe('letters', () => {
  const insert = (bytes: number[]) =>
    Buffer.concat([
      Buffer.from("INSERT INTO t (a) VALUES ('"),
      Buffer.from(bytes),
      Buffer.from("');"),
    ]);

  it('are latin1 when the dump says so', () => {
    const dump = Buffer.concat([
      Buffer.from('/*!40101 SET NAMES latin1 */;\n'),
      insert([0xe9, 0x80]),
    ]);
    expect(rowsOf(read(dump))).toEqual([['é€']]);
  });

  it('are read as Windows-1252, and told, where they are no UTF-8', () => {
    expect(read(insert([0x61, 0xe9]))).toEqual([
      expect.objectContaining({ values: ['aé'], damaged: 1 }),
    ]);
    expect(read(insert([0xef, 0xbf, 0xbd]))).toEqual([
      expect.objectContaining({ values: ['\ufffd'], damaged: 0 }),
    ]);
  });
});

describe('what cannot be a dump', () => {
  it.each([
    ['INSERT INTO t (a) VALUES (1),(2', 'terpotong'],
    ["INSERT INTO t (a) VALUES ('abc", 'terpotong'],
    ['CREATE TABLE t (a int', 'terpotong'],
    ['DROP TABLE t', 'terpotong'],
    ['INSERT INTO t (a) VALUES (1),', 'terpotong'],
    ['/* and so on', 'terpotong'],
    ['INSERT INTO t (a) VALUES (1, 2);', '2 nilai, bukan 1'],
    ['INSERT INTO t (a) VALUES (sleep(9));', 'tidak dikenal'],
    ['INSERT INTO t (a) VALUES (1 2);', 'tidak dikenal'],
    ['\x89PNG', 'bukan perintah SQL'],
  ])('%s is refused with a sentence', (dump, words) => {
    expect(() => read(dump)).toThrow(UnreadableDump);
    expect(() => read(dump, 3)).toThrow(words);
  });

  it('refuses or reads whatever is cut anywhere, and never anything else', () => {
    const whole =
      "SET NAMES utf8;\nCREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (1,'a\\'b'),(2,NULL);\n";
    const complete = new Set([whole.indexOf('\n'), whole.indexOf(');\n') + 2, whole.length - 1]);
    for (let end = 1; end < whole.length; end += 1) {
      const cut = whole.slice(0, end);
      const last = cut.trimEnd();
      if ([...complete].some((place) => last.length === whole.slice(0, place).trimEnd().length)) {
        expect(() => read(cut)).not.toThrow();
      } else expect(() => read(cut), cut).toThrow('terpotong');
    }
  });

  it('holds no row that is too large, tells it, and reads on', () => {
    const dump = `INSERT INTO t (a) VALUES ('x'),('${"y)\\'(".repeat(40)}'),('z');`;
    for (const size of [1, 16, 50]) {
      const pieces = read(dump, size, () => true, 100);
      expect(rowsOf(pieces)).toEqual([['x'], ['z']]);
      expect(pieces).toContainEqual({ kind: 'too-large', table: 't' });
    }
  });
});
