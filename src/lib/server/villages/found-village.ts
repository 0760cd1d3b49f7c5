import { Refusal } from '#lib/domain/refusal.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { Region } from './search-regions.ts';
import { getProfile, getVillageRow, insertVillage } from './store.ts';
import { contextOf, refreshVillages, type VillageContext } from './village-context.ts';

/**
 * Founds the first village of this installation with what every village must have, and whatever
 * `furnish` adds: all of it or nothing.
 * @throws Refusal `conflict` when a village stands here already
 */
export async function foundVillage(
  region: Region,
  furnish: (tx: VillageTx, village: VillageContext) => Promise<void>,
): Promise<VillageContext> {
  const village = await platform()
    .database.kysely.transaction()
    .execute(async (plain) => {
      // The function sets the village for the rest of the transaction (migrations/0001).
      const tx = plain as VillageTx;
      const id = await callFoundVillage(tx, region);
      const context = contextOf(await getVillageRow(tx, id), await getProfile(tx));
      await recordEvent(
        tx,
        id,
        { kind: 'system', name: 'Pemasangan' },
        {
          action: 'village.found',
          details: { regionCode: region.code, name: `${region.kind} ${region.name}` },
        },
      );
      await furnish(tx, context);
      return context;
    });
  refreshVillages();
  return village;
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
