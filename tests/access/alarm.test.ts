import { beforeEach, describe, expect, test } from 'vitest';
import { findAlarm, watchSignIns } from '../../src/lib/server/access/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { trail } from './people.ts';

const world = useWorld();
let village: VillageContext;
beforeEach(async () => {
  village = await makeVillage();
});

const minute = 60_000;
const hour = 60 * minute;

/** Failed sign-ins, so long ago. */
const fail = (count: number, ago: number) =>
  withVillage(village.id, (tx) =>
    tx
      .insertInto('sign_in_failure')
      .values(
        Array.from({ length: count }, () => ({
          village_id: village.id,
          at: new Date(world.clock.now().getTime() - ago),
          origin: '10.3.3.3',
          kind: 'resident',
        })),
      )
      .execute(),
  );

describe('failures five times the usual (docs/standards.md)', () => {
  test('raise an alarm that the office sees for a day', async () => {
    const operator = staffVisitor(await makeStaff(village.id, ['operator']));
    for (let h = 2; h < 10; h++) await fail(6, h * hour);
    await fail(29, 10 * minute);
    await watchSignIns(village.id);
    expect(await findAlarm(village.id, operator)).toBeUndefined();
    await fail(1, 5 * minute);
    await watchSignIns(village.id);
    expect(await findAlarm(village.id, operator)).toMatchObject({ failures: 30 });
    world.clock.advance(24 * hour);
    expect(await findAlarm(village.id, operator)).toBeUndefined();
  });

  test('raise it once, and again only after six hours', async () => {
    await fail(40, 5 * minute);
    await watchSignIns(village.id);
    await watchSignIns(village.id);
    expect(await trail(village, 'access.alarm')).toHaveLength(1);
    world.clock.advance(6 * hour);
    await fail(400, 5 * minute);
    await watchSignIns(village.id);
    expect(await trail(village, 'access.alarm')).toHaveLength(2);
  });

  test('of another village are no alarm here', async () => {
    const other = await makeVillage();
    await fail(40, 5 * minute);
    await watchSignIns(other.id);
    expect(await trail(other, 'access.alarm')).toHaveLength(0);
  });
});

test('what is older than a month is forgotten, but a closed door stays closed', async () => {
  const months = 31 * 24 * hour;
  await fail(3, months);
  await fail(2, hour);
  const tried = (failures: number) => ({
    village_id: village.id,
    door: 'resident',
    name_mac: Buffer.from(`name ${failures}`),
    known_device: false,
    failures,
    last_failure_at: new Date(world.clock.now().getTime() - months),
  });
  await withVillage(village.id, (tx) =>
    tx
      .insertInto('sign_in_try')
      .values([tried(9), tried(10)])
      .execute(),
  );
  await watchSignIns(village.id);
  const [failures, tries] = await withVillage(village.id, async (tx) => [
    await tx.selectFrom('sign_in_failure').select('id').execute(),
    await tx.selectFrom('sign_in_try').select('failures').execute(),
  ]);
  expect(failures).toHaveLength(2);
  expect(tries).toEqual([{ failures: 10 }]);
});
