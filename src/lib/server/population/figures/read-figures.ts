import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { type Figures, figuresFrom, type OpenFigures, openFigures } from '#lib/domain/figures.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { keptWhileRunning, now, type VillageTx, withVillage } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findHamlets } from '../registers/book-store.ts';
import { countFamilies, countFigures } from './figures-store.ts';

async function figuresOf(tx: VillageTx, day: string, hamlet: string | undefined): Promise<Figures> {
  return figuresFrom(await countFigures(tx, day, hamlet), await countFamilies(tx, day, hamlet));
}

/** The figures of the permanent residents of today, of the whole village or of one hamlet. */
export async function readFigures(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  hamlet: string | undefined,
): Promise<{ figures: Figures; day: string; hamlets: string[] }> {
  requireOfficer(visitor, 'registers.read');
  const day = villageDate(now(), village.timeZone);
  return { figures: await figuresOf(tx, day, hamlet), day, hamlets: await findHamlets(tx) };
}

/** The same to take out of the house; recorded. */
export async function takeOutFigures(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  hamlet: string | undefined,
): Promise<{ figures: Figures; day: string }> {
  const { figures, day } = await readFigures(tx, village, visitor, hamlet);
  await recordEvent(tx, village.id, visitor, {
    action: 'population.export-figures',
    details: { hamlet: hamlet ?? '' },
  });
  return { figures, day };
}

export interface PublicFigures {
  /** The village's day on which they were counted. */
  day: string;
  /** Undefined where the village is too small to tell of. */
  figures: OpenFigures | undefined;
  families: number;
}

/** How long counted figures are told, ms. */
const lifetime = 5 * 60_000;
const told = keptWhileRunning(
  () => new Map<number, { until: number; figures: Promise<PublicFigures> }>(),
);

/** What anyone may read; counted at most every five minutes, however many ask. */
export function readPublicFigures(village: VillageContext): Promise<PublicFigures> {
  const counted = told();
  const hit = counted.get(village.id);
  if (hit && hit.until > performance.now()) return hit.figures;
  const figures = count(village);
  // Bounded: a regency hosts hundreds of villages, not thousands.
  if (counted.size > 2_000) counted.clear();
  counted.set(village.id, { until: performance.now() + lifetime, figures });
  figures.catch(() => counted.delete(village.id));
  return figures;
}

async function count(village: VillageContext): Promise<PublicFigures> {
  const day = villageDate(now(), village.timeZone);
  const figures = await withVillage(village.id, (tx) => figuresOf(tx, day, undefined));
  return { day, figures: openFigures(figures), families: figures.families };
}
