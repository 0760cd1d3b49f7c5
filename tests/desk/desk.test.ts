import { beforeAll, describe, expect, test } from 'vitest';
import type { StaffVisitor, Visitor } from '../../src/lib/domain/visitor.ts';
import { addDays } from '../../src/lib/domain/dates-id.ts';
import { countWaitingPinRequests } from '../../src/lib/server/access/index.ts';
import { listVoices as listAidVoices } from '../../src/lib/server/assistance/index.ts';
import { readDesk, stampOf, type WaitingList } from '../../src/lib/server/desk/index.ts';
import {
  countBatchesWaiting,
  disposeMail,
  listIncoming,
  listWork,
  openSigningDesk,
  type MailView,
  type WorkView,
} from '../../src/lib/server/letters/index.ts';
import { countWaitingComments } from '../../src/lib/server/news/index.ts';
import type { VillageTx } from '../../src/lib/server/platform/index.ts';
import { listCorrections } from '../../src/lib/server/population/index.ts';
import { listVoices, type VoiceView } from '../../src/lib/server/voices/index.ts';
import { refused } from '../letters/use-letter-office.ts';
import { useWorld } from '../world.ts';
import { openWholeOffice, type WholeOffice } from './whole-office.ts';

const world = useWorld();
const day = 24 * 60 * 60_000;
let office: WholeOffice;
/** Officers by what they do; of each capability at least one. */
const people = {} as Record<
  'operator' | 'official' | 'secretary' | 'head' | 'admin' | 'overseer' | 'editor',
  StaffVisitor
>;
/** Sent on the first Monday, and late by the next week. */
let early: string[];

beforeAll(async () => {
  office = await openWholeOffice(world);
  const { letters, voices } = office;
  Object.assign(people, {
    operator: letters.operator,
    official: voices.official,
    secretary: letters.secretary,
    head: letters.head,
    admin: voices.admin,
    overseer: voices.overseer,
    editor: await office.staff('editor'),
  });
  early = [];
  for (let n = 0; n < 5; n++) early.push((await letters.send(await office.newcomer())).reference);
  await letters.bringToSigning(early[0]!);
  await letters.approve(early[0]!);
  await letters.move(early[1]!, 'accept', letters.operator);
  await letters.bringToSigning(early[2]!);
  await voices.bringToHandling(await voices.send({ judul: 'Jembatan gantung rapuh' }));
  await voices.send({ judul: 'Air sumur keruh', kategori: 'air' });
  const mail = await office.receiveMail();
  await office.run((tx) =>
    disposeMail(tx, office.village, letters.head, {
      id: mail,
      officers: [voices.official.staffId],
      typed: { perintah: 'Tindak lanjuti', batas: '2026-11-25' },
    }),
  );
  // The Wednesday after.
  world.clock.advance(9 * day);
  await letters.send(await office.newcomer());
  await letters.send(await office.newcomer());
  await letters.bringToSigning(early[3]!);
  await letters.approve(early[3]!);
  await voices.send({ judul: 'Lampu balai padam' });
  await office.receiveMail({ diterima: '2026-12-02', perihal: 'Permintaan data' });
});

const desk = (visitor: Visitor) => office.run((tx) => readDesk(tx, office.village, visitor));

/** How many stand in the list that a number of the first page leads to. */
const lists: Record<WaitingList, (tx: VillageTx, who: StaffVisitor) => Promise<number>> = {
  verify: (tx, who) => workIn(tx, who, 'masuk'),
  turn: (tx, who) => workIn(tx, who, 'giliran'),
  sign: async (tx, who) => (await openSigningDesk(tx, office.village, who)).items.length,
  batches: (tx, who) => countBatchesWaiting(tx, office.village, who),
  voices: (tx, who) => voicesIn(tx, who, 'saya'),
  'voices-verify': (tx, who) => voicesIn(tx, who, 'masuk'),
  'voices-assign': (tx, who) => voicesIn(tx, who, 'disposisi'),
  mail: (tx, who) => mailIn(tx, who, 'saya'),
  'mail-dispose': (tx, who) => mailIn(tx, who, 'menunggu'),
  corrections: async (tx, who) =>
    (await listCorrections(tx, who, { state: 'waiting', words: '', page: 1 })).total,
  'pin-requests': (tx) => countWaitingPinRequests(tx),
  comments: (tx, who) => countWaitingComments(tx, who, office.village),
  aid: async (tx, who) =>
    (await listAidVoices(tx, office.village, who, { view: 'menunggu', page: 1 })).total,
};
const workIn = async (tx: VillageTx, who: StaffVisitor, view: WorkView) =>
  (await listWork(tx, office.village, who, { view, page: 1 })).total;
const voicesIn = async (tx: VillageTx, who: StaffVisitor, view: VoiceView) =>
  (await listVoices(tx, office.village, who, { view, page: 1 })).total;
const mailIn = async (tx: VillageTx, who: StaffVisitor, view: MailView) =>
  (await listIncoming(tx, office.village, who, { view, page: 1 })).total;

describe('an officer’s first page', () => {
  test('counts what waits for each, and every number is that of its list', async () => {
    const found: Record<string, string[]> = {};
    for (const [name, who] of Object.entries(people)) {
      const { waiting } = await desk(who);
      found[name] = waiting.map(({ list, count }) => `${list} ${count}`);
      for (const { list, count } of waiting)
        expect(await office.run((tx) => lists[list](tx, who)), `${name}: ${list}`).toBe(count);
    }
    expect(found).toEqual({
      operator: ['verify 3', 'voices-verify 2'],
      official: ['turn 1', 'voices 1', 'mail 1'],
      secretary: ['voices-verify 2', 'mail-dispose 1'],
      head: ['sign 1', 'mail-dispose 1'],
      admin: ['verify 3', 'voices-verify 2'],
      overseer: [],
      editor: [],
    });
  });

  test('tells what is late, the oldest first, with a list for each kind', async () => {
    const { late } = await desk(people.operator);
    for (const { list, count } of late.lists) {
      const listed = {
        request: (tx: VillageTx) => workIn(tx, people.operator, 'terlambat'),
        voice: (tx: VillageTx) => voicesIn(tx, people.operator, 'terlambat'),
        mail: (tx: VillageTx) => mailIn(tx, people.operator, 'terlambat'),
        correction: async () => 0,
        aid: async () => 0,
      }[list];
      expect(await office.run(listed), list).toBe(count);
    }
    expect(late.lists).toEqual([
      { list: 'request', count: 3 },
      { list: 'voice', count: 2 },
      { list: 'mail', count: 1 },
    ]);
    const due = late.oldest.map(({ dueOn }) => dueOn);
    expect(due).toEqual(due.toSorted());
    expect(late.oldest.map(({ key }) => key)).toContain(early[4]);
    expect(late.oldest.map(({ key }) => key)).not.toContain(early[3]);
  });

  test('counts what came in today, and the week against the one before', async () => {
    const who = people.operator;
    const { today, week } = await desk(who);
    expect(today).toEqual([
      { list: 'request', count: 2 },
      { list: 'voice', count: 1 },
      { list: 'mail', count: 1 },
      { list: 'correction', count: 0 },
      { list: 'aid', count: 0 },
      { list: 'pin-request', count: 0 },
    ]);
    expect(await office.run((tx) => voicesIn(tx, who, 'hari-ini'))).toBe(1);
    expect(await office.run((tx) => mailIn(tx, who, 'hari-ini'))).toBe(1);
    expect(week).toMatchObject({
      from: '2026-11-30',
      to: '2026-12-02',
      // What was promised for the day after it was sent came out nine days later.
      now: { received: 2, finished: 1, onTime: 0, medianDays: 9 },
      before: { received: 5, finished: 1, onTime: 1, medianDays: 0 },
    });
    expect(week!.days.map(({ received }) => received)).toEqual([0, 0, 2, 0, 0, 0, 0]);
    const within = (view: WorkView, days: { from: string; to: string }) =>
      office.run((tx) => listWork(tx, office.village, who, { view, days, page: 1 }));
    const before = { from: addDays(week!.from, -7), to: addDays(week!.to, -7) };
    expect((await within('diterima', week!)).total).toBe(2);
    expect((await within('diterima', before)).total).toBe(5);
    expect((await within('terbit', week!)).items.map(({ reference }) => reference)).toEqual([
      early[3],
    ]);
  });

  test('counts nothing that an officer may not see', async () => {
    expect(await desk(people.editor)).toEqual({
      waiting: [],
      late: { lists: [], oldest: [] },
      today: [],
      week: undefined,
    });
    expect((await desk(people.overseer)).today.map(({ list }) => list)).toEqual([
      'request',
      'voice',
      'mail',
    ]);
    for (const visitor of [office.letters.siti, { kind: 'nobody' } as const])
      await expect(desk(visitor)).rejects.toEqual(refused('not-signed-in'));
  });

  test('a voice about an official is not even counted for them', async () => {
    const { voices } = office;
    const before = [await desk(people.head), await desk(voices.head)];
    const tentang = await voices.officialOf(voices.head);
    const reference = await voices.send({ judul: 'Pungutan di kantor', tentang });
    const other = await desk(people.head);
    const accused = await desk(voices.head);
    expect(other.today.find(({ list }) => list === 'voice')!.count).toBe(
      before[0]!.today.find(({ list }) => list === 'voice')!.count + 1,
    );
    expect(accused).toEqual(before[1]);
    expect(stampOf(accused)).toBe(stampOf(before[1]!));
    world.clock.advance(20 * day);
    const late = (who: StaffVisitor) =>
      desk(who).then((one) => one.late.oldest.map(({ key }) => key));
    expect(await late(people.head)).toContain(reference);
    expect(await late(voices.head)).not.toContain(reference);
  });

  test('has another stamp when anything is another, and the same while nothing is', async () => {
    const stamp = async () => stampOf(await desk(people.operator));
    const before = await stamp();
    expect(await stamp()).toBe(before);
    await office.letters.send(await office.newcomer());
    expect(await stamp()).not.toBe(before);
  });

  test('costs as few statements with forty requests as with five', async () => {
    const statements = async (who: StaffVisitor) => {
      let asked = 0;
      await office.run((tx) =>
        readDesk(
          tx.withPlugin({
            transformQuery: ({ node }) => {
              asked += 1;
              return node;
            },
            transformResult: async ({ result }) => result,
          }) as VillageTx,
          office.village,
          who,
        ),
      );
      return asked;
    };
    const before = await statements(people.secretary);
    for (let n = 0; n < 40; n++) await office.letters.send(await office.newcomer());
    expect(await statements(people.secretary)).toBe(before);
    expect(before).toBeLessThanOrEqual(18);
  });
});
