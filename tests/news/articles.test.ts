import { beforeEach, describe, expect, test } from 'vitest';
import { articleForm } from '../../src/lib/domain/article-form.ts';
import { access, staffRoles } from '../../src/lib/domain/roles.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { readTrail } from '../../src/lib/server/audit/index.ts';
import {
  articleHistory,
  findPublished,
  listArticles,
  listPublic,
  openArticle,
  publishArticle,
  removeArticle,
  restoreVersion,
  saveArticle,
  withdrawArticle,
} from '../../src/lib/server/news/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { atOnce, nobody, openNewsroom, refusal } from './newsroom.ts';

const world = useWorld();

let room: Awaited<ReturnType<typeof openNewsroom>>;
let village: VillageContext;
let editor: StaffVisitor;
let official: StaffVisitor;
beforeEach(async () => {
  world.clock.set('2026-11-23T00:30:00Z');
  room = await openNewsroom();
  ({ village, editor, official } = room);
});

const run: typeof room.run = (work, of) => room.run(work, of);
const write: typeof room.write = (...said) => room.write(...said);
const publish: typeof room.publish = (...said) => room.publish(...said);
const news = () => run((tx) => listPublic(tx, 'news', { page: 1 }));

describe('an article', () => {
  test('is seen by the office only until it is published, and again after it is withdrawn', async () => {
    const id = await write('news', { judul: 'Gotong royong', isi: 'Hari **Minggu** pagi.' });
    expect((await news()).total).toBe(0);
    const { slug } = await publishArticle(village, editor, { id, when: atOnce });
    expect(slug).toBe('gotong-royong');
    const shown = await run((tx) => findPublished(tx, village, 'news', slug));
    expect(shown).toMatchObject({
      title: 'Gotong royong',
      html: '<p>Hari <strong>Minggu</strong> pagi.</p>\n',
      summary: 'Hari Minggu pagi.',
      author: 'Lale Rahmawati',
    });
    // Another kind has no such address, nor has another village.
    expect(await run((tx) => findPublished(tx, village, 'notice', slug))).toBeUndefined();
    const other = await makeVillage();
    expect(await run((tx) => findPublished(tx, other, 'news', slug), other)).toBeUndefined();
    await withdrawArticle(village, editor, id);
    expect(await run((tx) => findPublished(tx, village, 'news', slug))).toBeUndefined();
    expect(await refusal(withdrawArticle(village, editor, id))).toMatchObject({ kind: 'conflict' });
  });

  test('keeps what is public while it is worked on, and its address when its title changes', async () => {
    const { id, slug } = await publish('news', { judul: 'Jalan usaha tani' });
    const typed = { judul: 'Jalan tani selesai', isi: 'Baru.' };
    expect(await run((tx) => saveArticle(tx, village.id, editor, { id, from: 1, typed }))).toBe(2);
    expect((await news()).lines[0]!.title).toBe('Jalan usaha tani');
    const before = (await news()).lines[0]!.publishedAt;
    world.clock.advance(86_400_000);
    expect((await publishArticle(village, editor, { id, when: atOnce })).slug).toBe(slug);
    expect((await news()).lines[0]).toMatchObject({
      title: 'Jalan tani selesai',
      path: `/berita/${slug}`,
      publishedAt: before,
    });
    // The same text once more is no version.
    expect(await run((tx) => saveArticle(tx, village.id, editor, { id, from: 1, typed }))).toBe(2);
  });

  test('is not overwritten by whoever was slower', async () => {
    const id = await write('news', { judul: 'Panen raya' });
    const save = (from: number, judul: string) =>
      run((tx) => saveArticle(tx, village.id, official, { id, from, typed: { judul } }));
    await save(1, 'Panen raya padi');
    expect(await refusal(save(1, 'Panen jagung'))).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining(official.name),
    });
    await save(2, 'Panen jagung');
    const { versions } = await run((tx) => articleHistory(tx, editor, id));
    expect(versions.map(({ number, title, madeBy }) => [number, title, madeBy])).toEqual([
      [3, 'Panen jagung', official.name],
      [2, 'Panen raya padi', official.name],
      [1, 'Panen raya', 'Lale Rahmawati'],
    ]);
    expect(await run((tx) => restoreVersion(tx, village.id, editor, { id, number: 1 }))).toBe(4);
    expect((await run((tx) => openArticle(tx, editor, id))).content.title).toBe('Panen raya');
    expect(
      await refusal(run((tx) => restoreVersion(tx, village.id, editor, { id, number: 4 }))),
    ).toMatchObject({ kind: 'invalid' });
    expect(
      await refusal(run((tx) => restoreVersion(tx, village.id, editor, { id, number: 9 }))),
    ).toMatchObject({ kind: 'not-found' });
  });

  test('appears by itself at its time', async () => {
    const id = await write('news', { judul: 'Besok pagi', isi: 'Ya.' });
    const at = (day: string, time: string) =>
      publishArticle(village, editor, { id, when: { day, time } });
    expect(await refusal(at('2026-11-22', '07:00'))).toMatchObject({ kind: 'invalid' });
    expect(await refusal(at('2026-11-24', '7 pagi'))).toMatchObject({ kind: 'invalid' });
    expect(await refusal(at('', '07:00'))).toMatchObject({ kind: 'invalid' });
    const { publishAt } = await at('2026-11-24', '07.00');
    expect(publishAt.toISOString()).toBe('2026-11-23T23:00:00.000Z');
    expect((await news()).total).toBe(0);
    expect(
      (await run((tx) => listArticles(tx, editor, { state: 'scheduled', page: 1 }))).lines,
    ).toMatchObject([{ id, state: 'scheduled' }]);
    world.clock.set('2026-11-23T23:00:00Z');
    expect((await news()).total).toBe(1);
  });

  test('is not published empty, and two of one title have two addresses', async () => {
    const id = await write('news', { judul: 'Kosong' });
    expect(await refusal(publishArticle(village, editor, { id, when: atOnce }))).toMatchObject({
      kind: 'invalid',
      fields: { isi: expect.any(String) },
    });
    const first = await publish('news', { judul: 'Rapat desa' });
    const second = await publish('news', { judul: 'Rapat Desa!' });
    expect([first.slug, second.slug]).toEqual(['rapat-desa', 'rapat-desa-2']);
    // Not even one that is gone gives its address to another.
    await removeArticle(village, editor, first.id);
    expect((await publish('news', { judul: 'Rapat desa' })).slug).toBe('rapat-desa-3');
    expect(await refusal(run((tx) => openArticle(tx, editor, first.id)))).toMatchObject({
      kind: 'not-found',
    });
  });

  test('is written and published by those whose role it is', async () => {
    const id = await write('news', { judul: 'Hak menulis', isi: 'Ya.' });
    const { content } = await run((tx) => openArticle(tx, editor, id));
    for (const role of staffRoles) {
      const one = staffVisitor(await makeStaff(village.id, [role]));
      const writes = (access['news.write'] as readonly string[]).includes(role);
      const publishes = (access['news.publish'] as readonly string[]).includes(role);
      const tries = [
        () => write('news', { judul: 'Tulisan' }, one),
        () =>
          run((tx) =>
            saveArticle(tx, village.id, one, { id, from: 1, typed: articleForm(content) }),
          ),
        () => run((tx) => listArticles(tx, one, { page: 1 })),
        () => run((tx) => articleHistory(tx, one, id)),
      ];
      for (const attempt of tries)
        if (writes) await attempt();
        else expect(await refusal(attempt())).toMatchObject({ kind: 'forbidden' });
      if (!publishes)
        for (const attempt of [
          () => publishArticle(village, one, { id, when: atOnce }),
          () => withdrawArticle(village, one, id),
          () => removeArticle(village, one, id),
        ])
          expect(await refusal(attempt())).toMatchObject({ kind: 'forbidden' });
    }
    expect(await refusal(run((tx) => openArticle(tx, nobody, id)))).toMatchObject({
      kind: 'not-signed-in',
    });
  });
});

test('everything is in the trail, in words', async () => {
  const overseer = staffVisitor(await makeStaff(village.id, ['overseer']));
  const { id } = await publish('news', { judul: 'Kerja bakti' });
  await withdrawArticle(village, editor, id);
  const { events } = await run((tx) => readTrail(tx, village.id, overseer, { group: 'news' }));
  expect(events.map(({ sentence }) => sentence)).toEqual([
    'menarik berita “Kerja bakti” dari halaman umum',
    'menerbitkan berita “Kerja bakti”',
    'mulai menulis berita “Kerja bakti”',
  ]);
});
