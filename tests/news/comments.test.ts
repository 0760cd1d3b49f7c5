import { beforeEach, describe, expect, test } from 'vitest';
import { access, staffRoles } from '../../src/lib/domain/roles.ts';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { readTrail } from '../../src/lib/server/audit/index.ts';
import { doChores } from '../../src/lib/server/chores.ts';
import {
  closeComments,
  commentViews,
  countWaitingComments,
  findPublished,
  listComments,
  listOwnComments,
  listPublicComments,
  moderateComment,
  openCommentForm,
  removeArticle,
  switchComments,
  takeOutComments,
  withdrawArticle,
  withdrawComment,
  writeComment,
  type CommentView,
} from '../../src/lib/server/news/index.ts';
import { findNotices, handOnLateOutboxRows } from '../../src/lib/server/notices/index.ts';
import { mergeResidents } from '../../src/lib/server/population/index.ts';
import { getVillage, type VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';
import { nobody, openNewsroom, refusal } from './newsroom.ts';

const world = useWorld();
const day = 24 * 60 * 60_000;

let room: Awaited<ReturnType<typeof openNewsroom>>;
let village: VillageContext;
let editor: StaffVisitor;
let siti: ResidentVisitor;
let news: { id: string; slug: string };
beforeEach(async () => {
  world.clock.set('2026-11-23T00:30:00Z');
  room = await openNewsroom();
  ({ village, editor } = room);
  const admin = staffVisitor(await makeStaff(village.id, ['admin']));
  await switchComments(village, admin, true);
  village = await getVillage(village.id);
  siti = residentVisitor(await makeResident(village.id, { name: 'SITI AMINAH' }));
  news = await room.publish('news', { judul: 'Gotong royong saluran air' });
});

const run: typeof room.run = (work, of) => room.run(work, of);
const write = (
  typed: Record<string, string> = {},
  { by = siti, articleId = news.id, key = crypto.randomUUID() as string } = {},
) =>
  run((tx) =>
    writeComment(tx, village, by, {
      articleId,
      key,
      typed: { komentar: 'Terima kasih.', nama: 'nama-dusun', ...typed },
    }),
  );
const shown = async (page = 1) => {
  const article = await run((tx) => findPublished(tx, village, 'news', news.slug));
  return run((tx) => listPublicComments(tx, village, article!, page));
};
const list = (view: CommentView = 'menunggu', as: StaffVisitor = editor) =>
  run((tx) => listComments(tx, as, { view, page: 1 }));
const own = (of = siti) => run((tx) => listOwnComments(tx, of));
const decide = (
  id: string,
  act: 'show' | 'refuse',
  more: { seen?: string; reason?: string; as?: StaffVisitor } = {},
) =>
  run((tx) =>
    moderateComment(tx, village.id, more.as ?? editor, {
      id,
      act,
      seen: more.seen ?? 'waiting',
      reason: more.reason ?? 'Memuat nama orang lain.',
    }),
  );
/** The id of the only comment that waits. */
const waiting = async () => (await list()).lines[0]!.id;
const noticesOf = async (of: ResidentVisitor) => {
  world.clock.advance(5 * 60_000);
  await handOnLateOutboxRows(village.id);
  return (await run((tx) => findNotices(tx, of.residentId, 10))).map(({ text }) => text);
};

describe('a comment', () => {
  test('is nobody’s to read until an officer lets it stand, and its author is told', async () => {
    await write({ komentar: 'Bagus sekali.\nHubungi saya di 0812-3456-7890 https://contoh.id' });
    expect(await shown()).toMatchObject({ open: true, total: 0, lines: [] });
    expect(await own()).toMatchObject([{ state: 'waiting', path: `/berita/${news.slug}` }]);
    expect(await run((tx) => countWaitingComments(tx, editor, village))).toBe(1);
    await decide(await waiting(), 'show');
    expect(await shown()).toMatchObject({
      total: 1,
      lines: [{ body: 'Bagus sekali.\nHubungi saya di ••• https://contoh.id', signature: 'Siti' }],
    });
    expect(await own()).toMatchObject([{ state: 'shown' }]);
    expect(await noticesOf(siti)).toEqual([
      'Komentar Anda di “Gotong royong saluran air” sudah tampil.',
    ]);
    const head = staffVisitor(await makeStaff(village.id, ['head']));
    const { events } = await run((tx) => readTrail(tx, village.id, head, { group: 'news' }));
    expect(events.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining([
        'menulis komentar di berita “Gotong royong saluran air”',
        'menampilkan komentar di berita “Gotong royong saluran air”',
      ]),
    );
    expect(JSON.stringify(events)).not.toContain('Bagus sekali');
  });

  test('kept back, its author reads why; one that stood can be taken down, and come back', async () => {
    await write();
    const id = await waiting();
    expect(await refusal(decide(id, 'refuse', { reason: ' ' }))).toMatchObject({
      kind: 'invalid',
      fields: { alasan: expect.any(String) },
    });
    await decide(id, 'refuse');
    expect(await own()).toMatchObject([{ state: 'refused', reason: 'Memuat nama orang lain.' }]);
    await decide(id, 'show', { seen: 'refused' });
    expect((await shown())!.total).toBe(1);
    await decide(id, 'refuse', { seen: 'shown', reason: 'Ternyata keliru.' });
    expect((await shown())!.total).toBe(0);
    expect((await noticesOf(siti))[0]).toContain('tidak ditampilkan: Ternyata keliru.');
    expect((await list('ditolak')).lines).toMatchObject([{ decidedBy: 'Lale Rahmawati' }]);
  });

  test('is not undone by whoever was slower: another officer, or its author', async () => {
    await write();
    const id = await waiting();
    await decide(id, 'show');
    expect(await refusal(decide(id, 'refuse'))).toMatchObject({ kind: 'conflict' });
    await run((tx) => withdrawComment(tx, village.id, siti, id));
    for (const seen of ['waiting', 'shown'])
      expect(await refusal(decide(id, 'show', { seen }))).toMatchObject({ kind: 'conflict' });
  });

  test('is taken back by its author alone, and its words are gone', async () => {
    await write();
    const id = await waiting();
    await decide(id, 'show');
    const budi = residentVisitor(await makeResident(village.id));
    const takeBack = (who: ResidentVisitor) =>
      run((tx) => withdrawComment(tx, village.id, who, id));
    expect(await refusal(takeBack(budi))).toMatchObject({ kind: 'not-found' });
    await takeBack(siti);
    await takeBack(siti);
    const trail = await run((tx) =>
      tx
        .selectFrom('audit_event')
        .select('seq')
        .where('action', '=', 'comments.withdraw')
        .execute(),
    );
    expect(trail).toHaveLength(1);
    expect(await own()).toEqual([]);
    expect((await shown())!.total).toBe(0);
    for (const view of Object.keys(commentViews) as CommentView[])
      expect((await list(view)).lines).toEqual([]);
    const rows = await world.superuser((client) =>
      client.query('select body from article_comment where id = $1', [id]),
    );
    expect(rows.rows).toEqual([{ body: '' }]);
  });

  test('is one for a form that is sent twice, and five a day at most', async () => {
    const key = crypto.randomUUID();
    await write({}, { key });
    await write({}, { key });
    expect(await own()).toHaveLength(1);
    for (let n = 0; n < 4; n++) await write();
    // Taking back makes no room for more.
    await run(async (tx) =>
      withdrawComment(tx, village.id, siti, (await listOwnComments(tx, siti))[0]!.id),
    );
    expect(await refusal(write())).toMatchObject({ kind: 'too-many' });
    world.clock.advance(day);
    await write();
  });

  test('is called as its author chose, by no more than first name and hamlet', async () => {
    const { id: area } = await run((tx) =>
      tx
        .insertInto('area')
        .values({ village_id: village.id, hamlet: 'LABUHAN', rw: '001', rt: '001' })
        .returning('id')
        .executeTakeFirstOrThrow(),
    );
    const family = await makeFamily(village.id);
    const budi = residentVisitor(
      await makeResident(village.id, { name: 'BUDI SANTOSO', area_id: area, family_id: family }),
    );
    const { signatures } = await run((tx) => openCommentForm(tx, village, budi, news.id));
    expect(signatures.map(({ words }) => words)).toEqual([
      'Budi, Dusun Labuhan',
      'Budi',
      'Warga desa',
    ]);
    // Who has no hamlet is not asked the same twice.
    expect(
      (await run((tx) => openCommentForm(tx, village, siti, news.id))).signatures,
    ).toHaveLength(2);
    for (const { kind } of signatures) await write({ nama: kind }, { by: budi });
    expect(await refusal(write({ nama: 'lengkap' }, { by: budi }))).toMatchObject({
      kind: 'invalid',
    });
    const { lines } = await list();
    expect(lines.map(({ signature }) => signature)).toEqual([
      'Budi, Dusun Labuhan',
      'Budi',
      'Warga desa',
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/SANTOSO/i);
  });
});

describe('comments', () => {
  test('stand under public news and announcements only, while they are on and not closed', async () => {
    const notice = await room.publish('notice', { judul: 'Air mati besok' });
    await write({}, { articleId: notice.id });
    const page = await room.publish('page', { judul: 'Sejarah desa' });
    const draft = await room.write('news', { judul: 'Belum terbit', isi: 'Isi.' });
    for (const articleId of [page.id, draft, crypto.randomUUID()])
      expect(await refusal(write({}, { articleId }))).toMatchObject({ kind: 'not-found' });
    expect(
      await refusal(
        run((tx) => closeComments(tx, village.id, editor, { id: page.id, closed: true })),
      ),
    ).toMatchObject({ kind: 'not-found' });

    await write();
    for (const { id } of (await list()).lines) await decide(id, 'show');
    await run((tx) => closeComments(tx, village.id, editor, { id: news.id, closed: true }));
    expect(await refusal(write())).toMatchObject({ kind: 'conflict' });
    expect(await shown()).toMatchObject({ open: false, total: 1 });
    await run((tx) => closeComments(tx, village.id, editor, { id: news.id, closed: false }));
    await write();

    const admin = staffVisitor(await makeStaff(village.id, ['admin']));
    await switchComments(village, admin, false);
    village = await getVillage(village.id);
    expect(await shown()).toBeUndefined();
    expect(await refusal(write())).toMatchObject({ kind: 'conflict' });
    expect(await run((tx) => countWaitingComments(tx, editor, village))).toBe(0);
  });

  test('of a withdrawn article are read by nobody, and no address leads there', async () => {
    await write();
    await withdrawArticle(village, editor, news.id);
    expect(await own()).toMatchObject([{ path: null }]);
    expect((await list()).lines).toMatchObject([{ path: null }]);
    expect(await refusal(write())).toMatchObject({ kind: 'not-found' });
  });

  test('come in pages', async () => {
    for (let n = 0; n < 21; n++) {
      if (n % 5 === 0) world.clock.advance(day + 60_000);
      await write({ komentar: `Komentar ${n + 1}` });
      await decide(await waiting(), 'show');
    }
    expect(await shown()).toMatchObject({ total: 21, page: 1, pages: 2 });
    expect((await shown(9))!.lines.map(({ body }) => body)).toEqual(['Komentar 21']);
  });

  test('are moderated by those who may, not by their author, not from another village', async () => {
    await write();
    const id = await waiting();
    const others = staffRoles.filter(
      (role) => !(access['comments.moderate'] as readonly string[]).includes(role),
    );
    expect(others).toEqual(['official', 'overseer']);
    const outsider = staffVisitor(await makeStaff(village.id, others));
    const author = staffVisitor(
      await makeStaff(village.id, ['operator'], { resident_id: siti.residentId }),
    );
    for (const visitor of [outsider, siti, nobody])
      for (const work of [
        () => run((tx) => listComments(tx, visitor, { view: 'menunggu', page: 1 })),
        () => run((tx) => countWaitingComments(tx, visitor, village)),
        () =>
          run((tx) =>
            moderateComment(tx, village.id, visitor, { id, seen: 'waiting', act: 'show' }),
          ),
        () => run((tx) => closeComments(tx, village.id, visitor, { id: news.id, closed: true })),
        () => switchComments(village, visitor, false),
      ])
        expect(['forbidden', 'not-signed-in']).toContain(
          ((await refusal(work())) as { kind?: string }).kind,
        );
    expect((await list('menunggu', author)).lines).toMatchObject([
      { mayShow: false, mayRefuse: false },
    ]);
    expect(await refusal(decide(id, 'show', { as: author }))).toMatchObject({ kind: 'forbidden' });
    // Who opens residents' records is led there; the editor, who does not, is not.
    expect((await list('menunggu', author)).lines[0]!.residentId).toBe(siti.residentId);
    expect((await list()).lines[0]!.residentId).toBeNull();
    for (const visitor of [nobody, editor])
      expect(await refusal(run((tx) => listOwnComments(tx, visitor)))).toMatchObject({
        kind: 'not-signed-in',
      });

    const elsewhere = await makeVillage();
    const there = staffVisitor(await makeStaff(elsewhere.id, ['editor']));
    const from = run(
      (tx) => moderateComment(tx, elsewhere.id, there, { id, seen: 'waiting', act: 'show' }),
      elsewhere,
    );
    expect(await refusal(from)).toMatchObject({ kind: 'not-found' });
    expect(
      (await run((tx) => listComments(tx, there, { view: 'menunggu', page: 1 }), elsewhere)).lines,
    ).toEqual([]);
  });

  test('go with their author when records are merged, and into what they take out', async () => {
    const double = residentVisitor(await makeResident(village.id, { name: 'SITI AMINAH' }));
    await write({ komentar: 'Dari catatan yang ganda.' }, { by: double });
    const operator = staffVisitor(await makeStaff(village.id, ['operator']));
    const pair = { a: siti.residentId, b: double.residentId, take: {}, reason: 'Orang yang sama' };
    expect(await run((tx) => mergeResidents(tx, village, operator, pair))).toBe(siti.residentId);
    expect(await own()).toMatchObject([{ body: 'Dari catatan yang ganda.' }]);
    expect(await run((tx) => takeOutComments(tx, siti))).toMatchObject([
      { isi: 'Dari catatan yang ganda.', nama_yang_tampil: 'Siti', keadaan: 'Menunggu diperiksa' },
    ]);
  });

  test('that stand nowhere are deleted after 90 days; those that stand stay with their article', async () => {
    for (const komentar of ['Tampil', 'Ditolak', 'Ditarik', 'Menunggu']) await write({ komentar });
    const ids = Object.fromEntries((await list()).lines.map(({ body, id }) => [body, id]));
    await decide(ids.Tampil!, 'show');
    await decide(ids.Ditolak!, 'refuse');
    await run((tx) => withdrawComment(tx, village.id, siti, ids.Ditarik!));
    const left = async () =>
      (await run((tx) => tx.selectFrom('article_comment').select('state').execute()))
        .map(({ state }) => state)
        .toSorted();
    world.clock.advance(89 * day);
    await doChores(village.id);
    expect(await left()).toHaveLength(4);
    world.clock.advance(2 * day);
    await doChores(village.id);
    expect(await left()).toEqual(['shown']);
    await removeArticle(village, editor, news.id);
    world.clock.advance(91 * day);
    await doChores(village.id);
    expect(await left()).toEqual([]);
  });
});
