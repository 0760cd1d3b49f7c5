import { isBlankCell } from '#lib/domain/cell.ts';
import { kkProblem, kkWarnings } from '#lib/domain/kk.ts';
import { isTemporaryNik, nikProblem, nikWarnings } from '#lib/domain/nik.ts';
import { parseDate } from '#lib/domain/parse-date.ts';
import { readPersonName } from '#lib/domain/person-name.ts';
import * as codes from '#lib/domain/reference-codes.ts';
import { codeFrom, expectedOf } from '#lib/domain/reference-codes.ts';
import { type ColumnKey, columnTitle } from '../columns.ts';
import type { TableRow } from '../reading/find-table.ts';
import type { RegisterEntry, RowReading } from './register-entry.ts';
import { readFields } from './row-fields.ts';
import { readerOf, type RowContext, type RowReader } from './row-reader.ts';

/** Columns that are seldom blank in good data; a resident goes in without them, with a word. */
const MISSED: readonly ColumnKey[] = ['tempatlahir', 'agama_id', 'status_kawin', 'dusun'];

/**
 * Reads one row of the population spreadsheet: a resident with family and place, or every problem
 * of the row at once. Blank is allowed everywhere but in name, NIK, KK, sex and birth date; what is
 * written must be understood. Parents' details, contacts and coordinates that are not are left out
 * with a warning, since they say nothing about who the resident is.
 *
 * Of a sheet that only updates, a row needs its NIK and nothing else: it says what changes.
 */
export function readRow(tableRow: TableRow, context: RowContext): RowReading {
  const cells = readerOf(tableRow, context);
  const { number } = tableRow;
  const who = context.onlyUpdates ? readKnown(cells) : readPerson(cells);
  const filled = readFields(cells);
  const { problems } = cells;
  if (problems.length > 0 || !who) return { row: number, problems, warnings: [] };

  const entry: RegisterEntry = { ...who, ...filled };
  const warnings: string[] = [];
  if (!context.onlyUpdates) {
    warnings.push(
      ...MISSED.filter((key) => cells.isBlank(key)).map((key) => `${columnTitle(key)} kosong`),
    );
    if (entry.kk_number && entry.relation == null) {
      warnings.push('Hubungan dalam keluarga kosong');
    }
    if (entry.birth_date === null) warnings.push('Tanggal lahir tidak diketahui');
  }
  if (entry.name && entry.name.length > 60) warnings.push('Nama lebih dari 60 huruf');
  warnings.push(...cells.warnings);
  if (entry.nik && entry.sex !== undefined) {
    const facts = { sex: entry.sex, birthDate: entry.birth_date ?? undefined };
    warnings.push(...nikWarnings(entry.nik, facts).map(sentence));
  }
  if (entry.kk_number) {
    warnings.push(...kkWarnings(entry.kk_number, entry.nik ?? undefined).map(sentence));
  }
  return { row: number, entry, problems, warnings };
}

/** Who a row of a whole register is. */
function readPerson(cells: RowReader): RegisterEntry | undefined {
  const name = cells.take('nama', readPersonName(cells.row.nama));
  const nik = knownNumber(cells.idNumber('nik', '16 angka, atau 0 bila belum punya NIK'));
  if (nik) refuseIf(cells, 'nik', nikProblem(nik), 'NIK');
  const kk = knownNumber(cells.idNumber('no_kk', '16 angka, atau 0 bila belum punya KK'));
  if (kk) refuseIf(cells, 'no_kk', kkProblem(kk), 'KK');
  const sex = readSex(cells);
  const birthDate = readBirthDate(cells, Boolean(nik));
  if (name === undefined || sex === undefined || birthDate === undefined) return undefined;
  return {
    nik: nik ?? null,
    nik_temporary: !nik || isTemporaryNik(nik),
    ...(kk && { kk_number: kk }),
    name,
    sex,
    birth_date: birthDate,
  };
}

/** Whom a row of an update means, and what it says of who they are. */
function readKnown(cells: RowReader): RegisterEntry | undefined {
  const nik = cells.idNumber('nik', 'NIK warga yang sudah terdaftar (16 angka)');
  if (nik === undefined) return undefined;
  refuseIf(cells, 'nik', nikProblem(nik));
  const written = (key: ColumnKey): boolean => !cells.isBlank(key);
  const name = written('nama') ? cells.take('nama', readPersonName(cells.row.nama)) : undefined;
  const kk = written('no_kk')
    ? knownNumber(cells.idNumber('no_kk', 'nomor KK (16 angka)'))
    : undefined;
  if (kk) refuseIf(cells, 'no_kk', kkProblem(kk));
  const sex = written('sex') ? readSex(cells) : undefined;
  const birthDate = written('tanggallahir') ? readBirthDate(cells, true) : undefined;
  return {
    only_update: true,
    nik,
    nik_temporary: isTemporaryNik(nik),
    ...(kk && { kk_number: kk }),
    ...(name !== undefined && { name }),
    ...(sex !== undefined && { sex }),
    ...(birthDate != null && { birth_date: birthDate }),
  };
}

function refuseIf(
  cells: RowReader,
  key: ColumnKey,
  problem: string | undefined,
  mayBeZero?: string,
): void {
  if (problem === undefined) return;
  cells.refuse(key, mayBeZero ? `${problem}; tulis 0 bila belum punya ${mayBeZero}` : problem);
}

const readSex = (cells: RowReader): 1 | 2 | undefined =>
  (codeFrom(codes.SEX, cells.row.sex) as 1 | 2 | undefined) ??
  cells.refuse('sex', expectedOf(codes.SEX));

/** @returns null for one written as zeros (00-00-0000), which stand for "not known" */
function readBirthDate(cells: RowReader, hasNik: boolean): string | null | undefined {
  const { row, context } = cells;
  const read = parseDate(row.tanggallahir, context);
  if (!read.ok) return cells.refuse('tanggallahir', read.expected);
  if (read.value === undefined) {
    // Someone without a NIK is known by name and birth: neither may be missing.
    const saysUnknown = !isBlankCell(row.tanggallahir) && hasNik;
    return saysUnknown ? null : cells.refuse('tanggallahir', 'tanggal seperti 23-11-1980');
  }
  if (read.value > context.today) {
    const expected = 'tanggal lahir yang sudah lewat, bukan tanggal di masa depan';
    return cells.refuse('tanggallahir', expected);
  }
  if (read.value < '1890') return cells.refuse('tanggallahir', 'tanggal lahir sejak tahun 1890');
  return read.value;
}

/** Null for the zeros that stand for "has none yet"; undefined for what was refused. */
function knownNumber(digits: string | undefined): string | null | undefined {
  return digits !== undefined && /^0+$/.test(digits) ? null : digits;
}

const sentence = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
