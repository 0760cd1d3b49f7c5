import type { VillageTx } from '#lib/server/platform/index.ts';
import { findOfficials } from './store.ts';
import { insertOfficial, updateOfficial } from './officials-store.ts';

/** An official as another system names them. */
export interface BroughtOfficial {
  ref: string;
  /** Who they became here before. */
  id: string | null;
  name: string;
  position: string;
  employeeNo: string;
  rank: number;
  /** `YYYY-MM-DD` */
  servesFrom: string | null;
  servesUntil: string | null;
}

/** What became of an official. */
export interface OfficialOutcome {
  ref: string;
  id: string;
  outcome: 'new' | 'changed' | 'unchanged';
}

/**
 * Puts officials on the village's list. Who is there already, by name without titles, stays as the
 * village has written them, save for what is blank and the end of their service. Nobody may sign
 * letters before an admin says so.
 */
export async function bringOfficials(
  tx: VillageTx,
  villageId: number,
  brought: readonly BroughtOfficial[],
): Promise<OfficialOutcome[]> {
  const here = await findOfficials(tx);
  const outcomes: OfficialOutcome[] = [];
  for (const one of brought) {
    const known =
      here.find(({ id }) => id === one.id) ??
      here.find(({ name }) => bareName(name) === bareName(one.name));
    if (!known) {
      const id = await insertOfficial(tx, {
        village_id: villageId,
        name: one.name,
        position: one.position,
        employee_no: one.employeeNo,
        rank: one.rank,
        serves_from: one.servesFrom,
        serves_until: one.servesUntil,
      });
      outcomes.push({ ref: one.ref, id, outcome: 'new' });
      continue;
    }
    const change = {
      ...(known.employee_no === '' && one.employeeNo && { employee_no: one.employeeNo }),
      ...(known.serves_from === null && one.servesFrom && { serves_from: one.servesFrom }),
      ...(known.serves_until === null && one.servesUntil && { serves_until: one.servesUntil }),
    };
    const changed = Object.keys(change).length > 0;
    if (changed) await updateOfficial(tx, known.id, change);
    outcomes.push({ ref: one.ref, id: known.id, outcome: changed ? 'changed' : 'unchanged' });
  }
  return outcomes;
}

/** A name without what stands before it with a dot, behind a comma, and without case. */
const bareName = (name: string): string =>
  name
    .toUpperCase()
    .replace(/,.*$/, '')
    .replace(/^(\p{L}{1,5}\.\s*)+(?=\p{L}{2})/u, '')
    .replace(/[^\p{L} ]/gu, '')
    .trim();
