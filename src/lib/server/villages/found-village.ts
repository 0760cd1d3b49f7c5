import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { Region } from './search-regions.ts';
import { getProfile, getVillageRow, insertVillage } from './store.ts';
import { contextOf, refreshVillages, type VillageContext } from './village-context.ts';

type Furnish = (tx: VillageTx, village: VillageContext) => Promise<void>;

/**
 * Founds the first village of this installation with what every village must have, and whatever
 * `furnish` adds: all of it or nothing.
 * @throws Refusal `conflict` when a village stands here already
 */
export async function foundVillage(
  region: Region,
  actor: Actor,
  furnish: Furnish,
): Promise<VillageContext> {
  const village = await platform()
    .database.kysely.transaction()
    .execute((tx) => foundIn(tx as VillageTx, region, actor, furnish));
  refreshVillages();
  return village;
}

/**
 * Founds a village within a transaction that has no village yet: the database's function makes it
 * the new one's (migrations/0001).
 */
export async function foundIn(
  tx: VillageTx,
  region: Region,
  actor: Actor,
  furnish: Furnish,
): Promise<VillageContext> {
  const id = await callFoundVillage(tx, region);
  const context = contextOf(await getVillageRow(tx, id), await getProfile(tx), []);
  await recordEvent(tx, id, actor, {
    action: 'village.found',
    details: { regionCode: region.code, name: `${region.kind} ${region.name}` },
  });
  await furnish(tx, context);
  return context;
}

async function callFoundVillage(tx: VillageTx, region: Region): Promise<number> {
  try {
    return await insertVillage(tx, region);
  } catch (error) {
    if ((error as { code?: string }).code === 'P0001')
      throw new Refusal('conflict', 'Desa sudah terpasang di sini.');
    throw error;
  }
}
