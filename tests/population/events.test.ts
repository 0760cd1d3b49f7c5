import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventRules, type EventKind } from '../../src/lib/domain/event-rules.ts';
import type { RefusalKind } from '../../src/lib/domain/refusal.ts';
import {
  countMonth,
  dismissProposal,
  findEventProposal,
  listEvents,
  listProposals,
  openEvent,
  proposeEvent,
  recordPopulationEvent,
} from '../../src/lib/server/population/index.ts';
import { makeResident, makeStaff, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { useKinOffice } from './kin-helpers.ts';

const world = useWorld();
const office = useKinOffice();

/** A refusal at these fields, for `toThrow`-like matching. */
const refused = (kind: RefusalKind, ...fields: string[]) =>
  expect.objectContaining({
    name: 'Refusal',
    kind,
    ...(fields.length && {
      fields: expect.objectContaining(
        Object.fromEntries(fields.map((f) => [f, expect.any(String)])),
      ),
    }),
  });

/** A register without those whom an undone event had put on it. */
const valid = (snapshot: unknown) => {
  const { residents, families } = snapshot as {
    residents: { basic_status: number }[];
    families: unknown;
  };
  return { families, residents: residents.filter((r) => r.basic_status !== 9) };
};

test('a death takes somebody off the register; undone, everything is as it was', async () => {
  const { members } = await office.family();
  const before = await office.snapshot();
  const id = await office.record({ kind: 'death', residentIds: [members[3]!] });
  expect(await office.resident(members[3]!)).toMatchObject({ basic_status: 2 });
  const opened = await office.run((tx) => openEvent(tx, office.operator, id));
  expect(opened).toMatchObject({ kind: 'death', effect: -1, undo: null });
  expect(opened.rows).toContainEqual({ label: 'Sebab', value: 'Sakit biasa/tua' });
  expect(opened.changes).toContainEqual(
    expect.objectContaining({ what: 'status dasar', from: 'Hidup', to: 'Mati' }),
  );
  await office.undo(id);
  expect(await office.snapshot()).toEqual(before);
  await expect(office.undo(id)).rejects.toEqual(refused('conflict'));
  const undone = await office.run((tx) => openEvent(tx, office.operator, id));
  expect(undone.undo?.reason).toBe('Salah orang');
});

test('when the head dies the office says who is next, and everybody is set right to them', async () => {
  const { id, members } = await office.family();
  const [head, wife, child] = members as [string, string, string, string];
  const before = await office.snapshot();
  await expect(office.record({ kind: 'death', residentIds: [head] })).rejects.toEqual(
    refused('invalid', 'kepala-baru'),
  );
  await expect(
    office.record({ kind: 'death', residentIds: [head], typed: { 'kepala-baru': head } }),
  ).rejects.toEqual(refused('invalid', 'kepala-baru'));
  expect(await office.snapshot()).toEqual(before);
  const event = await office.record({
    kind: 'death',
    residentIds: [head],
    typed: { 'kepala-baru': wife },
  });
  expect(await office.familyRow(id)).toMatchObject({ head_id: wife, closed_on: null });
  expect(await office.resident(wife)).toMatchObject({ relation: 1 });
  expect(await office.resident(child)).toMatchObject({ relation: 4 });
  await office.undo(event);
  expect(await office.snapshot()).toEqual(before);
});

test('a whole family leaves in one go and its card closes; it comes back as it was', async () => {
  const { id, members } = await office.family(3);
  const before = await office.snapshot();
  const event = await office.record({ kind: 'departure', residentIds: members });
  expect(await office.familyRow(id)).toMatchObject({ closed_on: '2026-11-01' });
  const opened = await office.run((tx) => openEvent(tx, office.operator, event));
  expect(opened.others).toHaveLength(2);
  const back = await office.record({
    kind: 'return',
    residentIds: members,
    typed: { tanggal: '2026-11-10' },
  });
  expect(await office.familyRow(id)).toMatchObject({ closed_on: null, head_id: members[0] });
  await office.undo(back);
  await office.undo(event);
  expect(await office.snapshot()).toEqual(before);
});

test('the last one left is the head without asking; a former head who returns is kin', async () => {
  const { id, members } = await office.family(2);
  await office.record({ kind: 'missing', residentIds: [members[0]!] });
  expect(await office.familyRow(id)).toMatchObject({ head_id: members[1] });
  await office.record({
    kind: 'return',
    residentIds: [members[0]!],
    typed: { tanggal: '2026-11-05' },
  });
  expect(await office.resident(members[0]!)).toMatchObject({ basic_status: 1, relation: 9 });
  expect(await office.familyRow(id)).toMatchObject({ head_id: members[1] });
});

test('a form that was sent empty says all at once what is missing', async () => {
  const { id } = await office.family();
  await expect(
    office.record({
      kind: 'birth',
      typed: { keluarga: id, tanggal: '', nama: '', 'jenis-kelamin': '', 'nama-ibu': '' },
    }),
  ).rejects.toMatchObject({
    fields: {
      tanggal: 'Isi tanggal lahir.',
      nama: expect.any(String) as unknown,
      'jenis-kelamin': expect.any(String) as unknown,
      'nama-ibu': expect.any(String) as unknown,
    },
  });
});

test('a birth adds a child with a temporary NIK to its parent’s family, once however often it is sent', async () => {
  const { id, members } = await office.family();
  const key = crypto.randomUUID();
  const birth = {
    kind: 'birth' as const,
    key,
    typed: {
      keluarga: id,
      ibu: members[1],
      ayah: members[0],
      nama: 'Putri Melati',
      berat: '3.200',
    },
  };
  expect(await office.record(birth)).toBe(key);
  expect(await office.record(birth)).toBe(key);
  const { residentId } = await office.run((tx) => openEvent(tx, office.operator, key));
  expect(await office.resident(residentId)).toMatchObject({
    name: 'PUTRI MELATI',
    nik_temporary: true,
    nik: expect.stringMatching(/^0\d{15}$/),
    family_id: id,
    relation: 4,
    birth_date: '2026-11-01',
    birth_weight_g: 3200,
    mother_nik: expect.stringMatching(/^5207/),
    religion: 1,
    area_id: office.areaId,
  });
  await expect(office.record({ ...birth, key: crypto.randomUUID() })).rejects.toEqual(
    refused('invalid', 'nama'),
  );
  await office.undo(key);
  expect(await office.resident(residentId)).toMatchObject({ basic_status: 9, family_id: null });
});

test('an arrival opens a family under its KK, a member joins it; the head cannot be undone first', async () => {
  const kk = '5207020101269876';
  const before = await office.snapshot();
  const head = await office.record({
    kind: 'arrival',
    typed: { nama: 'KEPALA DATANG', kk, hubungan: '1', nik: '5201010301910001' },
  });
  const first = await office.run((tx) => openEvent(tx, office.operator, head));
  const wife = await office.record({
    kind: 'arrival',
    groupId: head,
    typed: { nama: 'ISTRI DATANG', kk, hubungan: '3', 'jenis-kelamin': '2' },
  });
  const second = await office.run((tx) => openEvent(tx, office.operator, wife));
  expect(second).toMatchObject({ familyId: first.familyId, groupId: head, newcomer: true });
  expect(await office.familyRow(first.familyId!)).toMatchObject({
    head_id: first.residentId,
    kk_number: kk,
    registered_on: '2026-11-01',
  });
  await expect(office.undo(head)).rejects.toEqual(
    expect.objectContaining({ kind: 'conflict', message: expect.stringContaining('ISTRI DATANG') }),
  );
  await office.undo(wife);
  await office.undo(head);
  expect(valid(await office.snapshot())).toEqual(valid(before));

  // the same person, entered again, is the same record
  const again = await office.record({
    kind: 'arrival',
    typed: { nama: 'KEPALA DATANG', kk, hubungan: '1', nik: '5201010301910001' },
  });
  const opened = await office.run((tx) => openEvent(tx, office.operator, again));
  expect(opened.residentId).toBe(first.residentId);
});

test('somebody who moved away and comes again by NIK is the same person', async () => {
  const { members } = await office.family(3);
  const moved = await office.resident(members[2]!);
  await office.record({ kind: 'departure', residentIds: [members[2]!] });
  await office.record({
    kind: 'arrival',
    typed: { tanggal: '2026-11-12', nik: String(moved.nik), nama: 'NAMA SEKARANG' },
  });
  expect(await office.resident(members[2]!)).toMatchObject({
    basic_status: 1,
    name: 'NAMA SEKARANG',
    previous_address: 'Desa Seteluk',
    family_id: null,
  });
  await expect(
    office.record({ kind: 'arrival', typed: { nik: String(moved.nik) } }),
  ).rejects.toEqual(refused('invalid', 'nik'));
});

test.each([
  ['in the future', 'death', { tanggal: '2026-12-01' }, 'tanggal'],
  ['before birth', 'death', { tanggal: '2009-12-31' }, 'tanggal'],
  ['not a day', 'death', { tanggal: '2026-02-31x' }, 'tanggal'],
  ['no day', 'death', { tanggal: '' }, 'tanggal'],
  ['told before it happened', 'death', { lapor: '2026-10-31' }, 'lapor'],
  ['without a cause', 'death', { sebab: '77' }, 'sebab'],
  ['without a destination', 'departure', { tujuan: ' ' }, 'tujuan'],
  ['an odd hour', 'death', { jam: '25.99' }, 'jam'],
  ['returned without having left', 'return', {}, ''],
  ['the status that it is', 'status', { menjadi: '1' }, 'menjadi'],
  ['away although permanent', 'status', { menjadi: '6' }, 'menjadi'],
] as const)('refused: %s', async (_, kind, typed, field) => {
  const { members } = await office.family();
  const before = await office.snapshot();
  await expect(
    office.record({ kind, residentIds: [members[2]!], typed: typed as Record<string, string> }),
  ).rejects.toEqual(refused('invalid', field));
  expect(await office.snapshot()).toEqual(before);
});

test('the dead do not move, and nothing happens before the last event', async () => {
  const { members } = await office.family();
  const child = [members[2]!];
  await office.record({ kind: 'missing', residentIds: child });
  await expect(
    office.record({ kind: 'return', residentIds: child, typed: { tanggal: '2026-10-30' } }),
  ).rejects.toEqual(refused('invalid', 'tanggal'));
  await office.record({ kind: 'death', residentIds: child, typed: { tanggal: '2026-11-03' } });
  for (const kind of ['departure', 'return', 'death', 'missing'] as const)
    await expect(
      office.record({ kind, residentIds: child, typed: { tanggal: '2026-11-04' } }),
    ).rejects.toEqual(refused('invalid', ''));
});

test('members of two families are not recorded in one go', async () => {
  const [one, other] = [await office.family(2), await office.family(2)];
  await expect(
    office.record({ kind: 'departure', residentIds: [one.members[1]!, other.members[1]!] }),
  ).rejects.toEqual(refused('invalid', 'orang'));
});

test('what was changed again since is not undone, and the office learns what it was', async () => {
  const { members } = await office.family();
  const death = await office.record({
    kind: 'death',
    residentIds: [members[0]!],
    typed: { 'kepala-baru': members[1]! },
  });
  await office.record({
    kind: 'departure',
    residentIds: [members[1]!],
    typed: { tanggal: '2026-11-02', 'kepala-baru': members[2]! },
  });
  await expect(office.undo(death)).rejects.toEqual(
    expect.objectContaining({
      kind: 'conflict',
      message: expect.stringContaining('kepala keluarga'),
    }),
  );
  await expect(office.undo(death, ' ')).rejects.toEqual(refused('invalid', 'alasan'));
});

test('only who may record events records them', async () => {
  const { members } = await office.family(1);
  for (const role of ['official', 'head', 'overseer', 'editor'] as const) {
    const officer = staffVisitor(await makeStaff(office.village.id, [role]));
    await expect(
      office.run((tx) =>
        recordPopulationEvent(tx, office.village, officer, {
          kind: 'missing',
          key: crypto.randomUUID(),
          residentIds: members,
          typed: { tanggal: '2026-11-01' },
        }),
      ),
    ).rejects.toEqual(refused('forbidden'));
  }
});

test('a letter’s proposal fills the form in, is recorded once, or set aside', async () => {
  const { members } = await office.family(2);
  const requestId = await office.run(async (tx) => {
    const row = await tx
      .insertInto('letter_request')
      .values({
        village_id: office.village.id,
        type_slug: 'kematian',
        status: 'draft',
        definition: '{}',
        applicant_id: members[0]!,
        subject_id: members[1]!,
        created_at: world.clock.now(),
        updated_at: world.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const letter = {
      event: 'death' as const,
      requestId: row.id,
      reference: 'SKM-AAAA-BBBB',
      residentId: members[1]!,
      answers: { occurredOn: '2026-11-02', place: 'RSUD', cause: 'kecelakaan', other: 'x' },
    };
    await proposeEvent(tx, office.village.id, letter);
    await proposeEvent(tx, office.village.id, letter);
    return row.id;
  });
  const [proposal, ...more] = await office.run((tx) => listProposals(tx, office.operator));
  expect(more).toEqual([]);
  expect(proposal).toMatchObject({
    kind: 'death',
    residentId: members[1],
    letter: 'SKM-AAAA-BBBB',
    details: { occurredOn: '2026-11-02', place: 'RSUD', cause: 3 },
  });
  const event = await office.record({
    kind: 'death',
    residentIds: [members[1]!],
    proposalId: proposal!.id,
  });
  const opened = await office.run((tx) => openEvent(tx, office.operator, event));
  expect(opened.letter).toBe('SKM-AAAA-BBBB');
  const state = () => office.run((tx) => findEventProposal(tx, office.operator, proposal!.id));
  expect(await state()).toMatchObject({ open: false });
  await office.undo(event);
  expect(await state()).toMatchObject({ open: true });
  const dismiss = () =>
    office.run((tx) => dismissProposal(tx, office.village.id, office.operator, proposal!.id));
  await dismiss();
  await expect(dismiss()).rejects.toEqual(refused('conflict'));
  expect(await office.run((tx) => listProposals(tx, office.operator))).toEqual([]);
  const row = await office.run((tx) =>
    tx
      .selectFrom('population_event')
      .select(['request_id'])
      .where('id', '=', event)
      .executeTakeFirstOrThrow(),
  );
  expect(row.request_id).toBe(requestId);
});

test('the list is filtered by month and kind', async () => {
  const { members } = await office.family(3);
  const [old, recent] = [members[1]!, members[2]!];
  await office.record({ kind: 'departure', residentIds: [old], typed: { tanggal: '2026-03-31' } });
  await office.record({ kind: 'missing', residentIds: [recent], typed: { tanggal: '2026-04-01' } });
  const list = (month: string, kind?: EventKind) =>
    office.run((tx) => listEvents(tx, office.operator, { month, kind, page: 1 }));
  expect((await list('2026-03')).items).toMatchObject([{ residentId: old, kind: 'departure' }]);
  expect((await list('2026-04', 'missing')).total).toBe(1);
  expect((await list('2026-04', 'birth')).total).toBe(0);
});

test('start + in − out = end for any series of events in any months; undone in any order, all is as before', async () => {
  const kinds: EventKind[] = [
    'death',
    'departure',
    'missing',
    'return',
    'status',
    'birth',
    'arrival',
  ];
  const step = fc.record({
    kind: fc.constantFrom(...kinds),
    who: fc.integer({ min: 0, max: 3 }),
    also: fc.boolean(),
    month: fc.integer({ min: 1, max: 10 }),
    day: fc.integer({ min: 1, max: 28 }),
    becomes: fc.constantFrom('1', '2', '6'),
  });
  const months = Array.from({ length: 11 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`);
  const figures = () =>
    Promise.all(months.map((month) => office.run((tx) => countMonth(tx, office.operator, month))));
  let recorded = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const { id, members } = await office.family(4);
      const before = await office.snapshot();
      const earlier = await figures();
      const events: string[] = [];
      for (const { kind, who, also, month, day, becomes } of steps) {
        const rule = eventRules[kind];
        const residentIds = rule.brings
          ? []
          : [
              ...new Set([
                members[who]!,
                ...(also && rule.together ? [members[(who + 1) % 4]!] : []),
              ]),
            ];
        const typed = {
          tanggal: `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
          'kepala-baru': members[(who + 2) % 4]!,
          menjadi: becomes,
          keluarga: id,
          nama: `BARU ${'ABCDEFGHIJ'[events.length]} ${id.slice(-6).replace(/\d/g, (d) => 'KLMNOPQRST'[Number(d)]!)}`,
        };
        try {
          events.push(await office.record({ kind, residentIds, typed }));
        } catch (error) {
          // what the rules refuse changes nothing, which the figures below show
          if ((error as Error).name !== 'Refusal') throw error;
        }
      }
      recorded += events.length;
      let people = earlier[0]!.start;
      for (const month of await figures()) {
        expect(month.start).toBe(people);
        people += month.moves.reduce((sum, move) => sum + move.effect * move.people, 0);
        expect(month.end).toBe(people);
      }
      // Those that stand on others cannot go first: whatever is refused now goes in a later round.
      let left = events;
      for (let round = 0; left.length && round <= events.length; round++) {
        const stuck: string[] = [];
        for (const event of left)
          await office.undo(event).catch((error: Error) => {
            if (error.name !== 'Refusal') throw error;
            stuck.push(event);
          });
        left = stuck;
      }
      expect(left).toEqual([]);
      expect(valid(await office.snapshot())).toEqual(valid(before));
      expect(await figures()).toEqual(earlier);
    }),
    { numRuns: 12 },
  );
  expect(recorded).toBeGreaterThan(12);
});

test('two officers at once give two newborns two temporary NIKs', async () => {
  const { id, members } = await office.family(2);
  const names = ['KEMBAR SATU', 'KEMBAR DUA'];
  const events = await Promise.all(
    names.map((nama) =>
      office.record({ kind: 'birth', typed: { keluarga: id, ibu: members[1], nama } }),
    ),
  );
  const niks = await Promise.all(
    events.map(async (event) => {
      const { residentId } = await office.run((tx) => openEvent(tx, office.operator, event));
      return (await office.resident(residentId)).nik;
    }),
  );
  expect(new Set(niks).size).toBe(2);
});

test('nothing is told of somebody who is not there', async () => {
  await expect(
    office.record({ kind: 'missing', residentIds: [crypto.randomUUID()] }),
  ).rejects.toEqual(refused('not-found'));
  await expect(office.undo(crypto.randomUUID())).rejects.toEqual(refused('not-found'));
  const double = await makeResident(office.village.id, {
    merged_into: (await makeResident(office.village.id)).id,
  });
  await expect(office.record({ kind: 'missing', residentIds: [double.id] })).rejects.toEqual(
    refused('not-found'),
  );
});
