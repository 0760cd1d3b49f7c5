import { beforeAll, expect, test } from 'vitest';
import type { StaffVisitor } from '../../../src/lib/domain/visitor.ts';
import { withVillage, type VillageTx } from '../../../src/lib/server/platform/index.ts';
import { changeResident, type WantedChange } from '../../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../../src/lib/server/villages/index.ts';
import { makeFamily, makeResident, makeStaff, makeVillage, staffVisitor } from '../../factories.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();

let village: VillageContext;
let operator: StaffVisitor;

beforeAll(async () => {
  village = await makeVillage();
  operator = staffVisitor(await makeStaff(village.id, ['operator']));
});

const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
const change = (
  residentId: string,
  typed: Record<string, string>,
  more: Partial<WantedChange> = {},
  visitor = operator,
) =>
  run((tx) =>
    changeResident(tx, village, visitor, {
      residentId,
      typed,
      reason: 'Sesuai KTP',
      ...more,
    }),
  );
const read = (id: string) =>
  run((tx) => tx.selectFrom('resident').selectAll().where('id', '=', id).executeTakeFirstOrThrow());

test('what differs is written, with who and why; the rest is left alone', async () => {
  world.clock.advance(60_000);
  const siti = await makeResident(village.id, { phone: '+6281234567890', occupation: 9 });
  const outcome = await change(siti.id, {
    name: siti.name,
    occupation: '15',
    phone: '0812-••••-•890',
    birth_time: '4.30',
    nickname: 'Iti',
    unknown: 'x',
  });
  expect(outcome).toMatchObject({
    kind: 'changed',
    fields: ['occupation', 'birth_time', 'nickname'],
  });
  expect(await read(siti.id)).toMatchObject({
    name: siti.name,
    occupation: 15,
    birth_time: '04:30',
    nickname: 'Iti',
    phone: '+6281234567890',
  });
  const told = await run((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['action', 'details', 'actor_id'])
      .where('resident_id', '=', siti.id)
      .execute(),
  );
  expect(told).toEqual([
    {
      action: 'population.change',
      actor_id: operator.staffId,
      details: { fields: ['occupation', 'birth_time', 'nickname'] },
    },
  ]);
  const change_ = await run((tx) =>
    tx
      .selectFrom('register_change')
      .select(['kind', 'reason', 'actor_kind'])
      .where('id', '=', outcome.kind === 'changed' ? outcome.changeId : '')
      .execute(),
  );
  expect(change_).toEqual([{ kind: 'edit', reason: 'Sesuai KTP', actor_kind: 'staff' }]);
});

test('refused with a sentence at each field; nothing is written', async () => {
  const { id } = await makeResident(village.id);
  const refusal = { kind: 'invalid' };
  await expect(
    change(id, { birth_date: '2027-01-01', religion: '99', area_id: crypto.randomUUID() }),
  ).rejects.toMatchObject({
    ...refusal,
    fields: {
      birth_date: expect.stringContaining('masa depan'),
      religion: expect.stringContaining('daftar'),
      area_id: expect.stringContaining('daftar'),
    },
  });
  await expect(change(id, { occupation: '15' }, { reason: ' ' })).rejects.toMatchObject({
    ...refusal,
    fields: { alasan: expect.any(String) },
  });
  await expect(change(id, { occupation: '9' })).rejects.toMatchObject({
    ...refusal,
    message: 'Belum ada isian yang diubah.',
  });
  await expect(change(id, { relation: '4' })).rejects.toMatchObject({
    fields: { relation: expect.stringContaining('belum masuk KK') },
  });
  const inFamily = await makeResident(village.id, {
    family_id: await makeFamily(village.id),
    relation: 4,
  });
  await expect(change(inFamily.id, { relation: '1' })).rejects.toMatchObject({
    fields: { relation: expect.stringContaining('Kepala keluarga') },
  });
  expect(await read(id)).toMatchObject({ occupation: 9, birth_date: '1985-06-15' });
});

test('what looks odd is asked once, and goes in when the officer wants it so', async () => {
  const { id } = await makeResident(village.id, { nik: '5207021506850777' });
  expect(await change(id, { birth_date: '16-06-1985' })).toEqual({
    kind: 'notes',
    notes: ['Tanggal lahir dalam NIK berbeda dari tanggal lahirnya.'],
  });
  expect((await read(id)).birth_date).toBe('1985-06-15');
  expect((await change(id, { birth_date: '16-06-1985' }, { acceptNotes: true })).kind).toBe(
    'changed',
  );
  // what was odd before is not asked about again
  expect((await change(id, { occupation: '15' })).kind).toBe('changed');
});

test('two officers do not overwrite each other: what was not touched takes the newer value', async () => {
  world.clock.advance(60_000);
  const { id } = await makeResident(village.id, {
    occupation: 9,
    religion: 1,
    updated_at: world.clock.now(),
  });
  const seen = (await read(id)).updated_at.toISOString();
  world.clock.advance(60_000);
  await change(id, { occupation: '15', nickname: 'Udin' }, { seen });
  world.clock.advance(60_000);
  const other = staffVisitor(await makeStaff(village.id, ['admin']));
  const typed = { occupation: '9', nickname: 'Didin', religion: '2' };
  const outcome = await change(id, typed, { seen }, other);
  expect(outcome).toMatchObject({
    kind: 'overtaken',
    by: expect.stringContaining(operator.name),
    fields: expect.arrayContaining(['nickname', 'occupation']),
    typed: { occupation: '15', nickname: 'Didin', religion: '2' },
  });
  expect(await read(id)).toMatchObject({ nickname: 'Udin', religion: 1 });
  if (outcome.kind !== 'overtaken') throw new Error();
  await change(id, outcome.typed, { seen: outcome.version }, other);
  expect(await read(id)).toMatchObject({ occupation: 15, nickname: 'Didin', religion: 2 });
});

test('only who may change records does, of their own village, and no merged double', async () => {
  const { id } = await makeResident(village.id);
  for (const role of ['official', 'head', 'overseer', 'editor'] as const) {
    const officer = staffVisitor(await makeStaff(village.id, [role]));
    await expect(change(id, { occupation: '15' }, {}, officer)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      change(id, { occupation: '15' }, { kind: 'correction' }, officer),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  }
  const elsewhere = await makeResident((await makeVillage()).id);
  await expect(change(elsewhere.id, { occupation: '15' })).rejects.toMatchObject({
    kind: 'not-found',
  });
  const double = await makeResident(village.id, { merged_into: id });
  await expect(change(double.id, { occupation: '15' })).rejects.toMatchObject({ kind: 'conflict' });
});
