import { articlePath, type ArticleKind } from '../../src/lib/domain/article.ts';
import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import {
  addArticle,
  addFile,
  addPicture,
  listComments,
  moderateComment,
  openArticle,
  publishArticle,
  switchComments,
  writeComment,
} from '../../src/lib/server/news/index.ts';
import { now, withVillage } from '../../src/lib/server/platform/index.ts';
import {
  getVillage,
  officialsServing,
  setOfficialPhoto,
} from '../../src/lib/server/villages/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeResident, makeStaff, residentVisitor, staffVisitor } from '../factories.ts';
import { photo } from '../letters/letter-office.ts';
import { madePicture } from '../news/newsroom.ts';

/** One article of each kind, all public; with a picture, a file, and an official's portrait. */
export async function furnishNews(village: VillageContext) {
  const editor = staffVisitor(await makeStaff(village.id, ['editor', 'admin']));
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const today = villageDate(now(), village.timeZone);
  const publish = async (kind: ArticleKind, typed: Record<string, string>) => {
    const id = await run((tx) => addArticle(tx, village.id, editor, { kind, typed }));
    const picture = await madePicture();
    const alt = 'Warga membersihkan saluran air di sawah';
    await run((tx) => addPicture(tx, village.id, editor, { id, picture, alt }));
    const upload = {
      bytes: new TextEncoder().encode('%PDF-1.7'),
      mediaType: 'application/pdf',
      name: 'Peraturan desa nomor 3.pdf',
    } as const;
    await run((tx) => addFile(tx, village.id, editor, { id, upload }));
    const when = { day: '', time: '' };
    const { slug } = await publishArticle(village, editor, { id, when });
    return { id, path: articlePath(kind, slug) };
  };
  const body = [
    'Warga bekerja **bersama** dan *rukun*.',
    '## Apa saja',
    '- saluran air\n- jalan tani',
    '> Semoga panen berhasil.',
    '![](gambar-1)',
    '| Dusun | Peserta |\n|---|---:|\n| Labuhan | 120 |',
    'https://youtu.be/contoh',
    'Tanyakan ke [kantor desa](/layanan).',
  ].join('\n\n');
  const text = { isi: body, sampul: '1' };
  const news = await publish('news', {
    ...text,
    judul: 'Gotong royong membersihkan saluran air sebelum musim tanam dimulai',
    kategori: 'Pertanian',
  });
  const notice = await publish('notice', {
    ...text,
    judul: 'Pengambilan bantuan dipindah ke balai dusun',
    berlaku: addDays(today, 30),
    penting: 'ya',
  });
  const event = await publish('event', {
    ...text,
    judul: 'Posyandu balita dan lansia',
    tanggal: addDays(today, 3),
    mulai: '08:00',
    selesai: '10:30',
    tempat: 'Balai Dusun Labuhan',
    berulang: 'monthly-weekday',
  });
  const page = await publish('page', { ...text, judul: 'Sejarah desa' });
  const document = await publish('document', {
    ...text,
    judul: 'Anggaran Pendapatan dan Belanja Desa',
    kategori: 'Anggaran',
  });
  await switchComments(village, editor, true);
  const author = residentVisitor(await makeResident(village.id));
  const commented = await getVillage(village.id);
  for (const [index, komentar] of ['Terima kasih.', 'Kapan lagi?', 'Bagus.'].entries())
    await run((tx) =>
      writeComment(tx, commented, author, {
        articleId: index === 2 ? news.id : notice.id,
        key: crypto.randomUUID(),
        typed: { komentar, nama: 'nama-dusun' },
      }),
    );
  await run(async (tx) => {
    const { lines } = await listComments(tx, editor, { view: 'menunggu', page: 1 });
    const [first] = lines;
    await moderateComment(tx, village.id, editor, { id: first!.id, seen: 'waiting', act: 'show' });
  });
  const { pictures, files } = await run((tx) => openArticle(tx, editor, news.id));
  const upload = await photo();
  const portrait = await run(async (tx) => {
    const [first] = await officialsServing(tx, village);
    await setOfficialPhoto(tx, village.id, editor, { id: first!.id, upload });
    return first!.id;
  });
  return {
    article: news.id,
    newsPath: news.path,
    noticePath: notice.path,
    eventPath: event.path,
    pagePath: page.path,
    documentPath: document.path,
    picture: pictures[0]!.id,
    download: files[0]!.id,
    portrait,
  };
}
