import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../columns.ts';
import { generatePeople } from '../generated/generate-people.ts';
import { writeBip } from '../generated/write-bip.ts';
import { writeSpreadsheet } from '../generated/write-spreadsheet.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from '../reading/unreadable-file.ts';
import { readFile } from './read-file.ts';
import type { ReadingMessage } from './staged-row.ts';

const people = [...generatePeople({ count: 12 })];

/** What a file comes to: its messages, or the sentence for the officer. Anything else is a fault. */
async function outcome(bytes: Uint8Array): Promise<ReadingMessage[] | string> {
  const messages: ReadingMessage[] = [];
  try {
    await readFile({ bytes: new Uint8Array(bytes), today: '2026-11-23' }, async (message) => {
      messages.push(message);
      return Promise.resolve();
    });
    return messages;
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
    throw error;
  }
}

function zipped(parts: Record<string, string | Buffer>): Buffer {
  const made: unknown = XLSX.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(parts)) {
    XLSX.CFB.utils.cfb_add(made, `/${name}`, Buffer.from(content as string));
  }
  return XLSX.CFB.write(made, { fileType: 'zip', type: 'buffer', compression: true }) as Buffer;
}

const workbook = (sheet: string, more: Record<string, string | Buffer> = {}) =>
  zipped({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml':
      '<workbook xmlns:r="x"><sheets><sheet name="Warga" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  });

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const sheetOf = (...rows: string[]) =>
  `<worksheet><sheetData>${rows.map((cells) => `<row>${cells}</row>`).join('')}</sheetData></worksheet>`;
const HEAD = COLUMNS.map(cell).join('');
const lineOf = (index: number) =>
  COLUMNS.map((key) => cell(String(people[index]![key] ?? ''))).join('');

const rowsIn = (messages: ReadingMessage[] | string) =>
  typeof messages === 'string'
    ? messages
    : messages.flatMap((message) => (message.kind === 'rows' ? message.rows : []));

describe('whatever is done to a file', () => {
  const csv = Buffer.from(
    [COLUMNS.join(';'), ...people.map((row) => COLUMNS.map((key) => row[key]).join(';'))].join(
      '\n',
    ),
  );
  const plain = sheetOf(HEAD, lineOf(0), lineOf(1));
  const files: [string, Buffer][] = [
    ['.xlsx', writeSpreadsheet(people)],
    ['.xls', writeSpreadsheet(people, { xls: true })],
    ['CSV', csv],
    ['SIAK', writeBip('siak', people)],
    ['BIP 2012', writeBip('bip-2012', people)],
  ];
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('flip', 'cut', 'drop', 'repeat', 'insert'),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 24 }),
  });
  type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
  const changed = (file: Buffer, { at, kind, bytes }: Change): Buffer => {
    if (file.length === 0) return file;
    const place = Math.floor(at * (file.length - 1));
    const [before, after] = [file.subarray(0, place), file.subarray(place)];
    switch (kind) {
      case 'flip': {
        const copy = Buffer.from(file);
        copy.set(bytes.subarray(0, copy.length - place), place);
        return copy;
      }
      case 'cut':
        return before;
      case 'drop':
        return Buffer.concat([before, after.subarray(bytes.length)]);
      case 'repeat':
        return Buffer.concat([before, after.subarray(0, 4_000), after]);
      default:
        return Buffer.concat([before, bytes, after]);
    }
  };
  const judge = (messages: ReadingMessage[] | string) =>
    typeof messages === 'string'
      ? expect(Object.values(UNREADABLE)).toContain(messages)
      : expect(messages.length).toBeGreaterThan(0);

  it.each(files)('%s: rows or a sentence', async (_, file) => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        judge(await outcome(changes.reduce(changed, file)));
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('the sheet inside a workbook: rows or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const sheet = changes.reduce(changed, Buffer.from(plain));
        judge(await outcome(zipped({ ...partsAround, 'xl/worksheets/sheet1.xml': sheet })));
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
  const partsAround = {
    'xl/workbook.xml':
      '<workbook xmlns:r="x"><sheets><sheet name="Warga" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  };

  it('any bytes at all: a sentence or rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        judge(await outcome(bytes));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a hostile workbook', () => {
  it('with macros, links and odd paths is read for its cells alone', async () => {
    const file = workbook(sheetOf(HEAD, lineOf(0)), {
      'xl/vbaProject.bin': 'Sub Workbook_Open()',
      'xl/externalLinks/externalLink1.xml': '<externalLink/>',
    });
    expect(rowsIn(await outcome(file))).toHaveLength(1);
    const escaping = Buffer.from(
      workbook(sheetOf(HEAD, lineOf(0)), { aaaaaaaaaaaa: 'x' })
        .toString('latin1')
        .replaceAll('aaaaaaaaaaaa', '../../../etc'),
      'latin1',
    );
    expect(await outcome(escaping)).toBe(UNREADABLE.broken);
  });

  it('with formulas counts what was stored, and starts none', async () => {
    const evil = `<c t="str"><f>WEBSERVICE("http://contoh.test")</f><v>SITI</v></c>`;
    const index = COLUMNS.indexOf('nama');
    const line = COLUMNS.map((key, at) =>
      at === index ? evil : cell(String(people[0]![key] ?? '')),
    ).join('');
    const rows = rowsIn(await outcome(workbook(sheetOf(HEAD, line))));
    expect(JSON.parse((rows as { data: string }[])[0]!.data)).toMatchObject({ name: 'SITI' });
  });

  it.each([
    ['elements within elements', `<worksheet>${'<a>'.repeat(100_000)}`],
    ['a cell without end', sheetOf(HEAD, cell('x'.repeat(READING_LIMITS.cellLetters + 1)))],
  ])('%s: a sentence', async (_, sheet) => {
    expect(await outcome(workbook(sheet))).toBe(UNREADABLE.bloated);
  });

  it('hundreds of thousands of columns are not taken in', async () => {
    const wide = HEAD + cell('x').repeat(200_000);
    expect(rowsIn(await outcome(workbook(sheetOf(wide, lineOf(0)))))).toHaveLength(1);
    const far = `<row><c r="ZZZZZZZ1" t="str"><v>x</v></c></row>`;
    expect(
      rowsIn(
        await outcome(
          workbook(sheetOf(HEAD, lineOf(0)).replace('</sheetData>', `${far}</sheetData>`)),
        ),
      ),
    ).toHaveLength(1);
  });

  it('long texts that all cells share are cut, and handed on in small steps', async () => {
    const shared = `<sst><si><t>${'A'.repeat(90_000)}</t></si></sst>`;
    const line = '<c t="s"><v>0</v></c>'.repeat(COLUMNS.length);
    const file = workbook(sheetOf(HEAD, ...Array<string>(300).fill(line)), {
      'xl/sharedStrings.xml': shared,
    });
    const messages = (await outcome(file)) as ReadingMessage[];
    const sizes = messages.map((message) =>
      message.kind === 'rows' ? message.rows.reduce((sum, { data }) => sum + data.length, 0) : 0,
    );
    expect(Math.max(...sizes)).toBeLessThan(16 * 1024 * 1024);
    expect(messages.length).toBeGreaterThan(5);
  });
});
