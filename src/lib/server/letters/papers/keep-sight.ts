import type { LetterType } from '#lib/domain/letter-type.ts';
import { paperOf } from '#lib/domain/papers.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { RequestRow } from '../store.ts';
import { insertSeenPaper } from './paper-store.ts';

/**
 * Remembers which papers an officer saw in the original, so that a later request need not bring them.
 * @param seen keys of requirements
 */
export async function keepSight(
  tx: VillageTx,
  village: VillageContext,
  sight: { type: LetterType; request: RequestRow; seen: readonly string[]; at: Date },
): Promise<void> {
  const { request } = sight;
  if (!request.subject_id) return;
  const { familyId } = await getPerson(tx, request.subject_id);
  for (const requirement of sight.type.requirements) {
    const paper = paperOf(requirement);
    if (!paper || !sight.seen.includes(requirement.key)) continue;
    await insertSeenPaper(tx, {
      village_id: village.id,
      request_id: request.id,
      requirement: requirement.key,
      paper,
      family_id: familyId,
      seen_at: sight.at,
      relies_on: null,
    });
  }
}
