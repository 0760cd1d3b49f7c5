/** The two doors to a village's rows: what they let through, and what follows on the same connection. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { platform, readVillage, withVillage } from '../../src/lib/server/platform/index.ts';
import { makeResident, makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';

useWorld();
let here: number;
let there: number;

beforeAll(async () => {
  [here, there] = [(await makeVillage()).id, (await makeVillage()).id];
  await makeResident(here, { name: 'SITI AMINAH' });
  await makeResident(there, { name: 'LALU HENDRA' });
});

const names = (village: number) =>
  readVillage(village, async (tx) =>
    (await tx.selectFrom('resident').select('name').execute()).map(({ name }) => name),
  );

describe('reading a village', () => {
  test('shows its rows and no other, however many read at once on few connections', async () => {
    const villages = Array.from({ length: 200 }, (_, n) => (n % 2 ? here : there));
    const seen = await Promise.all(villages.map(names));
    villages.forEach((village, n) =>
      expect(seen[n]).toEqual([village === here ? 'SITI AMINAH' : 'LALU HENDRA']),
    );
  });

  test('cannot write', async () => {
    await expect(
      readVillage(here, (tx) => tx.updateTable('resident').set({ name: 'LAIN' }).execute()),
    ).rejects.toThrow(/read-only transaction/);
    expect(await names(here)).toEqual(['SITI AMINAH']);
  });

  test('fails with what failed, and the connection serves the next', async () => {
    const wrong = () => readVillage(here, (tx) => sql`select 1 / 0`.execute(tx));
    const all = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => (n % 3 ? names(here) : wrong())),
    );
    all.forEach((outcome, n) =>
      expect(outcome.status, String(n)).toBe(n % 3 ? 'fulfilled' : 'rejected'),
    );
  });

  test('leaves no transaction open behind it', async () => {
    await Promise.all(Array.from({ length: 40 }, () => names(here)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { rows } = await platform().database.pool.query(
      `select state from pg_stat_activity
        where usename = current_user and pid <> pg_backend_pid() and state like 'idle in transaction%'
          and datname = current_database()`,
    );
    expect(rows).toEqual([]);
  });

  test('reading and writing take turns on the same connections', async () => {
    await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        n % 4
          ? names(here)
          : withVillage(here, (tx) =>
              tx
                .updateTable('village_profile')
                .set({ about: `n${n}` })
                .execute(),
            ),
      ),
    );
    const about = await readVillage(here, (tx) =>
      tx.selectFrom('village_profile').select('about').executeTakeFirstOrThrow(),
    );
    expect(about.about).toMatch(/^n\d+$/);
  });
});
