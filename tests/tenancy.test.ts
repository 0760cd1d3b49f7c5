import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { platform, withVillage } from '../src/lib/server/platform/index.ts';
import { declareTestChange, makeResident, makeVillage } from './factories.ts';
import { useWorld } from './world.ts';

const world = useWorld();

// Tables without village_id, each with the reason why no tenant's data is in it.
const shared = {
  village: 'the directory of tenants, needed before the tenant is known',
  village_host: 'host name → village, likewise',
  schema_migration: 'which migrations ran',
};

describe('the catalogue', () => {
  test('every table is a protected tenant table or a known shared one', async () => {
    const { rows } = await platform().database.pool.query<{
      name: string;
      tenant: boolean;
      enabled: boolean;
      forced: boolean;
      policies: number;
      first: string;
    }>(
      `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'village_id') as tenant,
         (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = 1) as first,
         (select count(*)::int from pg_policy p where p.polrelid = c.oid
            and p.polroles <> array['balai_search'::regrole::oid]) as policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const t of rows) {
      if (t.tenant)
        expect(t, t.name).toMatchObject({
          enabled: true,
          forced: true,
          policies: 1,
          first: 'village_id',
        });
      else expect(Object.keys(shared), t.name).toContain(t.name);
    }
  });

  test('one role sees all villages, in tables of words, by functions of search, and nobody can become it', async () => {
    const { pool } = platform().database;
    const { rows: seen } = await pool.query<{ name: string }>(
      `select c.relname as name from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
         and has_any_column_privilege('balai_search', c.oid, 'select, insert, update')
       order by 1`,
    );
    expect(seen).toEqual([{ name: 'archive_entry' }, { name: 'resident_search' }]);
    const { rows: functions } = await pool.query<{ name: string }>(
      `select proname as name from pg_proc where proowner = 'balai_search'::regrole order by 1`,
    );
    expect(functions).toEqual([{ name: 'search_archive' }, { name: 'search_residents' }]);
    const { rows: role } = await pool.query(
      `select rolcanlogin, rolsuper, rolbypassrls, pg_has_role('balai_app', oid, 'member') as app,
         pg_has_role('balai_report', oid, 'member') as report
       from pg_roles where rolname = 'balai_search'`,
    );
    const no = false;
    expect(role).toEqual([
      { rolcanlogin: no, rolsuper: no, rolbypassrls: no, app: no, report: no },
    ]);
  });

  test('every foreign key between tenant tables carries the village', async () => {
    const { rows } = await platform().database.pool.query<{ name: string }>(
      `select con.conname as name from pg_constraint con
       join pg_attribute other on other.attrelid = con.confrelid and other.attname = 'village_id'
       where con.contype = 'f' and con.connamespace = 'public'::regnamespace
         and not exists (select from pg_attribute a where a.attrelid = con.confrelid and a.attname = 'village_id' and a.attnum = any (con.confkey))`,
    );
    expect(rows).toEqual([]);
  });
});

test('without the village set, a query raises', async () => {
  const fresh = platform().database.kysely;
  await expect(fresh.selectFrom('resident').selectAll().execute()).rejects.toThrow(
    /app\.village_id|invalid input syntax/,
  );
  await withVillage(1, async () => {}).catch(() => {});
  await expect(fresh.selectFrom('resident').selectAll().execute()).rejects.toThrow(
    /app\.village_id|invalid input syntax/,
  );
});

describe('two villages', () => {
  let a: number;
  let b: number;
  beforeAll(async () => {
    a = (await makeVillage('Satu')).id;
    b = (await makeVillage('Dua')).id;
  });

  test('one never sees or changes the other, whatever it tries', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (owners, askA) => {
          const mine = askA ? a : b;
          for (const isA of owners) await makeResident(isA ? a : b);
          const others = () =>
            world.superuser(async (c) => {
              const { rows } = await c.query<{ digest: string }>(
                "select md5(coalesce(string_agg(r::text, '|' order by r.id), '')) as digest from resident r where village_id <> $1",
                [mine],
              );
              return rows[0]!.digest;
            });
          const before = await others();
          await withVillage(mine, async (tx) => {
            const seen = await tx.selectFrom('resident').select('village_id').execute();
            expect(seen.every((r) => r.village_id === mine)).toBe(true);
            await declareTestChange(tx);
            await tx.updateTable('resident').set({ birth_place: 'Diubah' }).execute();
            await tx.deleteFrom('resident').where('village_id', '<>', mine).execute();
          });
          expect(await others()).toBe(before);
          const foreign = mine === a ? b : a;
          await expect(
            withVillage(mine, (tx) =>
              tx
                .insertInto('resident')
                .values({ village_id: foreign, nik: '5207021506850999', name: 'X', sex: 1 })
                .execute(),
            ),
          ).rejects.toThrow(/row-level security/);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('a village cannot be moved to another', async () => {
    const resident = await makeResident(a);
    await expect(
      withVillage(a, async (tx) => {
        await declareTestChange(tx);
        await tx
          .updateTable('resident')
          .set({ village_id: b })
          .where('id', '=', resident.id)
          .execute();
      }),
    ).rejects.toThrow(/row-level security/);
  });
});

test('the app may not found a second village, nor touch the directory', async () => {
  const { pool } = platform().database;
  await expect(
    pool.query(
      "select found_village('11.01.01.2001', 'Gampong', 'Lain', 'X', 'Y', 'Z', 'Asia/Jakarta')",
    ),
  ).rejects.toThrow(/stands here already/);
  await expect(pool.query("update village set name = 'X'")).rejects.toThrow(/permission denied/);
});

test('the app role is refused when it could bypass the policies', async () => {
  const { assertAppRoleIsHarmless } = await import('../src/lib/server/platform/database/roles.ts');
  await expect(world.superuser((c) => assertAppRoleIsHarmless(c))).rejects.toThrow(
    /is a superuser/,
  );
  await expect(platform().database.asOwner((c) => assertAppRoleIsHarmless(c))).rejects.toThrow(
    /owns the table/,
  );
  await sql`select 1`.execute(platform().database.kysely);
});
