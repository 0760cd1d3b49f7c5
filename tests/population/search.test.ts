import { expect, test } from 'vitest';
import { withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import { searchResidents } from '../../src/lib/server/population/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';

useWorld();

const searchOf = async (villageId: number) => {
  const operator = staffVisitor(await makeStaff(villageId, ['operator']));
  return (search: string, more = {}) =>
    withVillage(villageId, (tx) => searchResidents(tx, operator, { search, page: 1, ...more }));
};

test('a name is found however it is spelt', async () => {
  const villageId = (await makeVillage()).id;
  const other = (await makeVillage()).id;
  const search = await searchOf(villageId);
  await makeResident(villageId, { name: 'MUHAMMAD SYARIF ZULKIFLI' });
  await makeResident(villageId, { name: 'SOEKARNO TJAHJA' });
  await makeResident(other, { name: 'MUHAMMAD SYARIF ZULKIFLI' });
  for (const typed of ['moh sarip julkipli', 'Muh. Sharif Zulkifly', 'mohamad sarif']) {
    const found = await search(typed);
    expect(found.items[0]?.name, typed).toBe('MUHAMMAD SYARIF ZULKIFLI');
    expect(found.total, typed).toBe(1);
  }
  expect((await search('sukarno cahya')).items[0]?.name).toBe('SOEKARNO TJAHJA');
});

test('a changed name, address, or area is found at once, a merged double no more', async () => {
  const villageId = (await makeVillage()).id;
  const search = await searchOf(villageId);
  const family = await makeFamily(villageId);
  const one = await makeResident(villageId, { name: 'BAIQ LAMA', family_id: family });
  const kept = await makeResident(villageId, { name: 'BAIQ TETAP' });
  const change = (work: (tx: VillageTx) => Promise<unknown>) =>
    withVillage(villageId, async (tx) => {
      await declareTestChange(tx);
      await work(tx);
    });
  await change((tx) =>
    tx.updateTable('resident').set({ name: 'BAIQ BARU' }).where('id', '=', one.id).execute(),
  );
  await change((tx) =>
    tx.updateTable('family').set({ address: 'GANG MELATI' }).where('id', '=', family).execute(),
  );
  expect((await search('baiq lama')).items.map((r) => r.name)).not.toContain('BAIQ LAMA');
  expect((await search('baiq baru melati')).items.map((r) => r.id)).toEqual([one.id]);
  await change((tx) =>
    tx.updateTable('resident').set({ merged_into: kept.id }).where('id', '=', one.id).execute(),
  );
  expect((await search('gang melati')).total).toBe(0);
});

test('the list is narrowed by place, sex, age and residence; past its end is its last page', async () => {
  const villageId = (await makeVillage()).id;
  const search = await searchOf(villageId);
  const area = await withVillage(villageId, (tx) =>
    tx
      .insertInto('area')
      .values({ village_id: villageId, hamlet: 'MEKAR', rw: '001', rt: '002' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const born = (birth_date: string, more = {}) => makeResident(villageId, { birth_date, ...more });
  const old = await born('1950-02-01', { sex: 2, area_id: area.id });
  const young = await born('2010-05-05', { residence: 2 });
  const ids = async (more: object) => (await search('', more)).items.map((r) => r.id);
  expect(await ids({ hamlet: 'MEKAR', rw: '001', rt: '002' })).toEqual([old.id]);
  expect(await ids({ rt: '003' })).toEqual([]);
  expect(await ids({ sex: 1 })).toEqual([young.id]);
  expect(await ids({ residence: 2 })).toEqual([young.id]);
  expect(await ids({ bornFrom: '1950-02-01', bornUntil: '1950-02-01' })).toEqual([old.id]);
  expect(await search('', { page: 99 })).toMatchObject({ page: 1, pages: 1, total: 2 });
});

test('a place is found as the list writes it, and however its RT is typed', async () => {
  const villageId = (await makeVillage()).id;
  const search = await searchOf(villageId);
  const placed = async (name: string, rt: string) => {
    const { id: area_id } = await withVillage(villageId, (tx) =>
      tx
        .insertInto('area')
        .values({ village_id: villageId, hamlet: 'LABUHAN LALAR', rw: '004', rt })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    await makeResident(villageId, { name, area_id });
  };
  await placed('SITI', '002');
  await placed('BUDI', '003');
  for (const typed of ['LABUHAN LALAR RT 002 RW 004', 'labuhan rt2/rw4', 'Siti RT.002', 'rt 2']) {
    expect(
      (await search(typed)).items.map((r) => r.name),
      typed,
    ).toEqual(['SITI']);
  }
  expect((await search('labuhan rw 004')).total).toBe(2);
  expect((await search('sitti rt 3')).total).toBe(0);
  expect((await search('sitti rt 2')).items.map((r) => r.name)).toEqual(['SITI']);
  expect((await search('rt 9')).total).toBe(0);
});
