import type { CorrectionState } from '#lib/domain/correction-state.ts';
import { residentField } from '#lib/domain/resident-fields.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { countForOffice, findForOffice, type CorrectionFilter } from './correction-store.ts';
import { requireDecider } from './decide-policy.ts';
import { howMuch } from './describe-wishes.ts';
import { answerBy } from './list-own-corrections.ts';
import { sentWishes } from './wishes.ts';

/** A request as the office's list shows it. */
export interface CorrectionLine {
  id: string;
  name: string;
  /** Who asked, where it was not the person themselves. */
  byName: string | null;
  fields: string[];
  state: CorrectionState;
  accepted: 'all' | 'some';
  at: Date;
  answerBy: Date;
  late: boolean;
}

export interface CorrectionPage {
  lines: CorrectionLine[];
  total: number;
  page: number;
  pages: number;
}

const perPage = 30;

/**
 * Residents' wishes to have the register corrected: those that wait by age, others newest first.
 * @throws Refusal unless the visitor decides on them
 */
export async function listCorrections(
  tx: VillageTx,
  visitor: Visitor,
  wanted: CorrectionFilter & { page: number },
): Promise<CorrectionPage> {
  requireDecider(visitor);
  const filter = { ...wanted, words: wanted.words.trim().slice(0, 100) };
  const total = await countForOffice(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, Math.trunc(wanted.page) || 1), pages);
  const rows = await findForOffice(tx, filter, { offset: (page - 1) * perPage, limit: perPage });
  const at = now();
  return {
    total,
    page,
    pages,
    lines: rows.map((row) => {
      const wishes = sentWishes(row);
      return {
        id: row.id,
        name: row.resident_name,
        byName: row.asked_by === row.resident_id ? null : row.asker_name,
        fields: wishes.map((wish) => residentField(wish.field).label),
        state: row.state,
        accepted: howMuch(wishes),
        at: row.created_at,
        answerBy: answerBy(row),
        late: row.state === 'waiting' && answerBy(row) < at,
      };
    }),
  };
}

/** How many wait for the office. The caller has asked whether the visitor may know. */
export const countWaitingCorrections = (tx: VillageTx): Promise<number> =>
  countForOffice(tx, { state: 'waiting', words: '' });
