import {
  columnsOfPart,
  likelierSide,
  mergeParts,
  type MergePart,
} from '#lib/domain/merge-choice.ts';
import { BASIC_STATUS, FAMILY_RELATION, labelOf } from '#lib/domain/reference-codes.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { isResidentColumn, residentField } from '#lib/domain/resident-fields.ts';
import { tellWhole } from '#lib/domain/resident-values.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvents } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findRecord, type RecordRow } from '../own/record-store.ts';
import { versionOf } from './change-resident.ts';
import { areaWords } from './describe-record.ts';
import { findTies, findWorkingAccount } from './merge-store.ts';
import { requireEditor } from './record-policy.ts';

/** One of two records that are compared. */
export interface ComparedSide {
  id: string;
  name: string;
  version: string;
  photo: boolean;
  /** What hangs on it: "akun Layanan Mandiri (aktif)", "3 permohonan". */
  ties: string[];
}

/** A part in which the two differ. */
export interface ComparedPart {
  part: MergePart;
  label: string;
  a: string;
  b: string;
  likelier: 'a' | 'b';
}

export interface Comparison {
  a: ComparedSide;
  b: ComparedSide;
  differ: ComparedPart[];
  /** Labels of what both say alike. */
  same: string[];
  /** Whose account stays in use; null where neither has one. */
  account: 'a' | 'b' | null;
}

/**
 * Two records side by side, with their numbers in full: without them nobody could tell which NIK is
 * the right one. Recorded as a reading of both.
 * @throws Refusal 'not-found', also for a double that was merged already
 */
export async function compareResidents(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  ids: { a: string; b: string },
): Promise<Comparison> {
  requireEditor(visitor);
  if (ids.a === ids.b) throw new Refusal('not-found', 'Pilih dua data yang berbeda.');
  const a = await getRecord(tx, ids.a);
  const b = await getRecord(tx, ids.b);
  await recordEvents(
    tx,
    villageId,
    visitor,
    [a, b].map(({ id }) => ({
      action: 'population.compare',
      subjectKind: 'resident',
      subjectId: id,
      residentId: id,
    })),
  );
  const differ: ComparedPart[] = [];
  const same: string[] = [];
  for (const part of mergeParts) {
    const likelier = likelierSide(a, b, part);
    if (likelier)
      differ.push({ part, label: labelOfPart(part), a: tell(a, part), b: tell(b, part), likelier });
    else if (tell(a, part)) same.push(labelOfPart(part));
  }
  const works = await findWorkingAccount(tx, [a.id, b.id]);
  const account = works ? (works === a.id ? 'a' : 'b') : null;
  return { a: await side(tx, a), b: await side(tx, b), differ, same, account };
}

async function getRecord(tx: VillageTx, id: string): Promise<RecordRow> {
  const row = await findRecord(tx, id);
  if (!row) throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  if (row.merged_into)
    throw new Refusal('not-found', `Data ${row.name} sudah digabung ke data lain.`);
  return row;
}

const accountStates: Readonly<Record<string, string>> = {
  active: 'akun Layanan Mandiri aktif',
  issued: 'akun Layanan Mandiri dengan PIN dari slip',
  closed: 'akun Layanan Mandiri yang sudah ditutup',
};

async function side(tx: VillageTx, row: RecordRow): Promise<ComparedSide> {
  const ties = await findTies(tx, row.id);
  return {
    id: row.id,
    name: row.name,
    version: versionOf(row),
    photo: row.photo_file_id !== null,
    ties: [
      ties.account ? (accountStates[ties.account] ?? '') : '',
      ties.requests ? `${ties.requests} permohonan surat` : '',
      ties.events ? `${ties.events} peristiwa` : '',
    ].filter(Boolean),
  };
}

function labelOfPart(part: MergePart): string {
  if (part === 'nik') return 'NIK';
  if (part === 'family_id') return 'Keluarga';
  if (part === 'basic_status') return 'Status dasar';
  if (part === 'photo_file_id') return 'Foto';
  if (part === 'latitude') return 'Letak rumah';
  return residentField(part).label;
}

function tell(row: RecordRow, part: MergePart): string {
  switch (part) {
    case 'nik':
      return row.nik_temporary ? `${row.nik} (sementara)` : row.nik;
    case 'family_id': {
      if (!row.kk_number) return '';
      const relation = row.relation === null ? '' : labelOf(FAMILY_RELATION, row.relation);
      return [`KK ${row.kk_number}`, row.head_name, relation].filter(Boolean).join(', ');
    }
    case 'area_id':
      return row.area_id ? areaWords(row) : '';
    case 'basic_status':
      return labelOf(BASIC_STATUS, row.basic_status);
    case 'photo_file_id':
      return row.photo_file_id ? 'ada foto' : '';
    default:
      return columnsOfPart(part)
        .filter(isResidentColumn)
        .map((column) => tellWhole(column, row[column]))
        .filter(Boolean)
        .join(', ');
  }
}
