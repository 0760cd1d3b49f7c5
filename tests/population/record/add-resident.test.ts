import { beforeAll, expect, test } from 'vitest';
import type { StaffVisitor } from '../../../src/lib/domain/visitor.ts';
import { withVillage, type VillageTx } from '../../../src/lib/server/platform/index.ts';
import {
  addResident,
  findDoubles,
  setNik,
  type NewResident,
} from '../../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../../src/lib/server/villages/index.ts';
import { makeFamily, makeResident, makeStaff, makeVillage, staffVisitor } from '../../factories.ts';
import { useWorld } from '../../world.ts';

useWorld();

let village: VillageContext;
let operator: StaffVisitor;

beforeAll(async () => {
  village = await makeVillage();
  operator = staffVisitor(await makeStaff(village.id, ['operator']));
});

const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
const ahmad = {
  name: 'Ahmad Zainal',
  sex: '1',
  birth_place: 'Taliwang',
  birth_date: '17-08-1990',
  citizenship: '1',
  residence: '1',
};
const add = (
  typed: Record<string, string>,
  more: Partial<NewResident> = {},
  visitor: StaffVisitor = operator,
) => run((tx) => addResident(tx, village, visitor, { typed: { ...ahmad, ...typed }, ...more }));
const added = async (typed: Record<string, string>, more: Partial<NewResident> = {}) => {
  const outcome = await add(typed, more);
  if (outcome.kind !== 'added') throw new Error(JSON.stringify(outcome));
  return outcome.id;
};
const read = (id: string) =>
  run((tx) => tx.selectFrom('resident').selectAll().where('id', '=', id).executeTakeFirstOrThrow());

test('with a NIK or without: temporary ones follow one another, also when two add at once', async () => {
  const id = await added({ nik: '5207 0117 0890 0001' });
  expect(await read(id)).toMatchObject({
    nik: '5207011708900001',
    nik_temporary: false,
    name: 'AHMAD ZAINAL',
    birth_date: '1990-08-17',
    family_id: null,
    basic_status: 1,
  });
  const changes = await run((tx) =>
    tx
      .selectFrom('register_change_field as f')
      .innerJoin('register_change as c', (j) =>
        j.onRef('c.village_id', '=', 'f.village_id').onRef('c.id', '=', 'f.change_id'),
      )
      .select(['c.kind', 'f.field', 'f.old', 'f.new'])
      .where('f.subject_id', '=', id)
      .where('f.field', 'in', ['name', 'nik', 'religion', 'birth_date'])
      .orderBy('f.field')
      .execute(),
  );
  expect(changes).toEqual([
    { kind: 'entry', field: 'birth_date', old: null, new: '1990-08-17' },
    { kind: 'entry', field: 'name', old: null, new: 'AHMAD ZAINAL' },
    { kind: 'entry', field: 'nik', old: null, new: '5207011708900001' },
  ]);
  const ids = await Promise.all(
    ['BAYI SATU', 'BAYI DUA', 'BAYI TIGA'].map((name, i) =>
      added({ name, nik: i ? '0' : '', birth_date: `0${i + 1}-11-2026` }),
    ),
  );
  const niks = (await Promise.all(ids.map(read))).map((r) => [r.nik, r.nik_temporary]);
  const code = village.regionCode.replaceAll('.', '');
  expect(niks.sort()).toEqual([1, 2, 3].map((n) => [`0${code}0000${n}`, true]));
});

test('into a family: its place is taken over, and an empty seat at its head', async () => {
  const family = await makeFamily(village.id);
  const { kk_number: kk } = await run((tx) =>
    tx.selectFrom('family').select('kk_number').where('id', '=', family).executeTakeFirstOrThrow(),
  );
  const head = await added({ name: 'KEPALA BARU', kk, relation: '1', birth_date: '01-02-1970' });
  const child = await added({ name: 'ANAK BARU', kk, relation: '4', birth_date: '01-02-2001' });
  expect(await read(child)).toMatchObject({ family_id: family, relation: 4 });
  const { head_id } = await run((tx) =>
    tx.selectFrom('family').select('head_id').where('id', '=', family).executeTakeFirstOrThrow(),
  );
  expect(head_id).toBe(head);
  await expect(add({ name: 'KEPALA LAIN', kk, relation: '1' })).rejects.toMatchObject({
    fields: { relation: expect.stringContaining('KEPALA BARU') },
  });
  await expect(add({ kk })).rejects.toMatchObject({
    fields: { relation: expect.stringContaining('Pilih hubungannya') },
  });
  await expect(add({ kk: '5207029999999999' })).rejects.toMatchObject({
    fields: { kk: expect.stringContaining('belum ada') },
  });
});

test('refused: a NIK of somebody else, one that cannot be, required fields left out', async () => {
  const holder = await makeResident(village.id, { name: 'PEMILIK NIK' });
  await expect(add({ nik: holder.nik })).rejects.toMatchObject({
    kind: 'invalid',
    fields: { nik: 'NIK ini sudah dipakai PEMILIK NIK.' },
  });
  await expect(add({ nik: '520702' })).rejects.toMatchObject({
    fields: { nik: expect.stringMatching(/16 angka/) },
  });
  await expect(add({ nik: '0207021708900001' })).rejects.toMatchObject({
    fields: { nik: expect.stringContaining('dimulai dengan 0') },
  });
  await expect(
    run((tx) => addResident(tx, village, operator, { typed: {} })),
  ).rejects.toMatchObject({
    fields: {
      name: 'Isi nama lengkap.',
      sex: expect.any(String),
      birth_date: 'Isi tanggal lahir.',
      citizenship: expect.any(String),
      residence: expect.any(String),
    },
  });
  for (const role of ['official', 'secretary', 'overseer'] as const) {
    const officer = staffVisitor(await makeStaff(village.id, [role]));
    await expect(add({}, {}, officer)).rejects.toMatchObject({ kind: 'forbidden' });
  }
});

test('a likely double is asked about, and added only by who says that it is someone else', async () => {
  const siti = await makeResident(village.id, {
    name: 'SITI RAHMAWATI',
    sex: 2,
    nik: '5207024708840001',
    birth_date: '1984-08-07',
  });
  const typed = { name: 'Siti Rahmawti', sex: '2', birth_date: '07-08-1984' };
  const asked = await add(typed);
  expect(asked).toMatchObject({
    kind: 'asked',
    doubles: [{ id: siti.id, nik: '5207••••••••0001', why: [expect.stringContaining('mirip')] }],
  });
  // another one's id is no answer
  expect((await add(typed, { distinctFrom: [crypto.randomUUID()] })).kind).toBe('asked');
  const id = await added(typed, { distinctFrom: [siti.id] });
  const pairs = await run((tx) => tx.selectFrom('distinct_people').selectAll().execute());
  expect(pairs.map((p) => [p.first_id, p.second_id])).toContainEqual([siti.id, id].sort());
});

test('almost the same NIK is a double with a name alike, not with the next in the registrar’s row', async () => {
  await makeResident(village.id, {
    name: 'BAIQ NURHAYATI',
    nik: '5207025502920003',
    sex: 2,
    birth_date: '1992-02-15',
  });
  const find = (name: string, nik: string, birthDate: string | null) =>
    run((tx) => findDoubles(tx, { name, nik, birthDate }));
  expect((await find('BAIQ NURHAYATI', '5207025502920030', null))[0]?.why).toEqual([
    'dua angka NIK-nya tertukar',
  ]);
  expect((await find('BAIQ NURHAYATI', '5207025502920008', '1992-02-15'))[0]?.why).toEqual([
    'NIK-nya beda satu angka',
    'nama dan tanggal lahirnya sama',
  ]);
  expect(await find('LALE KARTINI', '5207025502920004', '1992-02-15')).toEqual([]);
  expect((await find('LALE KARTINI', '5207035502920003', '1992-02-15'))[0]?.why).toEqual([
    'NIK-nya beda satu angka',
  ]);
});

test('what looks odd is asked; wanted so, it goes in', async () => {
  const typed = { name: 'UMAR BAKRI', nik: '5207015708900009' };
  expect(await add(typed)).toMatchObject({
    kind: 'asked',
    doubles: [],
    notes: [expect.stringContaining('milik perempuan')],
  });
  await added(typed, { acceptNotes: true });
});

test('a temporary NIK is replaced by the real one; a taken one points at its holder', async () => {
  const id = await added({ name: 'TANPA NIK', birth_date: '02-03-2001' });
  const set = (nik: string, reason = '', visitor = operator) =>
    run((tx) => setNik(tx, village, visitor, { residentId: id, nik, reason }));
  const holder = await makeResident(village.id);
  expect(await set(holder.nik)).toMatchObject({ kind: 'taken', holder: { id: holder.id } });
  await expect(set('5207')).rejects.toMatchObject({
    kind: 'invalid',
    fields: { nik: expect.stringMatching(/16/) },
  });
  expect((await set('5207014203010001')).kind).toBe('notes');
  expect(await set('5207010203010001')).toEqual({ kind: 'set' });
  expect(await read(id)).toMatchObject({ nik: '5207010203010001', nik_temporary: false });
  // a real NIK is corrected for a reason only
  await expect(set('5207010203010002')).rejects.toMatchObject({
    fields: { alasan: expect.stringMatching(/alasan/) },
  });
  expect(await set('5207010203010002', 'Salah ketik')).toEqual({ kind: 'set' });
  const kinds = await run((tx) =>
    tx
      .selectFrom('register_change_field as f')
      .innerJoin('register_change as c', (j) =>
        j.onRef('c.village_id', '=', 'f.village_id').onRef('c.id', '=', 'f.change_id'),
      )
      .select(['c.kind', 'c.reason'])
      .where('f.subject_id', '=', id)
      .where('f.field', '=', 'nik')
      .orderBy('c.id')
      .execute(),
  );
  expect(kinds).toEqual([
    { kind: 'entry', reason: '' },
    { kind: 'nik', reason: 'NIK sudah terbit' },
    { kind: 'nik', reason: 'Salah ketik' },
  ]);
  const head = staffVisitor(await makeStaff(village.id, ['head']));
  await expect(set('5207010203010003', 'Salah', head)).rejects.toMatchObject({ kind: 'forbidden' });
});
