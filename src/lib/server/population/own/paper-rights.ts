import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getPerson } from '../person.ts';
import { audienceOf, familyRights } from './family-rights.ts';
import { today } from './reach.ts';

/** What somebody may see of papers about a person that others brought to the office. */
export interface PaperRights {
  /** The person's own papers: one's own, and a minor's for head and spouse of the family. */
  opensRecord: boolean;
  /** The card of the family that both belong to: head and spouse. */
  opensCard: boolean;
}

/** What `residentId` may see of the papers about `subjectId` that they did not bring themselves. */
export async function findPaperRights(
  tx: VillageTx,
  village: VillageContext,
  residentId: string,
  subjectId: string,
): Promise<PaperRights> {
  const self = await getPerson(tx, residentId);
  const subject = residentId === subjectId ? self : await getPerson(tx, subjectId);
  const day = today(village);
  const leads = familyRights(self, day).opensMembers && self.familyId === subject.familyId;
  return {
    opensRecord: self.id === subject.id || (leads && audienceOf(subject, day) === 'guardian'),
    opensCard: leads,
  };
}
