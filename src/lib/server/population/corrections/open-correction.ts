import type { CorrectionState } from '#lib/domain/correction-state.ts';
import { residentColumns } from '#lib/domain/resident-fields.ts';
import { residentNotes, residentProblems } from '#lib/domain/resident-rules.ts';
import { tellValue } from '#lib/domain/resident-values.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { StoredFile, VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getRecord } from '../own/own-record.ts';
import { today } from '../own/reach.ts';
import { presentValue } from '../own/record-view.ts';
import { versionOf } from '../record/change-resident.ts';
import { readProof } from './attach-proof.ts';
import { findCorrection, findProofs, type CorrectionRow } from './correction-store.ts';
import { isOwnMatter, notThere, requireDecider } from './decide-policy.ts';
import { describeWishes, howMuch, type WishLine } from './describe-wishes.ts';
import { sameValue } from './judge-wish.ts';
import { answerBy } from './list-own-corrections.ts';
import { sentWishes } from './wishes.ts';

/** A wish beside what the register holds now. */
export interface ComparedWish extends WishLine {
  /** As the register has it now, numbers masked. */
  present: string;
  /** The register has changed since it was asked. */
  moved: boolean;
  /** The register says already what is wanted. */
  fulfilled: boolean;
}

/** All that an officer needs to decide. */
export interface OpenedCorrection {
  id: string;
  residentId: string;
  name: string;
  /** Who asked, where it was not the person themselves. */
  byName: string | null;
  state: CorrectionState;
  accepted: 'all' | 'some';
  at: Date;
  answerBy: Date;
  decidedAt: Date | null;
  note: string;
  reason: string | null;
  wishes: ComparedWish[];
  /** What would look odd, or cannot be, if all were accepted. */
  odd: string[];
  proofs: {
    id: string;
    label: string;
    fileName: string;
    mediaType: string;
    bytes: number;
    gone: boolean;
  }[];
  ownMatter: boolean;
  /** Which state of the record this shows; goes back with the decision. */
  version: string;
}

/** Opens a request for an officer. A reading of the resident's data: they see who looked. */
export async function openCorrection(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<OpenedCorrection> {
  requireDecider(visitor);
  const row = await getSent(tx, id);
  await recordEvent(tx, village.id, visitor, {
    action: 'population.read-correction',
    subjectKind: 'correction',
    subjectId: row.id,
    residentId: row.resident_id,
  });
  const record = await getRecord(tx, row.resident_id);
  const sent = sentWishes(row);
  const present = Object.fromEntries(residentColumns.map((column) => [column, record[column]]));
  const wanted = Object.fromEntries(sent.map((wish) => [wish.field, wish.wanted]));
  const whole = { ...present, ...wanted, nik: record.nik };
  const usual = new Set(residentNotes({ ...present, nik: record.nik }, today(village)));
  const proofs = await findProofs(tx, row.id);
  return {
    id: row.id,
    residentId: row.resident_id,
    name: row.resident_name,
    byName: row.asked_by === row.resident_id ? null : row.asker_name,
    state: row.state,
    accepted: howMuch(sent),
    at: row.created_at,
    answerBy: answerBy(row),
    decidedAt: row.decided_at,
    note: row.note,
    reason: row.reason,
    wishes: describeWishes(row).map((line, index) => {
      const value = presentValue(record, line.column);
      return {
        ...line,
        present: tellValue(line.column, value),
        moved: !sameValue(value, sent[index]!.was),
        fulfilled: sameValue(value, sent[index]!.wanted),
      };
    }),
    odd:
      row.state === 'waiting'
        ? [
            ...Object.values(
              residentProblems(
                whole,
                sent.map((wish) => wish.field),
                today(village),
              ),
            ),
            ...residentNotes(whole, today(village)).filter((note) => !usual.has(note)),
          ]
        : [],
    proofs: proofs.map((proof) => ({
      id: proof.id,
      label: `Bukti ${proof.position}`,
      fileName: proof.file_name,
      mediaType: proof.media_type,
      bytes: proof.bytes,
      gone: proof.deleted_at !== null,
    })),
    ownMatter: await isOwnMatter(tx, row, visitor),
    version: versionOf(record),
  };
}

async function getSent(tx: VillageTx, id: string): Promise<CorrectionRow> {
  const row = await findCorrection(tx, id);
  if (!row || row.state === 'draft') throw notThere();
  return row;
}

/** A proof, for an officer. Recorded. */
export async function openProof(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; fileId: string },
): Promise<StoredFile & { content: Buffer }> {
  requireDecider(visitor);
  const row = await getSent(tx, input.id);
  const file = await readProof(tx, village.id, row.id, input.fileId);
  await recordEvent(tx, village.id, visitor, {
    action: 'population.read-proof',
    subjectKind: 'correction',
    subjectId: row.id,
    residentId: row.resident_id,
  });
  return file;
}
