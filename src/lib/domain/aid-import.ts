import { type Cell, cellText, isBlankCell } from './cell.ts';
import { normaliseIdNumber } from './id-number.ts';
import { kkProblem } from './kk.ts';
import { nikProblem } from './nik.ts';
import { type DateSystem, parseDate } from './parse-date.ts';

/** What a sheet of recipients can tell of each, by our names for its columns. */
const columns = ['nik', 'kk', 'member', 'name', 'card', 'decile', 'decileOn', 'group'] as const;
type Column = (typeof columns)[number];

/** How the columns are headed in practice: OpenSID's form, the ministry's lists, our own export. */
const headings: Record<Column, RegExp> = {
  nik: /^(kartu)?nik(penerima|peserta|pengurus|kpm|ketua)?$/,
  kk: /^(no|nomor)?(kk|kartukeluarga)$/,
  // OpenSID's: a NIK or a family's number, as the programme has it.
  member: /^(peserta|nopeserta|nomorpeserta)$/,
  name: /^(kartu)?nama(penerima|peserta|pengurus|kpm|lengkap|ketua)?$/,
  card: /^(no|nomor)?(idkartu|kartu(kks|peserta)?|kks)$/,
  decile: /^desil(nasional)?$/,
  decileOn: /^(tanggal|tgl)(data)?desil$/,
  group: /^(nama)?kelompok$/,
};

const columnOf = (cell: Cell): Column | undefined => {
  const bare = cellText(cell)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return columns.find((column) => headings[column].test(bare));
};

/** A row of a sheet, read; `problem` says why it cannot be taken. */
export interface AidRow {
  /** As the spreadsheet program counts it. */
  number: number;
  /** 16 digits, or empty. */
  nik: string;
  kk: string;
  name: string;
  card: string;
  decile: number | null;
  decileOn: string | null;
  group: string;
  problem: string;
}

interface Sheet {
  rows: readonly { number: number; cells: readonly Cell[] }[];
}

const headWithin = 30;

/**
 * Finds the table of recipients among the sheets and reads its rows. The first row that heads a NIK, a
 * family's number or a participant is where it begins.
 * @returns undefined when no sheet has such a table
 */
export function readAidSheets(
  sheets: readonly Sheet[],
  target: 'person' | 'family' | 'household' | 'group',
  system: DateSystem = {},
): AidRow[] | undefined {
  for (const { rows } of sheets) {
    const start = rows.slice(0, headWithin).findIndex(({ cells }) => {
      const found = cells.map(columnOf);
      return found.some((column) => column === 'nik' || column === 'kk' || column === 'member');
    });
    if (start === -1) continue;
    const at = new Map<Column, number>();
    for (const [index, cell] of rows[start]!.cells.entries()) {
      const column = columnOf(cell);
      if (column && !at.has(column)) at.set(column, index);
    }
    return rows
      .slice(start + 1)
      .filter(({ cells }) => [...at.values()].some((index) => !isBlankCell(cells[index])))
      .map(({ number, cells }) =>
        readRow(number, (column) => cells[at.get(column) ?? -1], target, system),
      );
  }
  return undefined;
}

function readRow(
  number: number,
  cell: (column: Column) => Cell,
  target: 'person' | 'family' | 'household' | 'group',
  system: DateSystem,
): AidRow {
  const problems: string[] = [];
  const digits = (value: Cell, judge: (text: string) => string | undefined, what: string) => {
    if (isBlankCell(value)) return '';
    const read = normaliseIdNumber(value);
    if (!read.ok) {
      problems.push(`${what}: ${read.expected}`);
      return '';
    }
    const problem = judge(read.value.digits);
    if (problem) problems.push(`${what}: ${problem}`);
    return problem ? '' : read.value.digits;
  };
  const member = cell('member');
  const memberIsFamily = target === 'family' && isBlankCell(cell('kk'));
  const nik = digits(
    isBlankCell(cell('nik')) && target === 'person' ? member : cell('nik'),
    nikProblem,
    'NIK',
  );
  const kk = digits(memberIsFamily ? member : cell('kk'), kkProblem, 'Nomor KK');
  if (!nik && !kk && problems.length === 0) problems.push('NIK atau nomor KK kosong');
  const decile = readDecile(cell('decile'));
  if (decile === undefined) problems.push('Desil: angka 1 sampai 10');
  const on = parseDate(cell('decileOn'), system);
  if (!on.ok) problems.push(`Tanggal desil: ${on.expected}`);
  return {
    number,
    nik,
    kk,
    name: cellText(cell('name')).slice(0, 100),
    card: cellText(cell('card')).slice(0, 40),
    decile: decile ?? null,
    decileOn: on.ok ? (on.value ?? null) : null,
    group: cellText(cell('group')).slice(0, 120),
    problem: problems.join('; '),
  };
}

function readDecile(cell: Cell): number | null | undefined {
  const text = cellText(cell);
  if (isBlankCell(text)) return null;
  return /^([1-9]|10)(\.0)?$/.test(text) ? Number(text) : undefined;
}

/** How a row stands to the register and to the programme. */
export const aidVerdicts = {
  new: 'Masuk',
  unreadable: 'Tidak bisa dibaca',
  double: 'Ganda di berkas ini',
  already: 'Sudah menjadi penerima program ini',
  unknown: 'Tidak ada di data penduduk',
  dead: 'Meninggal dunia',
  moved: 'Pindah atau tidak di desa lagi',
  unfit: 'Tidak cocok dengan sasaran program',
  own: 'Menyangkut Anda atau keluarga Anda',
} as const;
export type AidVerdict = keyof typeof aidVerdicts;

/** Whether two spellings of a name are the same but for signs, spaces and titles after a comma. */
export function sameName(one: string, other: string): boolean {
  const bare = (name: string) =>
    name
      .split(',')[0]!
      .toUpperCase()
      .replace(/[^\p{L}]/gu, '');
  return bare(one) === bare(other);
}
