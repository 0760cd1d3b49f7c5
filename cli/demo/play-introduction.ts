import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { saveIntroductions } from '../../src/lib/server/letters/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import { setAreaLeader } from '../../src/lib/server/population/index.ts';
import {
  getVillage,
  refreshVillages,
  type VillageContext,
} from '../../src/lib/server/villages/index.ts';
import { playStories, type Cast } from './play-stories.ts';

const introduced = 'keterangan-tidak-mampu';

/**
 * The village has one letter introduced on screen, the head of RT 001 signs in, and a request of one of
 * the neighbours waits for them.
 */
export async function playIntroduction(
  village: VillageContext,
  admin: StaffVisitor,
  head: { id: string; place: { hamlet: string; rw: string; rt: string } },
  cast: Cast,
): Promise<void> {
  await withVillage(village.id, async (tx) => {
    await setAreaLeader(tx, village.id, admin, head.place, {
      residentId: head.id,
      name: '',
      since: '2024-01-02',
    });
    await saveIntroductions(tx, village, admin, { slugs: [introduced], days: '2' });
  });
  refreshVillages();
  await playStories(
    await getVillage(village.id),
    [{ slug: introduced, who: 'siti', sentDaysAgo: 0, acts: [{ does: 'send' }] }],
    cast,
  );
}
