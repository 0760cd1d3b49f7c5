import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, openCsv } from './csv-reader.ts';
import { openSpreadsheet } from './open-spreadsheet.ts';
import { encodingOf } from './text-encoding.ts';

async function read(bytes: Uint8Array): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const step of openCsv(bytes).rows('CSV')) rows.push(...step.map(({ cells }) => cells));
  return rows;
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('a text of rows', () => {
  it('comes back cell for cell, whatever separates them and wherever the text is cut', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('a;b', 'c,d', '"', 'dua\nbaris', "O'NEIL", '\t', ''),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(';', ',', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 7 }),
        (rows, delimiter, end, size) => {
          const text = rows.map((row) => row.map(quoted).join(delimiter)).join(end);
          const pieces = text.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? [];
          expect([...csvRows(pieces, delimiter)]).toEqual(rows);
        },
      ),
    );
  });

  const PEOPLE = [
    ['Nama', 'NIK', 'Alamat'],
    ['SITI AMINAH', '5207026311800003', 'JL. PANTAI, NO. 1'],
    ['JOSÉ', '5207022311780001', 'GANG MAWAR'],
  ];
  const text = (delimiter: string) =>
    PEOPLE.map((row) =>
      row.map((cell) => (cell.includes(',') ? quoted(cell) : cell)).join(delimiter),
    ).join('\r\n');
  const encodings: [string, (text: string) => Buffer][] = [
    ['UTF-8', (t) => Buffer.from(t)],
    ['UTF-8 with its mark', (t) => Buffer.from(`\ufeff${t}`)],
    ['UTF-16', (t) => Buffer.from(`\ufeff${t}`, 'utf16le')],
    ['UTF-16 without its mark', (t) => Buffer.from(t, 'utf16le')],
    ['UTF-16 big-endian', (t) => Buffer.from(`\ufeff${t}`, 'utf16le').swap16()],
    ['Windows-1252', (t) => Buffer.from(t, 'latin1')],
  ];
  it.each(encodings)('in %s, with semicolons, commas or tabs', async (_, encode) => {
    for (const delimiter of [';', ',', '\t']) {
      const bytes = encode(text(delimiter));
      expect(await read(bytes)).toEqual(PEOPLE);
      expect((await openSpreadsheet(bytes)).sheetNames).toEqual(['CSV']);
    }
  });

  it('in which the separator is said', async () => {
    expect(await read(Buffer.from('sep=|\na,b|c\n'))).toEqual([['a,b', 'c']]);
  });

  it('after a lost quote is refused, not swallowed', async () => {
    const lost = `nik;nama\n1;"SITI\n${'x;y\n'.repeat(40_000)}`;
    await expect(read(Buffer.from(lost))).rejects.toThrow('rusak');
  });
});

it('tells encodings apart by their bytes', () => {
  expect(encodingOf(Buffer.from('José'))).toBe('utf-8');
  expect(encodingOf(Buffer.from('José', 'latin1'))).toBe('windows-1252');
  expect(encodingOf(new Uint8Array())).toBe('utf-8');
});
