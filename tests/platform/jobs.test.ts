import { expect, test } from 'vitest';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import { openJobs } from '../../src/lib/server/platform/jobs/jobs.ts';
import { makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

test('the first job is sent though transactions hold every connection of the pool', async () => {
  const village = await makeVillage();
  const { pool, appConnection } = world.platform.database;
  const jobs = openJobs(pool, appConnection);
  const size = pool.options.max;
  let arrived = 0;
  let allArrived = () => {};
  const all = new Promise<void>((resolve) => (allArrived = resolve));
  await Promise.all(
    Array.from({ length: size }, () =>
      withVillage(village.id, async (tx) => {
        if (++arrived === size) allArrived();
        await all;
        await jobs.send(tx, 'pin-batch', { villageId: village.id });
      }),
    ),
  );
  await jobs.stop();
  const sent = await world.superuser((client) =>
    client.query(`select from pgboss.job where name = 'pin-batch'`),
  );
  expect(sent.rowCount).toBe(size);
});
