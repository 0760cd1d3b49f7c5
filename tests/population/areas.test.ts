import { expect, test } from 'vitest';
import type { RefusalKind } from '../../src/lib/domain/refusal.ts';
import {
  addArea,
  listAreaTree,
  mergeArea,
  removeArea,
  renameArea,
  setAreaLeader,
} from '../../src/lib/server/population/index.ts';
import { declareTestChange, makeStaff, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { useKinOffice } from './kin-helpers.ts';

useWorld();
const office = useKinOffice();

const refused = (kind: RefusalKind, field?: string) =>
  expect.objectContaining({
    kind,
    ...(field && { fields: expect.objectContaining({ [field]: expect.any(String) }) }),
  });
const node = (hamlet: string, rw = '', rt = '') => ({ hamlet, rw, rt });
const tree = () => office.run((tx) => listAreaTree(tx, office.operator));
const find = async (hamlet: string, rw = '', rt = '') =>
  (await tree()).nodes.find((n) => n.hamlet === hamlet && n.rw === rw && n.rt === rt);
const add = (hamlet: string, rw = '', rt = '') =>
  office.run((tx) => addArea(tx, office.village.id, office.operator, { hamlet, rw, rt }));
const areaId = (hamlet: string, rt: string) =>
  office.run(async (tx) => {
    const row = await tx
      .selectFrom('area')
      .select('id')
      .where('hamlet', '=', hamlet)
      .where('rt', '=', rt)
      .executeTakeFirstOrThrow();
    return row.id;
  });

test('the tree counts families and the living; hamlets add up their RT', async () => {
  const { members } = await office.family(4);
  await office.record({ kind: 'death', residentIds: [members[3]!] });
  await office.family(2);
  expect(await find('ATAS', '001', '002')).toMatchObject({ families: 2, men: 3, women: 2 });
  expect(await find('ATAS')).toMatchObject({ level: 'hamlet', families: 2, men: 3, women: 2 });
});

test('areas are added as they are written elsewhere, once', async () => {
  await add('Dusun Bawah', '2', 'RT 3');
  expect(await find('BAWAH', '002', '003')).toMatchObject({ families: 0, men: 0 });
  await expect(add('bawah', '02', '003')).rejects.toEqual(refused('invalid', 'rt'));
  await expect(add(' ', '1', '1')).rejects.toEqual(refused('invalid', 'dusun'));
  await add('Tengah');
  expect((await tree()).nodes.filter((n) => n.hamlet === 'TENGAH')).toHaveLength(1);
});

test('a hamlet is renamed with everything beneath it and its leaders', async () => {
  await add('Lama', '1', '1');
  await add('Lama', '1', '2');
  const { members } = await office.family(1);
  const head = await office.resident(members[0]!);
  const lead = (place: ReturnType<typeof node>, typed: { residentId?: string; name: string }) =>
    office.run((tx) =>
      setAreaLeader(tx, office.village.id, office.operator, place, {
        since: '2026-01-02',
        ...typed,
      }),
    );
  await lead(node('LAMA'), { residentId: members[0]!, name: '' });
  await lead(node('LAMA', '001', '002'), { name: 'pak Anu' });
  const rename = (place: ReturnType<typeof node>, name: string) =>
    office.run((tx) => renameArea(tx, office.village.id, office.operator, place, name));
  expect(await rename(node('LAMA'), 'dusun baru')).toEqual(node('BARU'));
  expect(await find('LAMA')).toBeUndefined();
  expect((await find('BARU'))?.leader).toEqual({
    name: head.name,
    residentId: members[0],
    since: '2026-01-02',
  });
  expect((await find('BARU', '001', '002'))?.leader?.name).toBe('PAK ANU');
  await expect(rename(node('BARU', '001', '001'), '2')).rejects.toEqual(refused('invalid', 'nama'));
  await expect(rename(node('BARU'), 'baru')).rejects.toEqual(refused('invalid', 'nama'));
  await expect(rename(node('BARU'), '')).rejects.toEqual(refused('invalid', 'nama'));
  await expect(rename(node('TIDAK ADA'), 'x')).rejects.toEqual(refused('not-found'));
  await rename(node('BARU', '001', '001'), '9');
  expect(await find('BARU', '001', '009')).toBeDefined();
  await lead(node('BARU'), { name: ' ' });
  expect((await find('BARU'))?.leader).toBeUndefined();
  await expect(lead(node('BARU'), { residentId: crypto.randomUUID(), name: '' })).rejects.toEqual(
    refused('not-found'),
  );
});

test('an area is emptied into another one, on record; only an empty one is removed', async () => {
  await add('Asal', '1', '1');
  const from = await areaId('ASAL', '001');
  const { id, members } = await office.family(2);
  await office.run(async (tx) => {
    await declareTestChange(tx);
    await tx.updateTable('family').set({ area_id: from }).where('id', '=', id).execute();
    await tx.updateTable('resident').set({ area_id: from }).where('id', 'in', members).execute();
  });
  await office.record({ kind: 'departure', residentIds: members });
  const remove = () =>
    office.run((tx) => removeArea(tx, office.village.id, office.operator, node('ASAL')));
  await expect(remove()).rejects.toEqual(refused('conflict'));
  const merge = (to: string) =>
    office.run((tx) => mergeArea(tx, office.village.id, office.operator, node('ASAL'), to));
  await expect(merge(from)).rejects.toEqual(refused('invalid', 'ke'));
  await expect(merge('')).rejects.toEqual(refused('invalid', 'ke'));
  await merge(office.areaId);
  expect(await find('ASAL')).toBeUndefined();
  expect(await office.resident(members[0]!)).toMatchObject({ area_id: office.areaId });
  expect(await office.familyRow(id)).toMatchObject({ area_id: office.areaId });
  await add('Asal', '1', '1');
  await remove();
  expect(await find('ASAL')).toBeUndefined();
});

test('who only reads changes no area', async () => {
  const reader = staffVisitor(await makeStaff(office.village.id, ['head']));
  await expect(
    office.run((tx) => addArea(tx, office.village.id, reader, node('X'))),
  ).rejects.toEqual(refused('forbidden'));
  await expect(
    office.run((tx) => removeArea(tx, office.village.id, reader, node('ATAS'))),
  ).rejects.toEqual(refused('forbidden'));
});
