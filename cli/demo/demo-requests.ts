import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import type { OfficeMove } from '../../src/lib/server/letters/index.ts';
import { now } from '../../src/lib/server/platform/index.ts';
import { demoVillage } from './demo-village.ts';

/** What happens to a request of the demonstration. */
export type DemoAct =
  | { does: 'send' }
  /** Taken down and filed at the counter, instead of sent. */
  | { does: 'file' }
  | { does: 'correct' }
  | { does: 'cancel' }
  | { does: 'approve' }
  | { does: OfficeMove; reason?: string }
  | { does: 'hand-over'; words: string }
  | { does: 'withdraw'; words: string };

/** A request's story: who asks (one of the named residents, or a number for one of the adults), and what happened. */
export interface DemoStory {
  slug: string;
  who: number | 'siti' | 'hakim';
  /** Working days ago that it was sent. */
  sentDaysAgo: number;
  acts: DemoAct[];
  answers?: Record<string, string>;
}

const send: DemoAct = { does: 'send' };
const accept: DemoAct = { does: 'accept' };
const forward: DemoAct = { does: 'forward' };
const approve: DemoAct = { does: 'approve' };
const toHead = [send, accept, forward, forward];
const issued = [...toHead, approve];

/** Without a look of the secretary. */
const short = [send, accept, forward, approve];
const handedOver = { does: 'hand-over', words: 'Pemohon sendiri' } as const;

/** The village's day so many days from now. */
const inDays = (count: number) => addDays(villageDate(now(), demoVillage.timeZone), count);

const reasons = {
  photo: 'Foto usaha tidak jelas. Mohon foto ulang dari depan pada siang hari.',
  statement: 'Surat pernyataan belum ditandatangani dua orang saksi.',
  moved: 'Menurut data desa, Anda sudah pindah ke desa lain. Silakan urus di desa tujuan.',
  notHere: 'Usaha berada di luar wilayah desa. Mohon urus di desa tempat usaha.',
} as const;

/** What the demonstration's two residents find when they sign in. */
const named: DemoStory[] = [
  { slug: 'keterangan-usaha', who: 'siti', sentDaysAgo: 9, acts: issued },
  { slug: 'keterangan-domisili', who: 'siti', sentDaysAgo: 1, acts: toHead },
  { slug: 'pengantar', who: 'siti', sentDaysAgo: 0, acts: [] },
  { slug: 'keterangan-tidak-mampu', who: 'hakim', sentDaysAgo: 4, acts: issued },
  {
    slug: 'keterangan-usaha',
    who: 'hakim',
    sentDaysAgo: 6,
    acts: [send, { does: 'reject', reason: reasons.notHere }],
  },
  {
    slug: 'keterangan-domisili',
    who: 'hakim',
    sentDaysAgo: 2,
    acts: [send, { does: 'return', reason: 'Mohon lampirkan bukti tempat tinggal yang sekarang.' }],
  },
  {
    slug: 'keterangan-bepergian',
    who: 'siti',
    sentDaysAgo: 3,
    acts: short,
    answers: { 'trip.from': inDays(2), 'trip.until': inDays(9) },
  },
  {
    slug: 'pengantar-izin-keramaian',
    who: 'hakim',
    sentDaysAgo: 0,
    acts: [send],
    answers: { 'days.from': inDays(20), 'days.until': inDays(20) },
  },
];

/** What people came to the office for. */
const atCounter: DemoStory[] = [
  {
    slug: 'keterangan-ahli-waris',
    who: 41,
    sentDaysAgo: 2,
    acts: [{ does: 'file' }],
    answers: {
      'deceased.name': 'HAJI MUHAMMAD SALEH',
      ...heir(1, 'NURHAYATI', '1957-03-11', 'istri'),
      ...heir(2, 'ABDUL HAMID', '1979-08-02', 'anak'),
      ...heir(3, 'SITI MARIAM', '1983-12-24', 'anak'),
      'witnesses.1.name': 'LALU WIRAJAYA',
      'witnesses.2.name': 'BAIQ RATNASARI',
    },
  },
  {
    slug: 'keterangan-jual-beli',
    who: 43,
    sentDaysAgo: 1,
    acts: [{ does: 'file' }],
    answers: {
      'buyer.name': 'LALU WIRAJAYA',
      'witnesses.1.name': 'ABDUL HAMID',
      'witnesses.2.name': 'BAIQ RATNASARI',
    },
  },
];

function heir(number: number, name: string, birthDate: string, relation: string) {
  const path = `heirs.${number}`;
  return {
    [`${path}.name`]: name,
    [`${path}.nik`]: '',
    [`${path}.birthPlace`]: 'Taliwang',
    [`${path}.birthDate`]: birthDate,
    [`${path}.address`]: 'Dusun Labuhan, RT 002/RW 001, Desa Batu Putih',
    [`${path}.relation`]: relation,
    [`${path}.note`]: '',
  };
}

/** The rest of the village: every status, some late, over the last weeks. */
function others(): DemoStory[] {
  const stories: DemoStory[] = [];
  let who = 0;
  const add = (slug: string, sentDaysAgo: number, acts: DemoAct[]) =>
    stories.push({ slug, who: who++, sentDaysAgo, acts });
  for (const [i, days] of [
    27, 25, 24, 22, 20, 19, 17, 15, 14, 12, 11, 10, 8, 7, 6, 5, 4, 3,
  ].entries()) {
    add(
      ['pengantar', 'keterangan-domisili', 'keterangan-usaha'][i % 3]!,
      days,
      i % 3 === 0 ? [send, accept, forward, approve] : issued,
    );
  }
  for (const days of [26, 18, 13, 9]) {
    add('keterangan-tidak-mampu', days, [
      ...issued,
      { does: 'hand-over', words: 'Keluarga pemohon' },
    ]);
  }
  for (const days of [3, 2]) add('keterangan-tidak-mampu', days, issued);
  for (const [i, days] of [16, 8, 2].entries()) {
    add('keterangan-usaha', days, [
      send,
      { does: 'reject', reason: i ? reasons.moved : reasons.notHere },
    ]);
  }
  for (const days of [5, 1])
    add('keterangan-usaha', days, [send, { does: 'return', reason: reasons.photo }]);
  add('keterangan-tidak-mampu', 7, [
    send,
    { does: 'return', reason: reasons.statement },
    { does: 'correct' },
    accept,
    forward,
    forward,
    approve,
  ]);
  add('keterangan-domisili', 21, [
    ...issued,
    { does: 'withdraw', words: 'Alamat yang dinyatakan ternyata tidak benar.' },
  ]);
  add('pengantar', 4, [send, { does: 'cancel' }]);
  for (const days of [6, 2, 1]) add('keterangan-domisili', days, toHead);
  for (const days of [5, 2, 1]) add('keterangan-usaha', days, [send, accept, forward]);
  for (const days of [3, 1, 0]) add('pengantar', days, [send, accept]);
  for (const [i, days] of [4, 3, 1, 1, 0, 0, 0, 0].entries()) {
    add(
      ['keterangan-usaha', 'pengantar', 'keterangan-domisili', 'keterangan-tidak-mampu'][i % 4]!,
      days,
      [send],
    );
  }
  add('pengantar-skck', 12, [...short, handedOver]);
  add('pengantar-skck', 2, short);
  add('keterangan-penghasilan-orang-tua', 9, [...issued, handedOver]);
  add('keterangan-penghasilan-orang-tua', 2, toHead);
  add('pengantar-kehilangan', 1, [send, accept]);
  add('keterangan-kelakuan-baik', 5, [...issued, handedOver]);
  add('keterangan-domisili-usaha', 3, [
    send,
    { does: 'return', reason: 'Persetujuan tetangga belum ditandatangani di keempat sisi.' },
  ]);
  add('surat-kuasa', 2, [send, accept]);
  add('pernyataan-tidak-mampu', 1, [send]);
  add('keterangan-umur', 3, [send, accept, forward, approve]);
  return stories;
}

/** All stories of the demonstration village. */
export const demoStories: readonly DemoStory[] = [...named, ...atCounter, ...others()];
