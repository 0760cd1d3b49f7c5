import type { Actor } from '#lib/domain/visitor.ts';
import type { AuditFact } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { CarryRefusal } from '../import-store.ts';
import type { Addition } from '../report.ts';
import type { StagedSource } from '../staging-store.ts';

/** What every step works with. */
export interface StepContext {
  village: VillageContext;
  importId: string;
  source: string;
  fileName: string;
  /** Today in the village, `YYYY-MM-DD`. */
  today: string;
  actor: Actor;
  at: Date;
}

/** What a step has done with the rows it was given. */
export interface StepResult extends Addition {
  refusals?: CarryRefusal[];
  audit?: AuditFact[];
}

/** One table's way into the register; a table may take several, since others must come between. */
export interface Step {
  table: string;
  /** What is being done, for whoever watches. */
  title: string;
  /** The first of a table's steps counts its rows as read. */
  counts: boolean;
  run(tx: VillageTx, context: StepContext, rows: readonly StagedSource[]): Promise<StepResult>;
}

/** Counts of rows written, as the report tells them. */
export function tally(outcomes: readonly { outcome: 'new' | 'changed' | 'unchanged' }[]) {
  const counts = { new: 0, changed: 0, unchanged: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return counts;
}

/** How many fields were left as the village has set them. */
export const keptNote = (
  outcomes: readonly { kept: readonly string[] }[],
): Record<string, number> => ({
  'kolom dibiarkan karena sudah diubah di Balai': outcomes.reduce(
    (sum, { kept }) => sum + kept.length,
    0,
  ),
});
