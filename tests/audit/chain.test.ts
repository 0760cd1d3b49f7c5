import type pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { recordEvent, sealChain, verifyChain } from '../../src/lib/server/audit/index.ts';
import { platform, withVillage } from '../../src/lib/server/platform/index.ts';
import { balai } from '../command.ts';
import { makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const system = { kind: 'system', name: 'Balai' } as const;

let village: { id: number; name: string };
beforeEach(async () => {
  village = await makeVillage();
});

const record = (count: number) =>
  withVillage(village.id, async (tx) => {
    for (let n = 0; n < count; n++)
      await recordEvent(tx, village.id, system, { action: 'files.sweep', details: { count: n } });
  });
const seal = () => withVillage(village.id, (tx) => sealChain(tx, village.id));

/** What only someone with the whole server in hand could do. */
const tamper = (statement: string, values: unknown[] = [village.id]) =>
  world.superuser(async (client) => {
    await client.query('begin');
    await client.query('alter table audit_event disable trigger user');
    const { rowCount } = await client.query(statement, values);
    expect(rowCount).toBeGreaterThan(0);
    await client.query('alter table audit_event enable trigger user');
    await client.query('commit');
  });

describe('a chain that was tampered with', () => {
  test('an unbroken one passes', async () => {
    await record(12);
    await seal();
    await record(3);
    expect(await verifyChain(village.id)).toEqual({ ok: true, events: 15 });
  });

  const columns = {
    at: "at + interval '1 microsecond'",
    actor_kind: "'staff'",
    actor_id: "'00000000-0000-7000-8000-000000000000'",
    actor_name: "actor_name || ' '",
    action: "'letters.approve'",
    subject_kind: "'request'",
    subject_id: "'00000000-0000-7000-8000-000000000000'",
    resident_id: "'00000000-0000-7000-8000-000000000000'",
    details: 'details || \'{"count": 99}\'',
    origin: "'127.0.0.1'",
    hash: 'sha256(hash)',
    previous_hash: 'sha256(previous_hash)',
  };
  test.each(Object.entries(columns))('one flipped column is named: %s', async (column, value) => {
    await record(9);
    await tamper(`update audit_event set ${column} = ${value} where village_id = $1 and seq = 5`);
    expect(await verifyChain(village.id)).toMatchObject({ ok: false, broken: { seq: 5 } });
  });

  test('a row taken out of the middle is named', async () => {
    await record(9);
    await tamper('delete from audit_event where village_id = $1 and seq = 4');
    expect(await verifyChain(village.id)).toEqual({
      ok: false,
      events: 3,
      broken: { seq: 4, reason: 'missing' },
    });
  });

  test('a tail cut off is found by the head', async () => {
    await record(9);
    await tamper('delete from audit_event where village_id = $1 and seq > 6');
    expect(await verifyChain(village.id)).toMatchObject({ broken: { seq: 7, reason: 'cut-off' } });
  });

  test('a tail cut off with the head set back is found by the sealed checkpoint', async () => {
    await record(9);
    await seal();
    await tamper('delete from audit_event where village_id = $1 and seq > 6');
    await tamper(
      'update audit_head h set seq = 6, hash = (select hash from audit_event e where e.village_id = h.village_id and e.seq = 6) where village_id = $1',
    );
    expect(await verifyChain(village.id)).toMatchObject({ broken: { seq: 7, reason: 'cut-off' } });
    await record(5);
    expect(await verifyChain(village.id)).toMatchObject({ broken: { seq: 9, reason: 'changed' } });
  });

  test('a checkpoint that nobody here sealed is found', async () => {
    await record(9);
    await seal();
    await tamper('update audit_checkpoint set hash = sha256(hash) where village_id = $1');
    expect(await verifyChain(village.id)).toMatchObject({
      broken: { seq: 9, reason: 'forged-checkpoint' },
    });
  });

  test('a whole chain written anew, hashes and all, is found by the checkpoint', async () => {
    await record(6);
    await seal();
    await tamper('delete from audit_event where village_id = $1');
    await tamper(
      "update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex') where village_id = $1",
    );
    world.clock.advance(1000);
    await record(6);
    expect(await verifyChain(village.id)).toMatchObject({ broken: { seq: 6, reason: 'changed' } });
  });
});

test('fifty writers at once make no fork and no gap', async () => {
  await Promise.all(Array.from({ length: 50 }, () => record(2)));
  expect(await verifyChain(village.id)).toEqual({ ok: true, events: 100 });
});

test('what is written while the chain is walked does not look cut off', async () => {
  await record(20);
  let writing = true;
  const writer = (async () => {
    while (writing) await record(1);
  })();
  try {
    for (let n = 0; n < 15; n++) expect(await verifyChain(village.id)).toMatchObject({ ok: true });
  } finally {
    writing = false;
    await writer;
  }
});

describe('the app itself', () => {
  test.each([
    'update audit_event set actor_name = $$X$$',
    'delete from audit_event',
    'truncate audit_event',
    'insert into audit_head (village_id) values (1)',
    'update audit_head set seq = 0',
    'delete from audit_checkpoint',
    'update audit_checkpoint set seq = 1',
  ])('may not %s', async (statement) => {
    await record(1);
    await expect(asApp(statement)).rejects.toThrow(/permission denied/);
  });

  test('not even the owner changes a row while the triggers stand', async () => {
    await record(1);
    for (const statement of [
      "update audit_event set origin = 'x'",
      'delete from audit_event',
      'truncate audit_event',
    ])
      await expect(
        platform().database.asOwner((client) => inVillage(client, statement)),
      ).rejects.toThrow(/append-only/);
  });

  test('numbers and hashes brought along by a writer count for nothing', async () => {
    await record(1);
    await asApp(
      `insert into audit_event (village_id, seq, at, actor_kind, actor_name, action, previous_hash, hash)
       values (${village.id}, 77, now(), 'system', 'X', 'files.sweep', '\\x00', '\\x00')`,
    );
    expect(await verifyChain(village.id)).toEqual({ ok: true, events: 2 });
  });
});

async function inVillage(client: pg.ClientBase, statement: string) {
  await client.query('begin');
  try {
    await client.query(`select set_config('app.village_id', '${village.id}', true)`);
    await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function asApp(statement: string) {
  const client = await platform().database.pool.connect();
  try {
    await inVillage(client, statement);
  } finally {
    client.release();
  }
}

describe('balai audit verify', () => {
  const verify = (...args: string[]) => balai('audit', 'verify', ...args);

  test('names the first broken row and leaves with 1', async () => {
    const host = 'rusak.desa.id';
    village = await makeVillage('Rusak', host);
    await record(8);
    const whole = verify('--village', host);
    expect(whole).toMatchObject({ status: 0, stdout: 'Desa Rusak: 8 events, unbroken\n' });
    await tamper("update audit_event set actor_name = 'Lain' where village_id = $1 and seq = 3");
    const broken = verify('--village', host, '--json');
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.stdout)).toEqual({
      village: 'Rusak',
      ok: false,
      events: 2,
      broken: { seq: 3, reason: 'changed' },
    });
  });
});
