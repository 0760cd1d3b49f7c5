import type { SignatureKind } from '../../src/lib/domain/comment.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  listComments,
  listPublic,
  moderateComment,
  switchComments,
  writeComment,
} from '../../src/lib/server/news/index.ts';
import { now, setClock, withVillage } from '../../src/lib/server/platform/index.ts';
import { getVillage, type VillageContext } from '../../src/lib/server/villages/index.ts';
import type { Cast } from './play-stories.ts';

interface DemoComment {
  who: Parameters<Cast['residentOf']>[0];
  sign: SignatureKind;
  text: string;
  /** What the editor did; left out: it waits. */
  does?: 'show' | 'refuse';
  reason?: string;
}

/** Comments by the beginning of the title that they stand under. */
const demoComments: Readonly<Record<string, readonly DemoComment[]>> = {
  'Warga membersihkan': [
    {
      who: 'siti',
      sign: 'nama-dusun',
      text: 'Terima kasih semua yang turun. Air sudah sampai ke petak kami di ujung.',
      does: 'show',
    },
    {
      who: 21,
      sign: 'nama',
      text: 'Bulan depan adakan lagi, kami siap bawa alat sendiri.',
      does: 'show',
    },
    {
      who: 34,
      sign: 'warga',
      text: 'Pintu air yang dekat jembatan itu Pak Anu yang merusak, tanya saja ke rumahnya!',
      does: 'refuse',
      reason: 'Menuduh orang tertentu. Sampaikan lewat Aspirasi dan Pengaduan supaya diperiksa.',
    },
    {
      who: 47,
      sign: 'nama-dusun',
      text: 'Apakah titik bocor di dekat kuburan sudah ditandai juga?',
    },
  ],
  'Musyawarah desa menyepakati': [
    {
      who: 'hakim',
      sign: 'nama-dusun',
      text: 'Lampu jalan Labuhan memang sudah lama ditunggu. Semoga jadi tahun depan.',
      does: 'show',
    },
    { who: 58, sign: 'nama', text: 'Hasilnya apa bisa ditempel juga di balai dusun?' },
  ],
};

const hour = 60 * 60_000;

/** Residents say something under the news: some of it stands, some was kept back, some waits. */
export async function playComments(
  village: VillageContext,
  cast: Cast,
  { editor, admin }: { editor: StaffVisitor; admin: StaffVisitor },
): Promise<void> {
  await switchComments(village, admin, true);
  const open = await getVillage(village.id);
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const { lines } = await run((tx) => listPublic(tx, 'news', { page: 1 }));
  const present = now();
  try {
    for (const [title, comments] of Object.entries(demoComments)) {
      const article = lines.find((line) => line.title.startsWith(title))!;
      for (const [index, comment] of comments.entries()) {
        const ahead = article.publishedAt.getTime() + (index + 1) * 2 * hour;
        const moment = new Date(Math.min(ahead, present.getTime()));
        setClock({ now: () => moment });
        const typed = { komentar: comment.text, nama: comment.sign };
        const sent = { articleId: article.id, key: crypto.randomUUID(), typed };
        await run((tx) => writeComment(tx, open, cast.residentOf(comment.who), sent));
        if (comment.does) await decide(comment.text, comment.does, comment.reason);
      }
    }
  } finally {
    setClock();
  }

  function decide(text: string, act: 'show' | 'refuse', reason = '') {
    return run(async (tx) => {
      const { lines: waiting } = await listComments(tx, editor, { view: 'menunggu', page: 1 });
      const { id } = waiting.find(({ body }) => body === text)!;
      await moderateComment(tx, village.id, editor, { id, seen: 'waiting', act, reason });
    });
  }
}
