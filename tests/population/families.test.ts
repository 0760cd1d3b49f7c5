import { expect, test } from 'vitest';
import type { RefusalKind } from '../../src/lib/domain/refusal.ts';
import {
  arrangeFamily,
  changeFamily,
  findJoiner,
  leaveFamily,
  mergeFamilies,
  moveIntoFamily,
  openFamily,
  printFamilyCard,
  searchFamilies,
  splitFamily,
  type TypedFamily,
} from '../../src/lib/server/population/index.ts';
import { declareTestChange, makeResident, makeStaff, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { useKinOffice } from './kin-helpers.ts';

useWorld();
const office = useKinOffice();

const refused = (kind: RefusalKind, ...fields: string[]) =>
  expect.objectContaining({
    name: 'Refusal',
    kind,
    ...(fields.length && {
      fields: expect.objectContaining(
        Object.fromEntries(fields.map((field) => [field, expect.any(String)])),
      ),
    }),
  });
const reason = 'KK baru dari Dukcapil';
let serial = 0;
const newKk = () => `520702020226${String(++serial).padStart(4, '0')}`;
const open = (id: string) =>
  office.run((tx) => openFamily(tx, office.village, office.operator, id));
const into = (id: string, member: string, relation?: number, nextHeadId?: string) =>
  office.run((tx) =>
    moveIntoFamily(tx, office.village, office.operator, id, {
      members: [{ id: member, relation }],
      nextHeadId,
      reason,
    }),
  );

test('a family is opened masked, in order, and everybody in it can see who looked', async () => {
  const { id, members } = await office.family(3);
  const family = await open(id);
  expect(family.kkNumber).toMatch(/^5207•{8}\d{4}$/);
  expect(family.members.map((m) => m.id)).toEqual(members);
  expect(family.place).toBe('ATAS, RT 002/RW 001');
  const reads = await office.run((tx) =>
    tx
      .selectFrom('audit_event')
      .select('resident_id')
      .where('action', '=', 'population.read-family')
      .where('subject_id', '=', id)
      .execute(),
  );
  expect(new Set(reads.map((r) => r.resident_id))).toEqual(new Set(members));
});

test('families are found by head, address and any part of the KK', async () => {
  const { id } = await office.family(2);
  const { head_id, kk_number } = await office.familyRow(id);
  const head = await office.resident(String(head_id));
  const search = async (text: string, closed = false) => {
    const found = await office.run((tx) =>
      searchFamilies(tx, office.operator, { search: text, closed, page: 1 }),
    );
    return found.items.map((family) => family.id);
  };
  expect(await search(String(head.name))).toEqual([id]);
  expect(await search(String(kk_number))).toEqual([id]);
  expect(await search(String(kk_number).slice(-5))).toContain(id);
  expect(await search('pantai')).toContain(id);
  expect(await search(String(kk_number), true)).toEqual([]);
  expect(await search("%' or 1=1")).toEqual([]);
});

const typed = async (id: string, more: Partial<TypedFamily>): Promise<TypedFamily> => {
  const family = await open(id);
  return {
    kk: '',
    areaId: family.areaId ?? '',
    address: family.address,
    socialClass: '',
    registeredOn: '',
    cardPrintedOn: '',
    reason,
    ...more,
  };
};
const change = async (id: string, more: Partial<TypedFamily>) => {
  const wanted = await typed(id, more);
  await office.run((tx) => changeFamily(tx, office.village, office.operator, id, wanted));
};

test('a card is replaced: members keep the old number, move along, and the history says so', async () => {
  const { id, members } = await office.family(3);
  const { kk_number: old } = await office.familyRow(id);
  await office.run(async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('resident')
      .set({ address: 'JL. PANTAI 1' })
      .where('id', '=', members[0]!)
      .execute();
  });
  const kk = newKk();
  await change(id, { kk, address: 'JL. BARU 2', cardPrintedOn: '2026-11-02' });
  expect(await office.familyRow(id)).toMatchObject({ kk_number: kk, address: 'JL. BARU 2' });
  expect(await office.resident(members[0]!)).toMatchObject({
    address: 'JL. BARU 2',
    previous_kk: old,
  });
  expect(await office.resident(members[1]!)).toMatchObject({ address: '', previous_kk: old });
  expect((await open(id)).changes[0]).toMatchObject({
    reason,
    what: expect.stringContaining('nomor KK'),
  });
});

test('a card’s refusals', async () => {
  const [one, other] = [await office.family(2), await office.family(2)];
  const { kk_number: taken } = await office.familyRow(other.id);
  const before = await office.snapshot();
  for (const [more, field] of [
    [{ kk: String(taken) }, 'kk'],
    [{ kk: '123' }, 'kk'],
    [{ address: 'X', reason: ' ' }, 'alasan'],
    [{ areaId: crypto.randomUUID() }, 'wilayah'],
    [{ registeredOn: '2027-01-01' }, 'terdaftar'],
    [{ socialClass: 'dua' }, 'kelas-sosial'],
    [{}, ''],
  ] as const)
    await expect(change(one.id, more), field).rejects.toEqual(refused('invalid', field));
  expect(await office.snapshot()).toEqual(before);
});

test('members split off with a card of their own; the family they leave gets its head', async () => {
  const { id, members } = await office.family(4);
  const [head, wife, child, youngest] = members as [string, string, string, string];
  const split = (more: object) =>
    office.run((tx) =>
      splitFamily(tx, office.village, office.operator, id, {
        kk: newKk(),
        members: [
          { id: head, relation: 1 },
          { id: child, relation: 4 },
        ],
        nextHeadId: wife,
        reason,
        ...more,
      }),
    );
  const before = await office.snapshot();
  await expect(split({ nextHeadId: '' })).rejects.toEqual(refused('invalid', 'kepala-baru'));
  await expect(split({ kk: '' })).rejects.toEqual(refused('invalid', 'kk'));
  await expect(split({ members: [] })).rejects.toEqual(refused('invalid', 'anggota'));
  await expect(split({ members: [{ id: child, relation: 4 }] })).rejects.toEqual(
    refused('invalid', `hubungan-${child}`),
  );
  await expect(
    split({
      members: [
        { id: child, relation: 1 },
        { id: youngest, relation: 1 },
      ],
    }),
  ).rejects.toEqual(refused('invalid'));
  const stranger = await makeResident(office.village.id);
  await expect(split({ members: [{ id: stranger.id, relation: 1 }] })).rejects.toEqual(
    refused('invalid', 'anggota'),
  );
  expect(((await office.snapshot()) as { families: unknown }).families).toEqual(
    (before as { families: unknown }).families,
  );
  const fresh = await split({});
  expect((await open(fresh)).members.map((m) => m.id)).toEqual([head, child]);
  expect(await office.familyRow(fresh)).toMatchObject({
    head_id: head,
    area_id: office.areaId,
    address: 'JL. PANTAI 1',
  });
  const rest = await open(id);
  expect(rest).toMatchObject({ headId: wife });
  expect(rest.members.map((m) => m.relation)).toEqual([1, 4]);
  expect(rest.changes[0]!.what).toContain('keluar:');
});

test('two families become one; the card that is left closes without a head who is elsewhere', async () => {
  const [from, to] = [await office.family(2), await office.family(2)];
  const merge = (relations: (number | undefined)[], intoId = to.id) =>
    office.run((tx) =>
      mergeFamilies(tx, office.village, office.operator, {
        fromId: from.id,
        intoId,
        members: from.members.map((id, i) => ({ id, relation: relations[i] })),
        reason,
      }),
    );
  await expect(merge([1, 9])).rejects.toEqual(refused('invalid', `hubungan-${from.members[0]}`));
  await expect(merge([9, undefined])).rejects.toEqual(
    refused('invalid', `hubungan-${from.members[1]}`),
  );
  await expect(merge([9, 9], from.id)).rejects.toEqual(refused('invalid', 'keluarga'));
  await merge([9, 9]);
  expect((await open(to.id)).members).toHaveLength(4);
  expect(await office.familyRow(from.id)).toMatchObject({
    head_id: null,
    closed_on: expect.any(String),
  });
});

test('somebody joins from another family, which asks for its next head, and opens a closed one', async () => {
  const [from, to] = [await office.family(3), await office.family(1)];
  const [head, wife] = from.members as [string, string];
  const joiner = await office.run((tx) => findJoiner(tx, office.operator, head));
  expect(joiner?.heads.map((m) => m.id)).toEqual(from.members.slice(1));
  await expect(into(to.id, head, 9)).rejects.toEqual(refused('invalid', 'kepala-baru'));
  await expect(into(to.id, to.members[0]!, 9)).rejects.toEqual(refused('invalid', 'anggota'));
  await into(to.id, head, 9, wife);
  expect(await office.familyRow(from.id)).toMatchObject({ head_id: wife });
  await office.record({
    kind: 'death',
    residentIds: [wife],
    typed: { 'kepala-baru': from.members[2]! },
  });
  await expect(into(to.id, wife, 9)).rejects.toEqual(refused('invalid', 'anggota'));
  await office.record({ kind: 'death', residentIds: [from.members[2]!] });
  expect(await office.familyRow(from.id)).toMatchObject({ closed_on: '2026-11-01' });
  await expect(into(from.id, head, 9)).rejects.toEqual(refused('invalid', `hubungan-${head}`));
  await into(from.id, head, 1);
  expect(await office.familyRow(from.id)).toMatchObject({ closed_on: null, head_id: head });
});

test('a member leaves without a card', async () => {
  const { id, members } = await office.family(3);
  const leave = (ids: string[], nextHeadId = '') =>
    office.run((tx) =>
      leaveFamily(tx, office.village, office.operator, id, {
        residentIds: ids,
        nextHeadId,
        reason,
      }),
    );
  await leave([members[2]!]);
  const { kk_number } = await office.familyRow(id);
  expect(await office.resident(members[2]!)).toMatchObject({
    family_id: null,
    relation: null,
    previous_kk: kk_number,
    basic_status: 1,
  });
  await expect(leave([members[2]!])).rejects.toEqual(refused('invalid', 'anggota'));
});

test('a new head: what is not said is set right, what is said stands', async () => {
  const { id, members } = await office.family(4);
  const [head, wife, child, youngest] = members as [string, string, string, string];
  const arrange = (headId: string, relations: [string, number][], why = reason) =>
    office.run((tx) =>
      arrangeFamily(tx, office.village, office.operator, id, {
        headId,
        relations: new Map(relations),
        reason: why,
      }),
    );
  await expect(arrange(crypto.randomUUID(), [])).rejects.toEqual(refused('invalid', 'kepala'));
  await expect(arrange(wife, [], '')).rejects.toEqual(refused('invalid', 'alasan'));
  await expect(arrange(wife, [[child, 1]])).rejects.toEqual(
    refused('invalid', `hubungan-${child}`),
  );
  // as the form sends it: the old relations of all, one of them changed
  await arrange(wife, [
    [head, 1],
    [wife, 3],
    [child, 4],
    [youngest, 11],
  ]);
  expect(Object.fromEntries((await open(id)).members.map((m) => [m.id, m.relation]))).toEqual({
    [wife]: 1,
    [head]: 2,
    [child]: 4,
    [youngest]: 11,
  });
  expect(await office.familyRow(id)).toMatchObject({ head_id: wife });
});

test('the copy of the card is printed for who may see the numbers, on record', async () => {
  const { id, members } = await office.family(2);
  const { pdf } = await office.run((tx) =>
    printFamilyCard(tx, office.village, office.operator, id),
  );
  expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  const prints = await office.run((tx) =>
    tx
      .selectFrom('audit_event')
      .select('resident_id')
      .where('action', '=', 'population.print-family-card')
      .where('subject_id', '=', id)
      .execute(),
  );
  expect(prints.map((p) => p.resident_id).sort()).toEqual([...members].sort());
  await office.record({ kind: 'departure', residentIds: members });
  await expect(
    office.run((tx) => printFamilyCard(tx, office.village, office.operator, id)),
  ).rejects.toEqual(refused('not-found'));
});

test('officers who only read change no family', async () => {
  const { id, members } = await office.family(2);
  const reader = staffVisitor(await makeStaff(office.village.id, ['secretary']));
  const before = await office.snapshot();
  const members2 = [{ id: members[1]!, relation: 1 }];
  const wanted = await typed(id, { address: 'X' });
  const { village } = office;
  for (const attempt of [
    () => office.run((tx) => changeFamily(tx, village, reader, id, wanted)),
    () =>
      office.run((tx) =>
        splitFamily(tx, village, reader, id, { kk: newKk(), members: members2, reason }),
      ),
    () =>
      office.run((tx) =>
        leaveFamily(tx, village, reader, id, { residentIds: [members[1]!], reason }),
      ),
    () =>
      office.run((tx) =>
        arrangeFamily(tx, village, reader, id, {
          headId: members[1]!,
          relations: new Map(),
          reason,
        }),
      ),
    () =>
      office.run((tx) =>
        mergeFamilies(tx, village, reader, { fromId: id, intoId: id, members: members2, reason }),
      ),
  ])
    await expect(attempt()).rejects.toEqual(refused('forbidden'));
  expect(await office.snapshot()).toEqual(before);
});
