import type { Actor } from '#lib/domain/visitor.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { platform, type VillageTx } from '#lib/server/platform/index.ts';
import { foundIn } from './found-village.ts';
import type { Region } from './search-regions.ts';
import {
  findVillageByHost,
  findVillageRowByCode,
  findVillagesWithoutHost,
  insertHost,
  listVillageRows,
} from './store.ts';
import { refreshVillages, type VillageContext } from './village-context.ts';

/** A village of this installation and the host names it answers on. */
export interface VillageLine {
  regionCode: string;
  /** "Desa Batu Putih" */
  title: string;
  hosts: string[];
}

/**
 * Founds one more village, as the database's owner, with its host name and whatever `furnish` adds:
 * all of it or nothing. A server that is running serves it within half a minute.
 * @throws Refusal `invalid` host name, `conflict` village or host name taken, or a village that
 *   stands here has no host name and would be answered by none
 */
export async function foundFurtherVillage(
  region: Region,
  typedHost: string,
  actor: Actor,
  furnish: (tx: VillageTx, village: VillageContext) => Promise<void>,
): Promise<VillageContext> {
  const host = readHost(typedHost);
  const village = await platform().database.ownerTransaction(async (tx) => {
    if (await findVillageRowByCode(tx, region.code))
      throw new Refusal('conflict', `${region.kind} ${region.name} stands here already.`);
    await mustBeFree(tx, host);
    const [nameless] = await findVillagesWithoutHost(tx);
    if (nameless)
      throw new Refusal(
        'conflict',
        `${nameless.kind} ${nameless.name} has no host name: alone it answers on any, beside another on none. Give it one first: balai village host ${nameless.region_code} HOST`,
      );
    return foundIn(tx as VillageTx, region, actor, async (own, village) => {
      await insertHost(own, host, village.id);
      await furnish(own, village);
    });
  });
  refreshVillages();
  return village;
}

/**
 * Lets a village answer on one more host name.
 * @throws Refusal `not-found`, `invalid`, `conflict`
 */
export async function addHost(regionCode: string, typedHost: string): Promise<void> {
  const host = readHost(typedHost);
  await platform().database.ownerTransaction(async (tx) => {
    const village = await findVillageRowByCode(tx, regionCode);
    if (!village) throw new Refusal('not-found', `No village here has the code ${regionCode}.`);
    await mustBeFree(tx, host);
    await insertHost(tx, host, village.id);
  });
  refreshVillages();
}

/** All villages of this installation, the first founded first. */
export async function listVillages(): Promise<VillageLine[]> {
  const rows = await listVillageRows(platform().database.kysely);
  return rows.map(({ region_code, kind, name, hosts }) => ({
    regionCode: region_code,
    title: `${kind} ${name}`,
    hosts,
  }));
}

async function mustBeFree(db: Parameters<typeof findVillageByHost>[0], host: string) {
  const holder = await findVillageByHost(db, host);
  if (holder)
    throw new Refusal('conflict', `${holder.kind} ${holder.name} answers on ${host} already.`);
}

/** A host name as it is looked up: lower case, without port. @throws Refusal `invalid` */
function readHost(typed: string): string {
  const host = typed.trim().toLowerCase();
  if (
    host.length > 253 ||
    !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/.test(host)
  )
    throw new Refusal(
      'invalid',
      `"${typed}" is no host name: without https:// and port, such as seloto.desa.id.`,
    );
  return host;
}
