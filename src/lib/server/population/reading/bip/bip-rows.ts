import { cellText, isBlankCell } from '#lib/domain/cell.ts';
import { ALL_COLUMNS, type ColumnKey, columnOfHeading, type RegisterRow } from '../../columns.ts';
import { HEADER_WITHIN, storable, type TableRow } from '../find-table.ts';
import type { RawRow, SheetSource } from '../sheet-source.ts';
import { READING_LIMITS, UNREADABLE, UnreadableFile } from '../unreadable-file.ts';
import { familyFacts, type FamilyFacts, isFamilyLine, loneFamilyNumber } from './family-line.ts';
import { type BipKind, bipKind, plain } from './kinds.ts';

/** A book of Dukcapil: its sheets, and the columns that its members' tables have. */
export interface BipBook {
  kind: BipKind;
  sheetNames: string[];
  columns: ReadonlyMap<ColumnKey, string>;
  unknownHeadings: string[];
}

/** Headings of the books that mean something else than elsewhere, or nothing of ours. */
const BOOK_HEADINGS: Readonly<Record<string, ColumnKey>> = {
  TMPLAHIR: 'tempatlahir',
  TEMPATLHR: 'tempatlahir',
  TGLLHR: 'tanggallahir',
  LP: 'sex',
  GOLDRH: 'golongan_darah_id',
  GDR: 'golongan_darah_id',
  STATUS: 'status_kawin',
  STATKWN: 'status_kawin',
  STATUSKAWIN: 'status_kawin',
  HUBKEL: 'kk_level',
  STATHBKEL: 'kk_level',
  STATUSHUBKEL: 'kk_level',
  PDDKAKHIR: 'pendidikan_kk_id',
  PENDIDIKANAKHIR: 'pendidikan_kk_id',
  JENISPEKERJAAN: 'pekerjaan_id',
  NAMAIBU: 'nama_ibu',
  NAMAAYAH: 'nama_ayah',
  NOAKTALAHIR: 'akta_lahir',
  NOAKTALHR: 'akta_lahir',
};

/** Columns that say something else in these books than their headings do elsewhere. */
const UNLIKE: ReadonlySet<ColumnKey> = new Set(['ket', 'ktp_el'] as const);

const PASSED_OVER = /^(NO|NOURUT|NOUR|KET|KETERANGAN|WJBKTP|KTPEL)?$/;

/** The book that a workbook is; undefined for any other. */
export async function findBip(source: SheetSource): Promise<BipBook | undefined> {
  const sheetNames: string[] = [];
  let kind: BipKind | undefined;
  let columns: ReadonlyMap<ColumnKey, string> = new Map();
  let unknownHeadings: string[] = [];
  for (const name of source.sheetNames) {
    const rows = await firstRows(source, name);
    const found = bipKind(rows);
    if (!found || (kind && found !== kind)) continue;
    const heading = rows.map(headingsOf).find((headings) => headings);
    if (!heading) continue;
    kind = found;
    sheetNames.push(name);
    if (columns.size === 0) {
      columns = new Map([...heading.columns].map(([key, { heading }]) => [key, heading]));
      unknownHeadings = heading.unknown;
    }
  }
  return kind && { kind, sheetNames, columns, unknownHeadings };
}

async function firstRows(source: SheetSource, name: string): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const step of source.rows(name)) {
    rows.push(...step);
    if (rows.length >= HEADER_WITHIN) break;
  }
  return rows.slice(0, HEADER_WITHIN);
}

interface Headings {
  columns: ReadonlyMap<ColumnKey, { index: number; heading: string }>;
  unknown: string[];
}

/** The headings of a members' table, if the row has them: NIK and name at least. */
function headingsOf({ cells }: RawRow): Headings | undefined {
  const columns = new Map<ColumnKey, { index: number; heading: string }>();
  const unknown: string[] = [];
  for (const [index, cell] of cells.entries()) {
    if (typeof cell !== 'string') continue;
    const heading = cellText(cell).slice(0, 100);
    const key = BOOK_HEADINGS[plain(heading)] ?? columnOfHeading(heading);
    if (key && !columns.has(key) && !UNLIKE.has(key)) columns.set(key, { index, heading });
    else if (!PASSED_OVER.test(plain(heading))) unknown.push(heading);
  }
  return columns.has('nik') && columns.has('nama') && columns.size >= 5
    ? { columns, unknown }
    : undefined;
}

/**
 * The members of all families of a book, each with what stands above them: number, address and place.
 * Rows are numbered on from sheet to sheet, so that none is taken for another.
 */
export async function* bipRows(
  source: SheetSource,
  book: BipBook,
): AsyncGenerator<TableRow[], void, undefined> {
  let offset = 0;
  let count = 0;
  for (const name of book.sheetNames) {
    let last = 0;
    let headings: Headings | undefined;
    let family: FamilyFacts = {};
    let ofSheet: FamilyFacts = {};
    let inMembers = false;
    for await (const step of source.rows(name)) {
      const rows: TableRow[] = [];
      for (const row of step) {
        if (row.number <= last) throw new UnreadableFile(UNREADABLE.broken);
        last = row.number;
        const found = headingsOf(row);
        if (found) {
          headings = found;
          inMembers = true;
          continue;
        }
        const member = headings && !isFamilyLine(row) ? memberOf(row, headings) : undefined;
        if (member) {
          inMembers = true;
          rows.push({ number: offset + row.number, row: { ...family, ...member } });
          count += 1;
          if (count > READING_LIMITS.dataRows) throw new UnreadableFile(UNREADABLE.tooManyRows);
          continue;
        }
        const facts = loneFamilyNumber(row) ?? familyFacts(row);
        if (!facts) continue;
        // The first line about a family after members belongs to the next one, as does a new number.
        const next = inMembers || (facts.no_kk !== undefined && family.no_kk !== undefined);
        family = next ? { ...ofSheet, ...facts } : { ...family, ...facts };
        // A place above the first family is that of the whole sheet.
        if (family.no_kk === undefined && !headings) ofSheet = placeOf(family);
        inMembers = false;
      }
      if (rows.length > 0) yield rows;
    }
    offset += last;
  }
}

const placeOf = ({ dusun, rw, rt }: FamilyFacts): FamilyFacts => ({
  ...(dusun !== undefined && { dusun }),
  ...(rw !== undefined && { rw }),
  ...(rt !== undefined && { rt }),
});

/** A member's row has a NIK, or a name beside a birth date; anything else is a line between tables. */
function memberOf({ cells }: RawRow, { columns }: Headings): RegisterRow | undefined {
  const at = (key: ColumnKey) => {
    const place = columns.get(key);
    return place && cells[place.index];
  };
  const nik = cellText(at('nik')).replace(/\D/g, '');
  const hasName = /\p{L}/u.test(cellText(at('nama')));
  if (nik.length < 8 && !(hasName && /\d/.test(cellText(at('tanggallahir'))))) return undefined;
  const row: RegisterRow = {};
  for (const key of ALL_COLUMNS) {
    const cell = at(key);
    if (!isBlankCell(cell)) row[key] = typeof cell === 'string' ? storable(cell) : cell;
  }
  // Who has no NIK yet has blank or zeros there.
  if (nik === '' || /^0+$/.test(nik)) row.nik = '0';
  return row;
}
