import { requireResident } from '#lib/domain/authority.ts';
import { correctionHours, type CorrectionState } from '#lib/domain/correction-state.ts';
import { residentField } from '#lib/domain/resident-fields.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findCorrectionsOf, findProofs, type CorrectionRow } from './correction-store.ts';
import { describeWishes, howMuch, type WishLine } from './describe-wishes.ts';
import { getVisibleCorrection } from './own-correction.ts';
import { draftWishes, sentWishes } from './wishes.ts';

/** A resident's request in their list. */
export interface OwnCorrection {
  id: string;
  state: CorrectionState;
  accepted: 'all' | 'some';
  /** Labels of what was asked for. */
  fields: string[];
  /** Whose record, where it is not the visitor's. */
  forName: string | null;
  /** Who asked, where it was not the visitor. */
  byName: string | null;
  at: Date;
  /** When the office answers at the latest. */
  answerBy: Date;
}

/** One request with all that was asked. */
export interface OwnCorrectionDetail extends OwnCorrection {
  wishes: WishLine[];
  note: string;
  reason: string | null;
  decidedAt: Date | null;
  /** Names of the proofs; `gone` once they are past their time. Only for whoever sent them. */
  proofs: { id: string; name: string; bytes: number; gone: boolean }[];
  mayCancel: boolean;
}

/** More than a page needs; nobody has as many. */
const most = 100;

/** What the visitor asked to have corrected, and what was asked about them. */
export async function listOwnCorrections(
  tx: VillageTx,
  visitor: Visitor,
): Promise<OwnCorrection[]> {
  requireResident(visitor);
  const rows = await findCorrectionsOf(tx, visitor.residentId, most);
  return rows.map((row) => inList(row, visitor.residentId));
}

function inList(row: CorrectionRow, reader: string): OwnCorrection {
  const wishes = row.state === 'draft' ? draftWishes(row) : sentWishes(row);
  return {
    id: row.id,
    state: row.state,
    accepted: row.state === 'accepted' ? howMuch(sentWishes(row)) : 'all',
    fields: wishes.map((wish) => residentField(wish.field).label),
    forName: row.resident_id === reader ? null : row.resident_name,
    byName: row.asked_by === reader ? null : row.asker_name,
    at: row.created_at,
    answerBy: answerBy(row),
  };
}

/** When the office answers at the latest. */
export const answerBy = ({ created_at }: Pick<CorrectionRow, 'created_at'>) =>
  new Date(created_at.getTime() + correctionHours * 60 * 60_000);

/** A request that was sent, for whoever sent it or whose record it is about. */
export async function getOwnCorrection(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<OwnCorrectionDetail> {
  requireResident(visitor);
  const row = await getVisibleCorrection(tx, visitor, id);
  const own = row.asked_by === visitor.residentId;
  const proofs = own ? await findProofs(tx, row.id) : [];
  return {
    ...inList(row, visitor.residentId),
    wishes: row.state === 'draft' ? [] : describeWishes(row),
    note: row.note,
    reason: row.reason,
    decidedAt: row.decided_at,
    proofs: proofs.map((proof) => ({
      id: proof.id,
      name: proof.file_name,
      bytes: proof.bytes,
      gone: proof.deleted_at !== null,
    })),
    mayCancel: own && row.state === 'waiting',
  };
}
