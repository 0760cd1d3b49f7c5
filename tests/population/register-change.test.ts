import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import { declareChange } from '../../src/lib/server/population/index.ts';
import { makeFamily, makeResident, makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';

useWorld();

const actor = { kind: 'system', name: 'Uji' } as const;

const fieldsOf = (villageId: number, subjectId: string) =>
  withVillage(villageId, (tx) =>
    tx
      .selectFrom('register_change_field as f')
      .innerJoin('register_change as c', (j) =>
        j.onRef('c.village_id', '=', 'f.village_id').onRef('c.id', '=', 'f.change_id'),
      )
      .select(['c.kind', 'c.reason', 'c.actor_name', 'f.subject_kind', 'f.field', 'f.old', 'f.new'])
      .where('f.subject_id', '=', subjectId)
      .orderBy('f.field')
      .execute(),
  );

test('nothing in the register changes without a declared change', async () => {
  const village = await makeVillage();
  const { id } = await makeResident(village.id);
  await expect(
    withVillage(village.id, (tx) =>
      tx.updateTable('resident').set({ occupation: 10 }).where('id', '=', id).execute(),
    ),
  ).rejects.toThrow(/app\.register_change|invalid input syntax for type uuid/);
});

test('every field that changes is kept as it was and as it is', async () => {
  const village = await makeVillage();
  const { id } = await makeResident(village.id, { occupation: 9, name: 'SITI' });
  await withVillage(village.id, async (tx) => {
    await declareChange(tx, actor, { kind: 'edit', reason: 'Ganti pekerjaan' });
    const change = () => tx.updateTable('resident').where('id', '=', id);
    await change().set({ occupation: 10, name: 'SITI' }).execute();
    // twice in one change: what counts is the first old and the last new value
    await change().set({ occupation: 11, birth_place: 'Seteluk' }).execute();
  });
  const head = { kind: 'edit', reason: 'Ganti pekerjaan', actor_name: 'Uji' };
  expect(await fieldsOf(village.id, id)).toEqual([
    { ...head, subject_kind: 'resident', field: 'birth_place', old: 'Taliwang', new: 'Seteluk' },
    { ...head, subject_kind: 'resident', field: 'occupation', old: 9, new: 11 },
  ]);
});

test('a change that goes on keeps its id; families are recorded too', async () => {
  const village = await makeVillage();
  const family = await makeFamily(village.id);
  const change = randomUUID();
  for (const address of ['Jalan Satu', 'Jalan Dua']) {
    await withVillage(village.id, async (tx) => {
      expect(await declareChange(tx, actor, { kind: 'import', id: change })).toBe(change);
      await tx.updateTable('family').set({ address }).where('id', '=', family).execute();
    });
  }
  expect(await fieldsOf(village.id, family)).toMatchObject([
    { kind: 'import', subject_kind: 'family', field: 'address', old: '', new: 'Jalan Dua' },
  ]);
});

test('what was recorded cannot be taken back', async () => {
  const village = await makeVillage();
  await expect(
    withVillage(village.id, (tx) => tx.deleteFrom('register_change_field').execute()),
  ).rejects.toThrow(/permission denied/);
  await expect(
    withVillage(village.id, (tx) =>
      tx.updateTable('register_change').set({ reason: '' }).execute(),
    ),
  ).rejects.toThrow(/permission denied/);
});
