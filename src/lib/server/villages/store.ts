import { sql, type Kysely, type Transaction } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

type Directory = Kysely<DB> | Transaction<DB>;

export async function findVillageByHost(db: Directory, host: string) {
  return db
    .selectFrom('village_host')
    .innerJoin('village', 'village.id', 'village_host.village')
    .selectAll('village')
    .where('host', '=', host)
    .executeTakeFirst();
}

export async function findVillageRowByCode(db: Directory, regionCode: string) {
  return db
    .selectFrom('village')
    .selectAll()
    .where('region_code', '=', regionCode)
    .executeTakeFirst();
}

/** The first few villages: enough to know whether there is none, one or more. */
export async function findVillages(db: Directory, limit: number) {
  return db.selectFrom('village').selectAll().orderBy('id').limit(limit).execute();
}

/** All villages with their host names, the first founded first. */
export async function listVillageRows(db: Directory) {
  return db
    .selectFrom('village as v')
    .leftJoin('village_host as h', 'h.village', 'v.id')
    .select((eb) => [
      'v.id',
      'v.region_code',
      'v.kind',
      'v.name',
      sql<string[]>`coalesce(array_agg(${eb.ref('h.host')} order by ${eb.ref('h.host')})
        filter (where ${eb.ref('h.host')} is not null), '{}')`.as('hosts'),
    ])
    .groupBy('v.id')
    .orderBy('v.id')
    .execute();
}

/** The villages that no host name leads to. */
export async function findVillagesWithoutHost(db: Directory) {
  return (await listVillageRows(db)).filter((village) => village.hosts.length === 0);
}

export async function insertHost(db: Directory, host: string, village: number): Promise<void> {
  await db.insertInto('village_host').values({ host, village }).execute();
}

export async function getVillageRow(db: Directory, id: number) {
  return db.selectFrom('village').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

export async function getProfile(tx: VillageTx) {
  return tx.selectFrom('village_profile').selectAll().executeTakeFirstOrThrow();
}

export async function findHolidays(tx: VillageTx): Promise<string[]> {
  return (await tx.selectFrom('holiday').select('on_date').execute()).map(
    (r) => r.on_date as unknown as string,
  );
}

export async function findOfficials(tx: VillageTx) {
  return tx.selectFrom('official').selectAll().orderBy('rank').orderBy('name').execute();
}

export async function findVillageIdRows(db: Directory): Promise<{ id: number }[]> {
  return db.selectFrom('village').select('id').orderBy('id').execute();
}

/**
 * Founds a village by the database's own function, which makes it the village of the transaction.
 * @returns its id
 */
export async function insertVillage(
  db: Directory,
  v: {
    code: string;
    kind: string;
    name: string;
    district: string;
    regency: string;
    province: string;
    timeZone: string;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`select found_village(
    ${v.code}, ${v.kind}, ${v.name}, ${v.district}, ${v.regency}, ${v.province}, ${v.timeZone}
  ) as id`.execute(db);
  return rows[0]!.id;
}
