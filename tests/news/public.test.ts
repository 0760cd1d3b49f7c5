import { beforeEach, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { addDays } from '../../src/lib/domain/dates-id.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  addFile,
  addPicture,
  countVisit,
  findPublished,
  listAddresses,
  listAgenda,
  listCalendar,
  listNotices,
  listPages,
  listPastNotices,
  listPublic,
  openArticle,
  openFile,
  openPicture,
  publishArticle,
  removeArticle,
  removePicture,
  urgentNotices,
  visitsSince,
  withdrawArticle,
  writeVisits,
} from '../../src/lib/server/news/index.ts';
import { readPortrait } from '../../src/lib/server/platform/index.ts';
import {
  officialsServing,
  readOfficialPhoto,
  setOfficialPhoto,
  type VillageContext,
} from '../../src/lib/server/villages/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { atOnce, madePicture, nobody, openNewsroom, refusal } from './newsroom.ts';

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
describe('news', () => {
  test('are found by the stem of a word, with the words around it', async () => {
    await publish('news', {
      judul: 'Perbaikan saluran irigasi',
      isi: 'Warga **memperbaiki** saluran air di Dusun Labuhan bersama-sama.',
      kategori: 'Pembangunan',
    });
    await publish('news', { judul: 'Panen raya', kategori: 'Pertanian' });
    const search = (text: string) => run((tx) => listPublic(tx, 'news', { page: 1, search: text }));
    const [hit] = (await search('perbaiki')).lines;
    expect(hit!.title).toBe('Perbaikan saluran irigasi');
    expect(hit!.found.filter(({ found }) => found).map(({ text }) => text)).toEqual([
      'memperbaiki',
    ]);
    expect(hit!.found.map(({ text }) => text).join('')).toContain('Dusun Labuhan');
    for (const hostile of ['"', "'; drop table article; --", '!!! | & <->', '\\', '%'])
      expect((await search(hostile)).lines).toEqual([]);
    const { categories } = await run((tx) => listPublic(tx, 'news', { page: 1 }));
    expect(categories).toEqual([
      { category: 'Pembangunan', count: 1 },
      { category: 'Pertanian', count: 1 },
    ]);
    const farming = await run((tx) => listPublic(tx, 'news', { page: 1, category: 'Pertanian' }));
    expect(farming.lines.map(({ title }) => title)).toEqual(['Panen raya']);
    expect((await run(listAddresses)).map(({ path }) => path).sort()).toEqual([
      '/berita/panen-raya',
      '/berita/perbaikan-saluran-irigasi',
    ]);
  });
});

describe('announcements', () => {
  test('hold until their last day; urgent ones stand on every page, pinned ones first', async () => {
    await publish('notice', { judul: 'Jadwal kantor' });
    await publish('notice', { judul: 'Pendataan', sematkan: 'ya' });
    const { id } = await publish('notice', {
      judul: 'Banjir di jalan raya',
      penting: 'ya',
      berlaku: '2026-11-24',
    });
    const titles = async () => (await run((tx) => listNotices(tx, village))).map((n) => n.title);
    expect(await titles()).toEqual(['Banjir di jalan raya', 'Pendataan', 'Jadwal kantor']);
    expect(await urgentNotices(village)).toEqual([
      { title: 'Banjir di jalan raya', path: '/pengumuman/banjir-di-jalan-raya' },
    ]);
    await withdrawArticle(village, editor, id);
    expect(await urgentNotices(village)).toEqual([]);
    await publishArticle(village, editor, { id, when: atOnce });
    // The last day in the village (WITA) is over at 16.00 UTC.
    world.clock.set('2026-11-24T15:59:00Z');
    expect(await titles()).toContain('Banjir di jalan raya');
    world.clock.set('2026-11-24T16:01:00Z');
    expect(await titles()).toEqual(['Pendataan', 'Jadwal kantor']);
    expect((await run((tx) => listPastNotices(tx, village))).map((n) => n.title)).toEqual([
      'Banjir di jalan raya',
    ]);
  });
});

describe('the agenda', () => {
  test('tells each time of what repeats, in order, and nothing that is over', async () => {
    await publish('event', { judul: 'Musyawarah', tanggal: '2026-11-25', mulai: '09:00' });
    await publish('event', { judul: 'Lewat', tanggal: '2026-11-22' });
    await publish('event', {
      judul: 'Senam',
      tanggal: '2026-01-04',
      mulai: '06:30',
      berulang: 'weekly',
      sampai: '2026-12-06',
    });
    const agenda = await run((tx) => listAgenda(tx, village, { limit: 10 }));
    expect(agenda.map(({ day, title }) => `${day} ${title}`)).toEqual([
      '2026-11-25 Musyawarah',
      '2026-11-29 Senam',
      '2026-12-06 Senam',
    ]);
    const next = await run((tx) => listAgenda(tx, village, { limit: 10, times: 1 }));
    expect(next.map(({ title }) => title)).toEqual(['Musyawarah', 'Senam']);
    expect(agenda[1]).toMatchObject({ times: '06.30 WITA', repeating: 'Setiap hari Minggu' });
    expect((await run((tx) => listCalendar(tx, village))).map(({ title }) => title)).toEqual([
      'Senam',
      'Musyawarah',
    ]);
    expect(await run((tx) => listCalendar(tx, village, 'musyawarah'))).toHaveLength(1);
    expect(await run((tx) => listCalendar(tx, village, 'tidak-ada'))).toEqual([]);
    const shown = await run((tx) => findPublished(tx, village, 'event', 'senam'));
    expect(shown!.event!.next).toEqual(['2026-11-29', '2026-12-06']);
  });
});

describe('pictures and files', () => {
  test('are made anew in three sizes, and hidden until their article is public', async () => {
    const id = await write('news', { judul: 'Dengan gambar', isi: '![](gambar-1)' });
    const clean = await madePicture();
    for (const size of [clean.small, clean.large, clean.card]) {
      const { exif, width } = await sharp(size).metadata();
      expect(exif).toBeUndefined();
      expect(width).toBeLessThanOrEqual(1280);
    }
    expect(await sharp(clean.card).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1200,
      height: 630,
    });
    expect(clean.large.length).toBeLessThan(120_000);
    const add = (alt: string) =>
      run((tx) => addPicture(tx, village.id, editor, { id, picture: clean, alt }));
    expect(await refusal(add('x'))).toMatchObject({ fields: { keterangan: expect.any(String) } });
    expect(await add('Warga di sawah')).toBe(1);
    const pictureId = (await run((tx) => openArticle(tx, editor, id))).pictures[0]!.id;
    const look = (as: Parameters<typeof openPicture>[2], of = village) =>
      run((tx) => openPicture(tx, of, as, { id: pictureId, size: 'kecil' }), of);
    expect(await look(editor)).toMatchObject({ mediaType: 'image/webp', shown: false });
    expect(await refusal(look(nobody))).toMatchObject({ kind: 'not-found' });
    await publishArticle(village, editor, { id, when: atOnce });
    expect(await look(nobody)).toMatchObject({ shown: true });
    expect(await refusal(look(nobody, await makeVillage()))).toMatchObject({ kind: 'not-found' });
    const html = () =>
      run(async (tx) => (await findPublished(tx, village, 'news', 'dengan-gambar'))!.html);
    expect(await html()).toContain(`/gambar/${pictureId}/kecil`);
    // What everybody sees is changed by those who publish.
    const drop = (as: StaffVisitor) =>
      run((tx) => removePicture(tx, village.id, as, { id, pictureId }));
    expect(await refusal(drop(official))).toMatchObject({ kind: 'forbidden' });
    await drop(editor);
    expect(await html()).not.toContain('<img');
    expect(await refusal(look(editor))).toMatchObject({ kind: 'not-found' });
    expect(await add('Gambar lain')).toBe(2);
  });

  test('a file is for everybody once its article is public', async () => {
    const id = await write('document', { judul: 'APBDes 2026', kategori: 'Anggaran' });
    const upload = {
      bytes: new TextEncoder().encode('%PDF-1.7'),
      mediaType: 'application/pdf',
      name: 'apbdes.pdf',
    } as const;
    await run((tx) => addFile(tx, village.id, official, { id, upload }));
    const fileId = (await run((tx) => openArticle(tx, editor, id))).files[0]!.id;
    const fetch = (as: Parameters<typeof openFile>[2]) =>
      run((tx) => openFile(tx, village, as, fileId));
    expect(await refusal(fetch(nobody))).toMatchObject({ kind: 'not-found' });
    // A document may consist of its file alone.
    await publishArticle(village, editor, { id, when: atOnce });
    expect(await fetch(nobody)).toMatchObject({ name: 'apbdes.pdf', mediaType: 'application/pdf' });
    expect(
      await refusal(run((tx) => addFile(tx, village.id, official, { id, upload }))),
    ).toMatchObject({ fields: { berkas: expect.any(String) } });
    const { lines } = await run((tx) => listPublic(tx, 'document', { page: 1 }));
    expect(lines[0]!.files.map(({ name }) => name)).toEqual(['apbdes.pdf']);
    await removeArticle(village, editor, id);
    expect(await refusal(fetch(nobody))).toMatchObject({ kind: 'not-found' });
  });
});

test('pages about the village stand in their order', async () => {
  await publish('page', { judul: 'Visi dan misi', urutan: '20' });
  await publish('page', { judul: 'Sejarah', urutan: '10' });
  expect((await run(listPages)).map(({ title }) => title)).toEqual(['Sejarah', 'Visi dan misi']);
});

test('visits are numbers a day and kind of page', async () => {
  for (const kind of ['home', 'news', 'home'] as const) countVisit(village, kind);
  await writeVisits();
  countVisit(village, 'home');
  await writeVisits();
  const since = (day: string) => run((tx) => visitsSince(tx, day));
  expect((await since('2026-11-23')).map(({ kind, visits }) => [kind, visits])).toEqual([
    ['home', 3],
    ['news', 1],
  ]);
  expect(await since(addDays('2026-11-23', 1))).toEqual([]);
});

test('an official’s portrait is put up, seen by all, and taken down', async () => {
  const admin = staffVisitor(await makeStaff(village.id, ['admin']));
  const [one] = await run((tx) => officialsServing(tx, village));
  const bytes = await sharp({
    create: { width: 900, height: 1200, channels: 3, background: '#885522' },
  })
    .jpeg()
    .toBuffer();
  const upload = await readPortrait(new File([new Uint8Array(bytes)], 'kades.jpg'));
  const set = (as: StaffVisitor, photo: typeof upload | null) =>
    run((tx) => setOfficialPhoto(tx, village.id, as, { id: one!.id, upload: photo }));
  expect(await refusal(set(editor, upload))).toMatchObject({ kind: 'forbidden' });
  await set(admin, upload);
  expect(await run((tx) => readOfficialPhoto(tx, village, one!.id))).toMatchObject({
    mediaType: 'image/jpeg',
  });
  await set(admin, null);
  expect(await refusal(run((tx) => readOfficialPhoto(tx, village, one!.id)))).toMatchObject({
    kind: 'not-found',
  });
});
