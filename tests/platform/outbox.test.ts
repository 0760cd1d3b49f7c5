import { beforeAll, describe, expect, test } from 'vitest';
import {
  findNotices,
  handOnLateOutboxRows,
  handOnOutboxRow,
  residentTopic,
} from '../../src/lib/server/notices/index.ts';
import { announce, withVillage } from '../../src/lib/server/platform/index.ts';
import { makeResident, makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
let village: number;
let resident: string;
beforeAll(async () => {
  village = (await makeVillage()).id;
});

const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village, work);
const tell = (text: string) =>
  run((tx) =>
    announce(tx, village, residentTopic, { residentId: resident, text, link: '/layanan-mandiri' }),
  );
const told = async () => (await run((tx) => findNotices(tx, resident, 10))).map((n) => n.text);
const rows = () =>
  world.superuser(async (c) => {
    const { rows } = await c.query<{ id: string; handled: boolean }>(
      "select id, handled_at is not null as handled from outbox where payload->>'residentId' = $1 order by id",
      [resident],
    );
    return rows;
  });
/** Jobs that wait for an outbox row. */
const jobsOf = (outboxId: string) =>
  world.superuser(async (c) => {
    const { rows } = await c.query<{ n: number }>(
      "select count(*)::int as n from pgboss.job where name = 'outbox' and data->>'outboxId' = $1",
      [outboxId],
    );
    return rows[0]?.n;
  });

describe('what is announced', () => {
  beforeAll(async () => {
    resident = (await makeResident(village)).id;
  });

  test('is not sent when the act did not happen', async () => {
    const before = await world.superuser((c) =>
      c.query('select count(*)::int as n from pgboss.job'),
    );
    await run(async (tx) => {
      await announce(tx, village, residentTopic, { residentId: resident, text: 'x', link: '/' });
      throw new Error('batal');
    }).catch(() => {});
    expect(await rows()).toEqual([]);
    const after = await world.superuser((c) =>
      c.query('select count(*)::int as n from pgboss.job'),
    );
    expect(after.rows).toEqual(before.rows);
  });

  test('handed on twice, or by two at once, is told once', async () => {
    await tell('sudah disetujui');
    const [row] = await rows();
    expect(await jobsOf(row!.id)).toBe(1);
    await Promise.all([1, 2, 3].map(() => handOnOutboxRow(village, row!.id)));
    await handOnOutboxRow(village, row!.id);
    expect(await told()).toEqual(['sudah disetujui']);
    expect(await rows()).toEqual([{ id: row!.id, handled: true }]);
  });

  test('is told by the sweep when its job is lost', async () => {
    await tell('pekerjaan hilang');
    const [, row] = await rows();
    await world.superuser((c) =>
      c.query("delete from pgboss.job where data->>'outboxId' = $1", [row!.id]),
    );
    await handOnLateOutboxRows(village);
    expect(await told()).toEqual(['sudah disetujui']);
    world.clock.advance(3 * 60_000);
    await handOnLateOutboxRows(village);
    await handOnLateOutboxRows(village);
    expect(await told()).toEqual(['pekerjaan hilang', 'sudah disetujui']);
  });

  test('is kept for another try when handing on is cut short', async () => {
    await tell('terputus');
    const row = (await rows()).at(-1)!;
    // The worker dies between writing the notice and committing.
    await world.superuser(async (c) => {
      await c.query('begin');
      await c.query("select set_config('app.village_id', $1, true)", [String(village)]);
      await c.query('select 1 from outbox where id = $1 for update', [row.id]);
      // Meanwhile another worker finds it taken, and leaves it.
      await handOnOutboxRow(village, row.id);
      await c.query('rollback');
    });
    expect((await rows()).at(-1)).toEqual({ id: row.id, handled: false });
    await handOnOutboxRow(village, row.id);
    expect((await told())[0]).toBe('terputus');
  });
});
