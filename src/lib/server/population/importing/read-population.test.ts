import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { COLUMNS, type RegisterRow } from '../columns.ts';
import { generatePeople } from '../generated/generate-people.ts';
import { messUp } from '../generated/mess-up.ts';
import { writeSpreadsheet } from '../generated/write-spreadsheet.ts';
import { UNREADABLE, UnreadableFile } from '../reading/unreadable-file.ts';
import { readPopulation } from './read-population.ts';
import type { RegisterEntry, RowProblem } from './register-entry.ts';
import type { StagedRow, TableFacts } from './staged-row.ts';

const TODAY = '2026-11-23';
const people = [...generatePeople({ count: 1_200 })];

async function read(file: Uint8Array): Promise<{ table: TableFacts; rows: StagedRow[] }> {
  let table: TableFacts | undefined;
  const rows: StagedRow[] = [];
  for await (const step of readPopulation(new Uint8Array(file), TODAY)) {
    if (step.kind === 'table') table = step.table;
    if (step.kind === 'rows') rows.push(...step.rows);
  }
  return { table: table!, rows };
}

const entries = (rows: StagedRow[]) =>
  rows.filter(({ problems }) => !problems).map(({ data }) => JSON.parse(data) as RegisterEntry);
const problems = (rows: StagedRow[]) =>
  rows.flatMap(({ problems: json }) => JSON.parse(json ?? '[]') as RowProblem[]);

/** A zip or an OLE file with these parts. */
function container(parts: Record<string, string | Buffer>, fileType: 'zip' | 'cfb'): Buffer {
  const made: unknown = XLSX.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(parts)) {
    XLSX.CFB.utils.cfb_add(made, `/${name}`, Buffer.from(content as string));
  }
  return XLSX.CFB.write(made, { fileType, type: 'buffer', compression: true }) as Buffer;
}

const workbook = (sheet: string, more: Record<string, string | Buffer> = {}) =>
  container(
    {
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml':
        '<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="Warga" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': sheet,
      ...more,
    },
    'zip',
  );

describe('a spreadsheet', () => {
  it('is read the same as .xlsx and as .xls, every row of it', async () => {
    const [xlsx, xls] = [
      await read(writeSpreadsheet(people)),
      await read(writeSpreadsheet(people, { xls: true })),
    ];
    expect(xlsx.table).toEqual({
      sheetName: 'Data Penduduk',
      headerRow: 1,
      columns: COLUMNS,
      onlyUpdates: false,
      unknownHeadings: [],
    });
    expect(xlsx.rows).toHaveLength(1_200);
    expect(problems(xlsx.rows)).toEqual([]);
    expect(xls).toEqual(xlsx);
    expect(entries(xlsx.rows)[0]).toMatchObject({ name: people[0]!.nama, nik: people[0]!.nik });
  });

  it('is read in any order of columns, with words, titles above and signatures below', async () => {
    const messy = messUp(people.slice(0, 500));
    for (const xls of [false, true]) {
      const { table, rows } = await read(writeSpreadsheet(messy.rows, { ...messy.layout, xls }));
      expect(table).toMatchObject({ sheetName: 'Sheet1', unknownHeadings: ['Keterangan lain'] });
      expect(table.columns).toHaveLength(43);
      expect(rows).toHaveLength(500);
      expect(rows[0]!.row).toBe(table.headerRow + 1);
      expect(problems(rows).length).toBe(messy.spoiled);
    }
  });

  it('passes over who signed beneath it, and nobody of whom anything is said', async () => {
    const [first, second] = people as [RegisterRow, RegisterRow];
    const file = writeSpreadsheet([first, { alamat: second.alamat, nama: second.nama }], {
      below: [['Mengetahui', 'Batu Putih'], ['Kepala Desa'], [null, 'Sekretaris Desa']],
    });
    const { rows } = await read(file);
    expect(rows.map(({ row }) => row)).toEqual([2, 3]);
    // In a sheet that only changes people, one without a NIK is told.
    const phones = writeSpreadsheet([{ nik: first.nik, telepon: '081234567890' }], {
      headings: [
        ['nik', 'nik'],
        ['telepon', 'telepon'],
      ],
      below: [[null, '081234567891']],
    });
    expect((await read(phones)).rows.map(({ row }) => row)).toEqual([2, 3]);
  });

  it('is found on whatever sheet it stands, behind numbered columns', async () => {
    const book = XLSX.read(writeSpreadsheet(people.slice(0, 3)), { type: 'buffer' });
    const [name = ''] = book.SheetNames;
    const lines = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1 });
    lines.splice(
      1,
      0,
      COLUMNS.map((_, index) => index + 1),
    );
    book.Sheets = {};
    book.SheetNames = [];
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['Petunjuk']]), 'Petunjuk');
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(lines), 'Isian');
    const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    const { table, rows } = await read(bytes);
    expect(table.sheetName).toBe('Isian');
    expect(rows.map(({ row }) => row)).toEqual([3, 4, 5]);
  });

  it('says what stands wrongly, by the heading of the file and the row as Excel counts', async () => {
    const rows: RegisterRow[] = [people[0]!, { ...people[1]!, sex: 'X', nik: 5.2e15 }];
    const headings = [
      ['Jenis Kelamin', 'sex'],
      ...COLUMNS.filter((key) => key !== 'sex').map((key) => [key, key] as const),
    ] as const;
    const result = await read(writeSpreadsheet(rows, { headings, above: [['Judul']] }));
    expect(problems(result.rows)).toMatchObject([
      { row: 4, column: 'nik', found: '5200000000000000' },
      { row: 4, column: 'Jenis Kelamin', found: 'X' },
    ]);
    expect(JSON.parse(result.rows[1]!.data)).toMatchObject({ sex: 'X', nama: people[1]!.nama });
  });

  it('numbers rows as it can where the file numbers them wildly', async () => {
    const cells = (values: readonly unknown[]) =>
      values.map((value) => `<c t="str"><v>${String(value ?? '')}</v></c>`).join('');
    const row = (number: string, values: readonly unknown[]) =>
      `<row r="${number}">${cells(values)}</row>`;
    const lines = people.slice(0, 4).map((person) => COLUMNS.map((key) => person[key]));
    const { rows } = await read(
      workbook(
        `<worksheet><sheetData>${row('7', COLUMNS)}${row('9', lines[0]!)}${row('9', lines[1]!)}` +
          `${row('x', lines[2]!)}${row('99999999999', lines[3]!)}</sheetData></worksheet>`,
      ),
    );
    expect(problems(rows)).toEqual([]);
    expect(rows.map(({ row }) => row)).toEqual([9, 10, 11, 12]);
  });

  it('counts formulas by the value stored with them, and days from 1904 where the file does', async () => {
    const text = (value: string) => `<x:c t="inlineStr"><x:is><x:t>${value}</x:t></x:is></x:c>`;
    const number = (value: number) => `<x:c><x:v>${value}</x:v></x:c>`;
    const headings =
      'nama no_kk nik sex tempatlahir agama_id status_kawin kk_level tanggallahir'.split(' ');
    const cells = [
      '<x:c t="str"><x:f>UPPER(A1)</x:f><x:v>SITI AMIN&#65;H</x:v></x:c>',
      text('5207020102100004'),
      text('5207026311800003'),
      number(2),
      text('Taliwang'),
      ...[1, 2, 3].map(number),
      '<x:c><x:f>DATE(1980,11,23)</x:f><x:v>28086</x:v></x:c>',
    ];
    const { rows } = await read(
      workbook(
        '<x:worksheet xmlns:x="main"><x:sheetData>' +
          `<x:row r="3">${headings.map(text).join('')}</x:row>` +
          `<x:row>${cells.join('')}</x:row></x:sheetData></x:worksheet>`,
      ),
    );
    expect(rows.map(({ row }) => row)).toEqual([4]);
    expect(entries(rows)).toMatchObject([{ name: 'SITI AMINAH', birth_date: '1980-11-23' }]);
  });
});

describe('a file that is no population spreadsheet is refused with a sentence', () => {
  const whole = writeSpreadsheet(people.slice(0, 50));
  const big = Buffer.alloc(9 * 1024 * 1024, ' ');
  const other = new Map<string, [Buffer, string]>([
    ['nothing', [Buffer.alloc(0), UNREADABLE.empty]],
    ['a PDF', [Buffer.from('%PDF-1.7\n...'), UNREADABLE.pdf]],
    ['a picture', [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), UNREADABLE.image]],
    ['a letter', [Buffer.from('Kepada Yth.\nKepala Desa\n'), UNREADABLE.unknown]],
    ['a web page', [Buffer.from('<html><table><tr><td>NIK'), UNREADABLE.html]],
    ['noise', [Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]), UNREADABLE.unknown]],
    ['a .docx', [container({ 'word/document.xml': '<a/>' }, 'zip'), UNREADABLE.word]],
    ['an .ods', [container({ mimetype: 'x', 'content.xml': '<a/>' }, 'zip'), UNREADABLE.ods]],
    ['an .xlsb', [container({ 'xl/workbook.bin': 'x' }, 'zip'), UNREADABLE.xlsb]],
    ['a zip of spreadsheets', [container({ 'warga.xlsx': 'x' }, 'zip'), UNREADABLE.zip]],
    ['a .doc', [container({ WordDocument: 'x' }, 'cfb'), UNREADABLE.word]],
    ['a locked file', [container({ EncryptedPackage: 'x' }, 'cfb'), UNREADABLE.locked]],
    ['an Excel 95 file', [container({ Book: 'x' }, 'cfb'), UNREADABLE.tooOld]],
    ['half an .xlsx', [whole.subarray(0, whole.length / 2), UNREADABLE.broken]],
    ['broken XML', [workbook('<worksheet><sheetData><row>'), UNREADABLE.broken]],
    [
      'an entity bomb',
      [workbook('<!DOCTYPE a [<!ENTITY b "cc">]><worksheet>&b;</worksheet>'), UNREADABLE.broken],
    ],
    ['a zip bomb', [workbook('<a/>', { 'xl/workbook.xml': big }), UNREADABLE.bloated]],
    [
      'half an .xls',
      [writeSpreadsheet(people.slice(0, 50), { xls: true }).subarray(0, 9_000), UNREADABLE.broken],
    ],
  ]);

  it.each([...other.keys()])('%s', async (name) => {
    const [file, sentence] = other.get(name)!;
    await expect(read(file)).rejects.toThrow(new UnreadableFile(sentence));
  });

  it('a zip that lies about its sizes', async () => {
    const lying = workbook('<a/>', { 'xl/workbook.xml': big });
    const honest = Buffer.alloc(4);
    honest.writeUInt32LE(big.length);
    for (let at = lying.indexOf(honest); at !== -1; at = lying.indexOf(honest, at)) {
      lying.writeUInt32LE(1_000, at);
    }
    await expect(read(lying)).rejects.toThrow(UnreadableFile);
  });

  it('one without a table', async () => {
    const unrelated = writeSpreadsheet([], {
      headings: [['Barang', undefined]],
      above: [['APBDes']],
    });
    await expect(read(unrelated)).rejects.toThrow(UNREADABLE.noTable);
  });
});
