import { beforeAll, describe, expect, test } from 'vitest';
import type { StaffVisitor, Visitor } from '../../src/lib/domain/visitor.ts';
import { addProgramme, addRecipient } from '../../src/lib/server/assistance/index.ts';
import { listAccesses } from '../../src/lib/server/audit/index.ts';
import { searchOffice, type FoundKind } from '../../src/lib/server/desk/index.ts';
import { startAtCounter } from '../../src/lib/server/letters/index.ts';
import { addArticle } from '../../src/lib/server/news/index.ts';
import { bringComplaint } from '../../src/lib/server/bring-complaints.ts';
import { decision, typedProgramme } from '../assistance/aid-office.ts';
import { furnishOpensid } from '../e2e/furnish-opensid.ts';
import { makeFamily, makeResident, residentVisitor } from '../factories.ts';
import { refused } from '../letters/use-letter-office.ts';
import { useWorld } from '../world.ts';
import { openWholeOffice, type WholeOffice } from './whole-office.ts';

const world = useWorld();
let office: WholeOffice;
let operator: StaffVisitor;
const card = '6032 9801 2345 6789';
const seen = {} as Record<
  'resident' | 'reference' | 'number' | 'voice' | 'programme' | 'recipient' | 'article' | 'mail',
  string
>;

beforeAll(async () => {
  office = await openWholeOffice(world);
  const { village, run, letters, voices } = office;
  operator = letters.operator;
  const family = await makeFamily(village.id);
  const holder = await makeResident(village.id, {
    name: 'RAHMAWATI KEMUNING',
    nik: '5207025506880001',
    family_id: family,
  });
  await makeResident(village.id, { name: 'JOKO KEMUNING', family_id: family });
  seen.resident = holder.id;
  const who = await office.newcomer('HAMDAN KEMUNING');
  seen.reference = (await letters.send(who)).reference;
  await letters.bringToSigning(seen.reference);
  seen.number = (await letters.approve(seen.reference)).number;
  seen.voice = await voices.send({
    judul: 'Pohon kemuning tumbang',
    cerita: 'Batangnya menutup jalan ke sawah.',
  });
  const programme = await run((tx) =>
    addProgramme(tx, village, operator, {
      ...typedProgramme,
      nama: 'Bantuan Kemuning',
      sasaran: 'person',
    }),
  );
  seen.programme = programme;
  seen.recipient = await run((tx) =>
    addRecipient(tx, village, operator, {
      programmeId: programme,
      residentId: holder.id,
      typed: { ...decision, kartu: card },
    }),
  );
  seen.article = await run((tx) =>
    addArticle(tx, village.id, operator, {
      kind: 'news',
      typed: { judul: 'Lomba kemuning', isi: 'Besok pagi.' },
    }),
  );
  seen.mail = await office.receiveMail({ perihal: 'Penanaman kemuning' });
});

const search = (typed: string, as: Visitor = operator) =>
  office.run((tx) => searchOffice(tx, office.village, as, typed));
const kindsIn = async (typed: string, as?: Visitor): Promise<FoundKind[]> =>
  (await search(typed, as)).groups.map(({ kind }) => kind);

describe('one box finds everything', () => {
  test('by a word, in groups', async () => {
    const { groups, exact } = await search('kemuning');
    expect(exact).toBeUndefined();
    expect(groups.map(({ kind, total }) => `${kind} ${total}`)).toEqual([
      'residents 3',
      'requests 1',
      'letters 2',
      'voices 1',
      'programmes 1',
      'articles 1',
    ]);
    expect(JSON.stringify(groups)).not.toContain('5207025506880001');
  });

  test.each<[string, () => string, FoundKind, () => string]>([
    ['a request', () => seen.reference, 'requests', () => seen.reference],
    [
      'a request, written otherwise',
      () => seen.reference.toLowerCase().replaceAll('-', ' '),
      'requests',
      () => seen.reference,
    ],
    ['a ticket', () => seen.voice, 'voices', () => seen.voice],
    ['a NIK', () => '5207 0255 0688 0001', 'residents', () => seen.resident],
    ['a card', () => card.replaceAll(' ', ''), 'recipients', () => seen.recipient],
  ])('the exact number of %s leads there', async (_, typed, kind, key) => {
    const { exact } = await search(typed());
    expect(exact?.kind).toBe(kind);
    expect(exact!.line.key).toContain(key());
  });

  test('and so does the number of a letter', async () => {
    const { exact } = await search(seen.number);
    expect(exact).toMatchObject({ kind: 'letters', line: { letter: 'letter' } });
  });

  test('a part of a number leads nowhere by itself', async () => {
    expect((await search(seen.reference.slice(0, -2))).exact).toBeUndefined();
    expect((await search(card.slice(-4))).exact).toBeUndefined();
  });

  test('what is too short is said, what is not there is empty', async () => {
    for (const typed of ['', ' a ', "%_\\'", 'a%%%%'])
      await expect(search(typed)).rejects.toEqual(refused('invalid'));
    expect(await search('tidak ada apa pun')).toMatchObject({ exact: undefined, groups: [] });
    expect((await search('ke%ng')).groups).toEqual([]);
  });
});

test('an old complaint of OpenSID is found by its words, until it goes on as a voice', async () => {
  const { village, run, voices } = office;
  const { oldComplaint } = await furnishOpensid(village);
  const [found] = (await search('depan masjid')).groups;
  expect(found).toMatchObject({ kind: 'complaints', total: 1, lines: [{ key: oldComplaint }] });
  expect(await kindsIn('depan masjid', await office.staff('editor'))).toEqual([]);
  const typed = { kategori: 'listrik', tentang: await voices.officialOf(voices.head) };
  await run((tx) => bringComplaint(tx, village, operator, { id: oldComplaint, typed }));
  expect(await kindsIn('depan masjid')).toEqual(['voices']);
  expect(await kindsIn('depan masjid', voices.head)).toEqual([]);
});

describe('nobody finds what they may not see', () => {
  test('each officer finds in their own rooms only', async () => {
    const editor = await office.staff('editor');
    const overseer = await office.staff('overseer');
    expect(await kindsIn('kemuning', editor)).toEqual(['articles']);
    expect(await kindsIn('kemuning', overseer)).toEqual(['requests', 'letters', 'voices']);
    for (const typed of ['5207025506880001', card])
      expect(await search(typed, overseer)).toMatchObject({ exact: undefined, groups: [] });
    for (const typed of [seen.reference, seen.voice, seen.number])
      expect(await search(typed, editor)).toMatchObject({ exact: undefined, groups: [] });
    for (const visitor of [office.letters.siti, { kind: 'nobody' } as const])
      await expect(search('kemuning', visitor)).rejects.toEqual(refused('not-signed-in'));
  });

  test('a voice about an official is not found by them, by word nor by ticket', async () => {
    const { voices } = office;
    const reference = await voices.send({
      judul: 'Pungutan saat mengurus tanah',
      tentang: await voices.officialOf(voices.head),
    });
    expect(await kindsIn('pungutan')).toEqual(['voices']);
    expect((await search(reference)).exact?.line.key).toBe(reference);
    for (const typed of ['pungutan', reference, reference.slice(4)])
      expect(await search(typed, voices.head), typed).toMatchObject({
        exact: undefined,
        groups: [],
      });
  });

  test('nobody finds a secret voice by who sent it', async () => {
    const sender = await office.newcomer('SUMINAH RAHASIA');
    const reference = await office.voices.send(
      { judul: 'Timbangan dicurangi', rahasia: 'ya' },
      sender,
    );
    const { groups } = await search('suminah');
    expect(groups.map(({ kind }) => kind)).toEqual(['residents']);
    expect(JSON.stringify(await search('timbangan'))).not.toContain('SUMINAH');
    expect((await search(reference)).exact?.line.key).toBe(reference);
  });

  test('who is found by a card sees that in their own accesses; a search for a name is no reading', async () => {
    const accesses = () =>
      office.run((tx) =>
        listAccesses(tx, residentVisitor({ id: seen.resident, name: '' }), {
          by: 'others',
          limit: 50,
        }),
      );
    const before = JSON.stringify(await accesses());
    await search('kemuning');
    expect(JSON.stringify(await accesses())).toBe(before);
    await search(card);
    expect(JSON.stringify(await accesses())).not.toBe(before);
  });

  test('a draft that is being taken down at the counter has no reference yet', async () => {
    const { village, run, letters } = office;
    const who = await office.newcomer('BELUM SELESAI');
    await run((tx) =>
      startAtCounter(tx, village, letters.operator, {
        applicantId: who.residentId,
        slug: 'pengantar',
      }),
    );
    expect(await kindsIn('belum selesai')).toEqual(['residents']);
  });
});
