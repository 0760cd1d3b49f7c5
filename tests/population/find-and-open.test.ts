import { beforeAll, expect, test } from 'vitest';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import {
  openResident,
  searchResidents,
  unmaskResident,
} from '../../src/lib/server/population/index.ts';
import { makeFamily, makeResident, makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';

useWorld();

let villageId: number;
let operator: StaffVisitor;
let siti: { id: string };

beforeAll(async () => {
  villageId = (await makeVillage()).id;
  operator = staffVisitor(await makeStaff(villageId, ['operator']));
  const family = await makeFamily(villageId);
  siti = await makeResident(villageId, {
    name: 'SITI RAHMAWATI',
    nik: '5207024708840001',
    sex: 2,
    family_id: family,
    phone: '+6281234567890',
    address: 'JL. PANTAI 7',
  });
  await makeResident(villageId, { name: 'LALU HENDRA', basic_status: 2 });
  for (let i = 0; i < 60; i++) await makeResident(villageId);
});

const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(villageId, work);
const search = (text: string, more: { hamlet?: string; basicStatus?: number } = {}) =>
  run((tx) => searchResidents(tx, operator, { search: text, page: 1, ...more }));

test('a name is found with a typing slip, a number by any part, an address by a word', async () => {
  for (const typed of [
    'siti rahmawati',
    'SITI RAHMAWTI',
    'rahma',
    '4708840001',
    '5207 0247 0884',
    'pantai',
  ]) {
    expect((await search(typed)).items[0]?.name, typed).toBe('SITI RAHMAWATI');
  }
  expect((await search('rahmawati siti')).items[0]?.name).toBe('SITI RAHMAWATI');
  expect((await search('siti pantai')).total).toBe(1);
  expect((await search('siti rahmawati')).alike).toBe(false);
  expect((await search('SITI RAHMAWTI')).alike).toBe(true);
  expect((await search('5207024708840001')).total).toBe(1);
  expect(await search('5207024708840009')).toMatchObject({ total: 0, alike: false });
  expect(await search('tidak ada orangnya')).toMatchObject({ total: 0, alike: false });
  expect((await search("'; drop table resident; --%_")).total).toBe(0);
});

test('the list is masked, filtered and paged', async () => {
  const all = await search('');
  expect({ total: all.total, pages: all.pages, shown: all.items.length }).toEqual({
    total: 62,
    pages: 2,
    shown: 50,
  });
  expect(JSON.stringify(all)).not.toMatch(/\d{16}/);
  expect((await search('', { basicStatus: 2 })).items.map((r) => r.name)).toEqual(['LALU HENDRA']);
  expect((await search('', { hamlet: 'TIDAK ADA' })).total).toBe(0);
});

test('opening is masked and recorded; the full numbers need a reason, which is recorded too', async () => {
  const opened = await run((tx) => openResident(tx, villageId, operator, siti.id));
  expect(opened.person).toMatchObject({ nik: '5207••••••••0001', name: 'SITI RAHMAWATI' });
  expect(JSON.stringify(opened)).not.toMatch(/\d{16}|81234567890/);
  const unmask = (reason: string) =>
    run((tx) => unmaskResident(tx, villageId, operator, { residentId: siti.id, reason }));
  await expect(unmask(' ')).rejects.toMatchObject({ kind: 'invalid' });
  expect((await unmask('Mencocokkan dengan KTP')).person.nik).toBe('5207024708840001');
  const events = await run((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['action', 'details'])
      .where('resident_id', '=', siti.id)
      .orderBy('seq', 'desc')
      .execute(),
  );
  expect(events.map((e) => e.action)).toEqual(['population.unmask', 'population.read']);
  expect(events[0]?.details).toEqual({ reason: 'Mencocokkan dengan KTP' });
});

test('editors and overseers do not read residents, and nobody reads who is not there', async () => {
  for (const role of ['editor', 'overseer'] as const) {
    const officer = staffVisitor(await makeStaff(villageId, [role]));
    await expect(run((tx) => openResident(tx, villageId, officer, siti.id))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      run((tx) => searchResidents(tx, officer, { search: '', page: 1 })),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  }
  await expect(
    run((tx) => openResident(tx, villageId, operator, crypto.randomUUID())),
  ).rejects.toMatchObject({ kind: 'not-found' });
});
