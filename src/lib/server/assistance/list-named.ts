import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getProgramme } from './policy.ts';
import { countRecipients, findRecipients, type RecipientFilter } from './recipient-store.ts';

/**
 * In whose names a programme's list of recipients stands: persons themselves, the one in whose name a
 * family or household receives, a group's leader. In the order of the list, each once. The look at the
 * list is recorded.
 * @throws Refusal 'not-found', 'forbidden'
 */
export async function listNamed(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  filter: RecipientFilter & { programmeId: string },
): Promise<{ programme: string; residentIds: string[] }> {
  requireOfficer(visitor, 'aid.read');
  const programme = await getProgramme(tx, filter.programmeId);
  const limit = await countRecipients(tx, filter);
  const rows = await findRecipients(tx, filter, { limit, offset: 0 });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.read-list',
    subjectKind: 'aid-programme',
    subjectId: programme.id,
    details: { programme: programme.name },
  });
  return {
    programme: programme.name,
    residentIds: [...new Set(rows.map(({ resident_id }) => resident_id))],
  };
}
