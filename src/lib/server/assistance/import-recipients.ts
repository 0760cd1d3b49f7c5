import { requireOfficer } from '#lib/domain/authority.ts';
import { type AidRow, readAidSheets } from '#lib/domain/aid-import.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx, withVillage } from '#lib/server/platform/index.ts';
import { readSheets, UnreadableFile } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { enterRecipient } from './add-recipient.ts';
import {
  dropImportsBefore,
  endImport,
  findImport,
  findImportLocked,
  insertImport,
} from './import-store.ts';
import { type JudgedRow, judgeRows } from './judge-rows.ts';
import { getOpenProgramme, getProgramme, today } from './policy.ts';
import { readDecision } from './recipient-input.ts';
import type { Typed } from './typed-form.ts';

/** A programme of a village has hundreds; more in one go would keep the audit's chain too long. */
const mostRows = 2_000;
const limits = { rows: mostRows + 100, columns: 60, letters: 300 };
const largest = 10 * 1024 * 1024;
const life = 7 * 24 * 60 * 60_000;

const atFile = (message: string) => new Refusal('invalid', message, { berkas: message });

/**
 * Reads a spreadsheet of recipients and puts its rows aside, to be looked at before anything is
 * written. The file itself is not kept.
 * @returns the import's id
 * @throws Refusal 'invalid' with what to do, for a file that cannot be read or has no such table
 */
export async function checkImport(
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; name: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<string> {
  requireOfficer(visitor, 'aid.manage');
  const programme = await withVillage(village.id, (tx) => getOpenProgramme(tx, input.programmeId));
  if (input.bytes.length === 0) throw atFile('Pilih berkas Excel atau CSV berisi penerima.');
  if (input.bytes.length > largest)
    throw atFile('Berkas ini lebih dari 10 MB. Bagi, lalu coba lagi.');
  let rows: AidRow[] | undefined;
  try {
    const { sheets, date1904 } = await readSheets({ bytes: input.bytes, ...limits });
    rows = readAidSheets(sheets, programme.target, { date1904 });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw atFile(error.message);
  }
  if (!rows)
    throw atFile('Judul kolom tidak ditemukan. Beri judul NIK atau Nomor KK di atas datanya.');
  if (rows.length === 0) throw atFile('Tidak ada penerima di bawah judul kolomnya.');
  if (rows.length > mostRows)
    throw atFile(`Paling banyak ${mostRows.toLocaleString('id-ID')} penerima dalam satu berkas.`);
  const fileName = typedLine(input.name.replace(/^.*[\\/]/, '')).slice(-100);
  const list = { fileName: fileName || 'Daftar penerima', rows };
  return withVillage(village.id, (tx) => putAside(tx, village, visitor, programme, list));
}

async function putAside(
  tx: VillageTx,
  village: VillageContext,
  visitor: StaffVisitor,
  programme: { id: string; name: string },
  { fileName, rows }: { fileName: string; rows: readonly AidRow[] },
): Promise<string> {
  const row = { village_id: village.id, programme_id: programme.id, file_name: fileName };
  const by = { created_by: visitor.staffId, created_at: now() };
  const id = await insertImport(tx, { ...row, ...by }, rows);
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.check-import',
    subjectKind: 'aid-programme',
    subjectId: programme.id,
    details: { programme: programme.name, count: rows.length },
  });
  return id;
}

/**
 * The same for those whom another system has in a programme that was taken over from it. Who is in the
 * programme already is left out.
 * @returns the import's id
 * @throws Refusal 'conflict' where nobody is left
 */
export async function checkCarried(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; from: string; rows: readonly AidRow[] },
): Promise<string> {
  requireOfficer(visitor, 'aid.manage');
  const programme = await getOpenProgramme(tx, input.programmeId);
  const judged = await judgeRows(tx, visitor, programme, input.rows);
  const rows = judged.filter(({ verdict }) => verdict !== 'already').map(({ row }) => row);
  if (rows.length === 0)
    throw new Refusal('conflict', `Semua penerima dari ${input.from} sudah ada di program ini.`);
  const list = { fileName: `Penerima dari ${input.from}`, rows: rows.slice(0, mostRows) };
  return putAside(tx, village, visitor, programme, list);
}

/** A file that was read, row by row with what would become of it. */
export interface CheckedImport {
  id: string;
  programmeId: string;
  programme: string;
  fileName: string;
  state: 'checked' | 'done' | 'dropped';
  /** How many were taken over. */
  taken: number | null;
  rows: JudgedRow[];
}

/** The check, as the register is now. Recorded. @throws Refusal 'not-found' */
export async function openImport(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; id: string },
): Promise<CheckedImport> {
  requireOfficer(visitor, 'aid.manage');
  const row = await findImport(tx, input.id);
  if (row?.programme_id !== input.programmeId)
    throw new Refusal('not-found', 'Pemeriksaan berkas ini tidak ada.');
  const programme = await getProgramme(tx, row.programme_id);
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.read-import',
    subjectKind: 'aid-programme',
    subjectId: programme.id,
    details: { programme: programme.name },
  });
  return {
    id: row.id,
    programmeId: programme.id,
    programme: programme.name,
    fileName: row.file_name,
    state: row.state as CheckedImport['state'],
    taken: row.taken,
    rows: await judgeRows(tx, visitor, programme, row.rows as unknown as AidRow[]),
  };
}

/**
 * Takes over whoever can be, judged anew; the rest is left out. Each is told.
 * @param input.typed masuk ('usulan' or 'aktif'); keputusan, tanggalKeputusan
 * @returns how many
 * @throws Refusal 'conflict' when it was done already, 'invalid' where nobody is left to take over
 */
export async function carryOutAidImport(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; id: string; typed: Typed },
): Promise<number> {
  requireOfficer(visitor, 'aid.manage');
  const programme = await getOpenProgramme(tx, input.programmeId);
  const { rows } = await take(tx, input);
  const decision = input.typed.masuk === 'aktif' ? readDecision(input.typed, today(village)) : null;
  const judged = await judgeRows(tx, visitor, programme, rows);
  let taken = 0;
  for (const { verdict, bond, row } of judged) {
    if (verdict !== 'new' || !bond) continue;
    const dated = row.decile !== null && row.decileOn !== null;
    const card = {
      card_number: row.card,
      decile: dated ? row.decile : null,
      decile_on: dated ? row.decileOn : null,
    };
    await enterRecipient(tx, village, visitor, programme, { bond, card, decision });
    taken += 1;
  }
  if (taken === 0)
    throw new Refusal('invalid', 'Tidak ada yang bisa dimasukkan. Perbaiki berkasnya dulu.');
  await endImport(tx, input.id, { state: 'done', taken });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.import',
    subjectKind: 'aid-programme',
    subjectId: programme.id,
    details: { programme: programme.name, count: taken },
  });
  return taken;
}

/** Throws a checked file away. */
export async function dropAidImport(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { programmeId: string; id: string },
): Promise<void> {
  requireOfficer(visitor, 'aid.manage');
  const programme = await getProgramme(tx, input.programmeId);
  await take(tx, input);
  await endImport(tx, input.id, { state: 'dropped', taken: null });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.drop-import',
    subjectKind: 'aid-programme',
    subjectId: programme.id,
    details: { programme: programme.name },
  });
}

/** @throws Refusal 'not-found'; 'conflict' when it was taken over or thrown away */
async function take(tx: VillageTx, input: { programmeId: string; id: string }) {
  const row = await findImportLocked(tx, input.id);
  if (row?.programme_id !== input.programmeId)
    throw new Refusal('not-found', 'Pemeriksaan berkas ini tidak ada.');
  if (row.state !== 'checked')
    throw new Refusal('conflict', 'Berkas ini sudah dimasukkan atau dibuang.');
  return { rows: row.rows as unknown as AidRow[] };
}

/** Forgets what was checked and left lying for a week. @returns how many */
export const dropOldAidImports = (
  tx: VillageTx,
  _village: VillageContext,
  limit: number,
): Promise<number> => dropImportsBefore(tx, new Date(now().getTime() - life), limit);
