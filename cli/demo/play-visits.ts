import { visitKinds, type VisitKind } from '../../src/lib/domain/visit-kinds.ts';
import { countVisit, writeVisits } from '../../src/lib/server/news/index.ts';
import { now, setClock } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

const day = 24 * 60 * 60_000;
const days = 60;

/** Pages of the village were opened over the last weeks: more on some days, more of some kinds. */
export async function playVisits(village: VillageContext): Promise<void> {
  const present = now();
  const kinds = Object.keys(visitKinds) as VisitKind[];
  try {
    for (let ago = days; ago > 0; ago--) {
      setClock({ now: () => new Date(present.getTime() - ago * day) });
      for (const [i, kind] of kinds.entries()) {
        const opened = Math.round(((ago * 7) % 11) + 30 / (i + 1));
        for (let n = 0; n < opened; n++) countVisit(village, kind);
      }
    }
    await writeVisits();
  } finally {
    setClock();
  }
}
