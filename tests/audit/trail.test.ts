import { beforeAll, describe, expect, test } from 'vitest';
import { access, staffRoles, type StaffRole } from '../../src/lib/domain/roles.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  checkTrail,
  findLastCheck,
  listAccesses,
  readTrail,
  recordEvent,
} from '../../src/lib/server/audit/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

let village: VillageContext;
let admin: StaffVisitor;
let overseer: StaffVisitor;
let operator: StaffVisitor;
let siti: Awaited<ReturnType<typeof makeResident>>;
beforeAll(async () => {
  village = await makeVillage();
  admin = staffVisitor(await makeStaff(village.id, ['admin'], { name: 'Ibu Admin' }));
  overseer = staffVisitor(await makeStaff(village.id, ['overseer']));
  operator = staffVisitor(await makeStaff(village.id, ['operator'], { name: 'Pak Operator' }));
  siti = await makeResident(village.id, { name: 'SITI AMINAH' });
});

const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const read = (visitor: StaffVisitor, filter: Parameters<typeof readTrail>[3] = {}) =>
  run((tx) => readTrail(tx, village.id, visitor, filter));
const record = (as: Parameters<typeof recordEvent>[2], fact: Parameters<typeof recordEvent>[3]) =>
  run((tx) => recordEvent(tx, village.id, as, fact));
const lookAtSiti = (reference: string) =>
  record(operator, {
    action: 'letters.read',
    residentId: siti.id,
    details: { reference, reason: 'catatan antarpetugas' },
  });

describe('who may read the trail', () => {
  test.each(staffRoles)('%s', async (role: StaffRole) => {
    const officer = staffVisitor(await makeStaff(village.id, [role]));
    const allowed = (access['audit.read'] as readonly StaffRole[]).includes(role);
    for (const act of [
      () => read(officer),
      () => checkTrail(village.id, officer),
      () => run((tx) => findLastCheck(tx, officer)),
    ]) {
      if (allowed) await act();
      else await expect(act()).rejects.toMatchObject({ name: 'Refusal', kind: 'forbidden' });
    }
  });

  test('nobody, a resident, and an officer with a first password may not', async () => {
    for (const visitor of [
      { kind: 'nobody' } as const,
      residentVisitor(siti),
      { ...admin, mustChangePassword: true },
    ])
      await expect(run((tx) => readTrail(tx, village.id, visitor, {}))).rejects.toMatchObject({
        kind: 'not-signed-in',
      });
  });
});

describe('the trail', () => {
  test('is filtered by who, group, resident, subject and day, newest first', async () => {
    const subjectId = crypto.randomUUID();
    await lookAtSiti('SKD-2222-2222');
    await record(operator, {
      action: 'letters.accept',
      subjectId,
      details: { reference: 'SKD-3333-3333' },
    });
    await record(residentVisitor(siti), { action: 'letters.send', residentId: siti.id });
    await record(
      { kind: 'system', name: 'Balai' },
      { action: 'files.sweep', details: { count: 2 } },
    );

    const { events } = await read(admin);
    expect(events.map((e) => e.seq)).toEqual(events.map((e) => e.seq).toSorted((a, b) => b - a));
    const told = async (filter: Parameters<typeof readTrail>[3]) =>
      (await read(admin, filter)).events.map((e) => `${e.actorName} ${e.sentence}`);
    expect(await told({ actorId: operator.staffId })).toEqual([
      'Pak Operator, Kasi Pelayanan menerima permohonan SKD-3333-3333',
      'Pak Operator, Kasi Pelayanan membuka permohonan SKD-2222-2222: “catatan antarpetugas”',
    ]);
    expect(await told({ actorKind: 'system' })).toEqual([
      'Balai menghapus 2 berkas yang tidak dipakai lagi',
    ]);
    expect(await told({ group: 'chores' })).toHaveLength(1);
    expect(await told({ subjectIds: [subjectId] })).toHaveLength(1);
    expect((await read(admin, { residentId: siti.id, group: 'letters' })).events).toHaveLength(2);
    const morning = world.clock.now();
    expect(await told({ until: morning, group: 'letters' })).toEqual([]);
    expect((await told({ from: morning, group: 'letters' })).length).toBe(3);
  });

  test('is leafed through by sequence number, each event once', async () => {
    for (let n = 0; n < 60; n++)
      await record(operator, { action: 'letters.print', details: { reference: `X-${n}` } });
    const first = await read(admin, { actorId: operator.staffId });
    expect(first.events).toHaveLength(50);
    const second = await read(admin, { actorId: operator.staffId, before: first.olderThan });
    const seqs = [...first.events, ...second.events].map((e) => e.seq);
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(second.olderThan).toBeUndefined();
  });

  test('reading it is recorded once in ten minutes, and for each resident apart', async () => {
    const reader = staffVisitor(await makeStaff(village.id, ['head']));
    const readings = async () =>
      (await read(admin, { actorId: reader.staffId, group: 'trail' })).events;
    await read(reader);
    await read(reader, { group: 'letters' });
    expect(await readings()).toHaveLength(1);
    await read(reader, { residentId: siti.id });
    await read(reader, { residentId: siti.id });
    expect((await readings()).map((e) => e.residentId)).toEqual([siti.id, null]);
    world.clock.advance(10 * 60_000 + 1);
    await read(reader);
    expect(await readings()).toHaveLength(3);
  });

  test('residents are initials to the overseer', async () => {
    await record(residentVisitor(siti), { action: 'letters.send', residentId: siti.id });
    const of = async (reader: StaffVisitor) =>
      (await read(reader, { actorKind: 'resident' })).events[0]?.actorName;
    expect(await of(admin)).toBe('SITI AMINAH');
    expect(await of(overseer)).toBe('S. A.');
  });

  test('a check of the whole chain is remembered with its result', async () => {
    expect(await checkTrail(village.id, overseer)).toMatchObject({ ok: true });
    expect(await run((tx) => findLastCheck(tx, admin))).toMatchObject({
      ok: true,
      broken: null,
      by: expect.stringContaining(overseer.name),
    });
    await world.superuser(async (client) => {
      await client.query('alter table audit_event disable trigger user');
      await client.query('update audit_event set origin = $2 where village_id = $1 and seq = 4', [
        village.id,
        'x',
      ]);
      await client.query('alter table audit_event enable trigger user');
    });
    await checkTrail(village.id, overseer);
    expect(await run((tx) => findLastCheck(tx, admin))).toMatchObject({
      ok: false,
      broken: { seq: 4, reason: 'changed' },
    });
  });
});

describe('a resident sees', () => {
  test('who looked at their data, without what officers tell one another', async () => {
    const owner = await makeResident(village.id, { name: 'BUDI' });
    const budi = residentVisitor(owner);
    const child = await makeResident(village.id);
    await record(operator, {
      action: 'letters.send-back',
      residentId: owner.id,
      details: { reference: 'SKD-4444-4444', reason: 'curiga palsu' },
    });
    await record(budi, { action: 'population.read-own', residentId: owner.id });
    await record({ kind: 'nobody' }, { action: 'letters.read', residentId: owner.id });
    await record(residentVisitor(child), {
      action: 'population.read-member',
      residentId: owner.id,
    });
    await lookAtSiti('SKD-5555-5555');

    const list = (by: 'self' | 'others') => run((tx) => listAccesses(tx, budi, { by, limit: 10 }));
    const others = await list('others');
    expect(others.accesses.map((a) => a.who)).toEqual([child.name, 'Pak Operator, Kasi Pelayanan']);
    expect(others.accesses[1]).toMatchObject({ reference: 'SKD-4444-4444' });
    expect(JSON.stringify(others)).not.toMatch(/curiga|SKD-5555/);
    expect((await list('self')).accesses.map((a) => a.who)).toEqual([null, 'BUDI']);
  });

  test('nothing before PIN and terms are settled, and officers nothing here', async () => {
    for (const visitor of [
      { ...residentVisitor(siti), mustChangePin: true },
      { ...residentVisitor(siti), mustAcceptTerms: true },
      admin,
    ])
      await expect(
        run((tx) => listAccesses(tx, visitor, { by: 'others', limit: 10 })),
      ).rejects.toMatchObject({ name: 'Refusal' });
  });
});
