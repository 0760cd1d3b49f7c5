import { expect, test } from 'vitest';
import type { RefusalKind } from '../../src/lib/domain/refusal.ts';
import {
  addHousemates,
  changeHousehold,
  createHousehold,
  listHouseholds,
  openHousehold,
  removeHousemate,
  setHouseholdHead,
  usesHouseholds,
} from '../../src/lib/server/population/index.ts';
import { makeStaff, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { useKinOffice } from './kin-helpers.ts';

useWorld();
const office = useKinOffice();

const refused = (kind: RefusalKind, field?: string) =>
  expect.objectContaining({
    kind,
    ...(field && { fields: expect.objectContaining({ [field]: expect.any(String) }) }),
  });
const facts = { number: '', socialData: false, socialDataNumber: '' };
const create = (headId: string, memberIds: string[], more: Partial<typeof facts> = {}) =>
  office.run((tx) =>
    createHousehold(tx, office.village, office.operator, { ...facts, ...more, headId, memberIds }),
  );
const open = (id: string) => office.run((tx) => openHousehold(tx, office.operator, id));

test('a household is made of people of several families; its pages appear with the first', async () => {
  expect(await office.run(usesHouseholds)).toBe(false);
  const [one, other] = [await office.family(2), await office.family(2)];
  const id = await create(one.members[0]!, [one.members[1]!, other.members[0]!]);
  expect(await office.run(usesHouseholds)).toBe(true);
  expect(await open(id)).toMatchObject({
    number: '00001',
    head: { id: one.members[0] },
    members: [{ id: one.members[0] }, {}, {}],
  });
  expect(await office.resident(other.members[0]!)).toMatchObject({
    household_id: id,
    household_relation: 2,
    family_id: other.id,
  });
  await office.run((tx) =>
    addHousemates(tx, office.village, office.operator, id, [other.members[1]!]),
  );
  expect((await open(id)).members).toHaveLength(4);
  await expect(create(other.members[1]!, [])).rejects.toEqual(refused('invalid', 'anggota'));
  const found = await office.run((tx) =>
    listHouseholds(tx, office.operator, { search: '0001', page: 1 }),
  );
  expect(found.items).toMatchObject([{ id, members: 4, socialData: false }]);
});

test('numbers go on and are not given twice', async () => {
  const people = [await office.family(1), await office.family(1), await office.family(1)];
  const ids = people.map(({ members }) => members[0]!) as [string, string, string];
  const first = await create(ids[0], [], { number: '00700' });
  const second = await create(ids[1], []);
  expect((await open(second)).number).toBe('00701');
  await expect(create(ids[2], [], { number: '00700' })).rejects.toEqual(
    refused('invalid', 'nomor'),
  );
  const change = (more: Partial<typeof facts>) =>
    office.run((tx) =>
      changeHousehold(tx, office.village, office.operator, first, { ...facts, ...more }),
    );
  await expect(change({ number: '00701' })).rejects.toEqual(refused('invalid', 'nomor'));
  await change({ socialData: true, socialDataNumber: 'D-1' });
  expect(await open(first)).toMatchObject({
    number: '00700',
    socialData: true,
    socialDataNumber: 'D-1',
  });
});

test('the head goes last, or hands over; one who died is asked to be replaced', async () => {
  const { members } = await office.family(3);
  const [head, wife, child] = members as [string, string, string];
  const id = await create(head, [wife, child]);
  const remove = (who: string) =>
    office.run((tx) => removeHousemate(tx, office.village, office.operator, id, who));
  const lead = (who: string) =>
    office.run((tx) => setHouseholdHead(tx, office.village, office.operator, id, who));
  await expect(remove(head)).rejects.toEqual(refused('invalid', 'kepala'));
  await expect(lead(crypto.randomUUID())).rejects.toEqual(refused('invalid', 'kepala'));
  await lead(wife);
  await remove(head);
  await expect(remove(head)).rejects.toEqual(refused('conflict'));
  expect(await office.resident(head)).toMatchObject({
    household_id: null,
    household_relation: null,
  });
  await office.record({ kind: 'death', residentIds: [wife] });
  expect(await open(id)).toMatchObject({ head: undefined, members: [{ id: child }] });
  await expect(
    office.run((tx) => addHousemates(tx, office.village, office.operator, id, [wife])),
  ).rejects.toEqual(refused('invalid', 'anggota'));
  await lead(child);
  await remove(child);
  expect(await open(id)).toMatchObject({ head: undefined, members: [] });
});

test('who only reads makes no household', async () => {
  const { members } = await office.family(1);
  const reader = staffVisitor(await makeStaff(office.village.id, ['official']));
  await expect(
    office.run((tx) =>
      createHousehold(tx, office.village, reader, { ...facts, headId: members[0]!, memberIds: [] }),
    ),
  ).rejects.toEqual(refused('forbidden'));
});
