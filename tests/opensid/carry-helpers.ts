import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll } from 'vitest';
import type { CarriedImport } from '../../src/lib/server/opensid/index.ts';
import { withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { columnsOf, type Tables, type Value } from './opensid-village.ts';

/** A folder for dumps that goes with the tests of a file. */
export function useDumps() {
  const folder = mkdtempSync(join(tmpdir(), 'balai-dump-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const write = (chunks: Iterable<string>, name = `dump-${(files += 1)}.sql`): string => {
    const path = join(folder, name);
    writeFileSync(path, [...chunks].join(''));
    return path;
  };
  return { folder, write };
}

/** The village's code as OpenSID writes it. */
export const bare = (village: VillageContext) => village.regionCode.replaceAll('.', '');

/** The place of a column in a row. */
export const at = (table: string, column: string) =>
  columnsOf(table).findIndex(([name]) => name === column);

export function setCells(
  tables: Tables,
  table: string,
  row: number,
  values: Record<string, Value>,
): void {
  for (const [column, value] of Object.entries(values)) {
    tables[table]!.rows[row]![at(table, column)] = value;
  }
}

export const table = (done: CarriedImport, name: string) =>
  done.tables.find((one) => one.table === name)!;

export const inVillage = <T>(village: VillageContext, work: (tx: VillageTx) => Promise<T>) =>
  withVillage(village.id, work);

/** Everything that came over, in a form that two runs can be compared by. */
export async function picture(village: VillageContext) {
  return inVillage(village, async (tx) => {
    const { rows } = await sql<{ digest: string; count: number }>`
      select 'resident ' || md5(string_agg(r::text, '|' order by r.nik)) as digest, count(*) from resident r
      union all select 'family ' || md5(string_agg(f::text, '|' order by f.kk_number)), count(*) from family f
      union all select 'household ' || md5(string_agg(h::text, '|' order by h.number)), count(*) from household h
      union all select 'leader ' || md5(string_agg(l::text, '|' order by l::text)), count(*) from area_leader l
      union all select 'event ' || md5(string_agg(e::text, '|' order by e.id)), count(*) from population_event e
      union all select 'official ' || md5(string_agg(o::text, '|' order by o.id)), count(*) from official o
      union all select 'record ' || md5(string_agg(c::text, '|' order by c.id)), count(*) from carried_record c
      union all select 'change ' || md5(string_agg(f::text, '|' order by f::text)), count(*) from register_change_field f`.execute(
      tx,
    );
    return rows;
  });
}
