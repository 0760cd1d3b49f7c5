import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { countWaitingProgrammes } from './bring-aid.ts';
import { countWaitingArticles } from './bring-articles.ts';
import { countUnfinishedComplaints } from './bring-complaints.ts';
import type { VillageTx } from './platform/index.ts';

/** Where something that came over waits for somebody's eye, and how much of it. */
export interface NextStep {
  href: string;
  words: string;
}

/** What an officer still has to do with what came over from OpenSID; what they may not do is left out. */
export async function listNextSteps(tx: VillageTx, visitor: Visitor): Promise<NextStep[]> {
  const roles = visitor.kind === 'staff' ? visitor.roles : [];
  const counts: [number, NextStep['href'], string][] = [];
  if (may(roles, 'aid.manage'))
    counts.push([
      await countWaitingProgrammes(tx, visitor),
      '/kantor/bantuan',
      'program bantuan dapat diambil, lalu pesertanya diperiksa',
    ]);
  if (may(roles, 'news.publish'))
    counts.push([
      await countWaitingArticles(tx, visitor),
      '/kantor/informasi',
      'artikel dapat diambil sebagai draf',
    ]);
  if (may(roles, 'voices.verify'))
    counts.push([
      await countUnfinishedComplaints(tx, visitor),
      '/kantor/pengaduan/lama?keadaan=belum',
      'pengaduan belum selesai dan dapat dilanjutkan',
    ]);
  return counts
    .filter(([count]) => count > 0)
    .map(([count, href, words]) => ({
      href,
      words: `${count.toLocaleString('id-ID')} ${words}`,
    }));
}
