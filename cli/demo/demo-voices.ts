import type { VoiceAction } from '../../src/lib/domain/voice-state.ts';

/** What happens to a voice of the demonstration. */
export type VoiceAct =
  | {
      by: 'operator' | 'secretary' | 'official' | 'head' | 'admin';
      does: VoiceAction;
      words?: string;
    }
  | { by: 'reporter'; does: 'say' | 'accept' | 'reopen' | 'satisfied'; words?: string }
  | { by: 'official'; does: 'note' | 'say'; words: string };

/** A voice's story; `who` as in the letters' stories, or somebody who does not sign in. */
export interface VoiceStory {
  who: number | 'siti' | 'hakim' | 'stranger';
  /** Working days ago that it was sent. */
  daysAgo: number;
  typed: Record<string, string>;
  /** The role of the official whom it is about. */
  about?: 'official';
  photo?: true;
  /** How many others joined it. */
  joined?: number;
  acts: VoiceAct[];
}

const verify: VoiceAct = { by: 'operator', does: 'verify' };
const assign: VoiceAct = { by: 'secretary', does: 'assign', words: 'Periksa di lokasi.' };
const begin: VoiceAct = { by: 'official', does: 'begin' };
const toWork = [verify, assign, begin];
const answer = (words: string): VoiceAct => ({ by: 'official', does: 'answer', words });
const accept: VoiceAct = { by: 'reporter', does: 'accept' };

/** About a dozen, one at least in every state. */
export const demoVoices: readonly VoiceStory[] = [
  {
    who: 'siti',
    daysAgo: 9,
    typed: {
      jenis: 'complaint',
      kategori: 'listrik',
      judul: 'Lampu jalan depan musala mati',
      cerita:
        'Tiga lampu jalan di depan musala sudah mati seminggu. Anak-anak pulang mengaji dalam gelap. Mohon diganti.',
      tempat: 'Depan musala, sebelah warung',
    },
    photo: true,
    joined: 4,
    acts: [
      ...toWork,
      { by: 'official', does: 'note', words: 'Bola lampu masih ada tiga di gudang.' },
      { by: 'official', does: 'say', words: 'Kami ganti besok pagi. Terima kasih sudah melapor.' },
      answer('Tiga lampu sudah diganti dengan yang baru. Mohon dilihat malam ini.'),
      accept,
      { by: 'reporter', does: 'satisfied' },
    ],
  },
  {
    who: 'siti',
    daysAgo: 4,
    typed: {
      jenis: 'complaint',
      kategori: 'jalan',
      judul: 'Jalan ke sawah berlubang',
      cerita:
        'Jalan menuju sawah berlubang dalam sejak hujan minggu lalu. Motor pengangkut padi sering jatuh di situ.',
      tempat: 'Dekat saluran irigasi',
    },
    photo: true,
    joined: 7,
    acts: [...toWork, answer('Lubang sudah ditimbun sirtu. Apakah sudah bisa dilewati?')],
  },
  {
    who: 'hakim',
    daysAgo: 3,
    typed: {
      jenis: 'aspiration',
      kategori: 'pertanian',
      judul: 'Usul pelatihan pupuk organik',
      cerita:
        'Harga pupuk naik. Kami usul desa mengadakan pelatihan membuat pupuk organik untuk kelompok tani.',
      anonim: 'ya',
    },
    acts: toWork,
  },
  {
    who: 5,
    daysAgo: 2,
    typed: {
      jenis: 'question',
      kategori: 'bantuan',
      judul: 'Kapan pembagian BLT tahap ketiga?',
      cerita: 'Ingin tahu kapan BLT Dana Desa tahap ketiga dibagikan dan apa yang harus dibawa.',
    },
    acts: [verify, assign],
  },
  {
    who: 6,
    daysAgo: 1,
    typed: {
      jenis: 'complaint',
      kategori: 'kebersihan',
      judul: 'Sampah menumpuk di pinggir pasar',
      cerita: 'Sampah pasar tidak diangkut sejak hari Senin, baunya sampai ke rumah warga.',
    },
    acts: [verify],
  },
  {
    who: 7,
    daysAgo: 0,
    typed: {
      jenis: 'complaint',
      kategori: 'air',
      judul: 'Air bersih tidak mengalir sejak pagi',
      cerita: 'Air dari bak penampungan tidak mengalir sejak pagi. Banyak rumah tidak punya sumur.',
    },
    acts: [],
  },
  {
    who: 8,
    daysAgo: 12,
    typed: {
      jenis: 'complaint',
      kategori: 'jalan',
      judul: 'Jembatan kabupaten retak',
      cerita: 'Jembatan di jalan kabupaten retak di tengah, truk besar masih lewat setiap hari.',
    },
    acts: [
      verify,
      {
        by: 'secretary',
        does: 'forward',
        words: 'Jembatan ini milik kabupaten. Sudah kami teruskan ke Camat dan Dinas PUPR.',
      },
    ],
  },
  {
    who: 9,
    daysAgo: 8,
    typed: {
      jenis: 'complaint',
      kategori: 'lain',
      judul: 'Sengketa batas kebun dengan tetangga',
      cerita: 'Batas kebun kami digeser tetangga. Kami minta desa memutuskan siapa yang benar.',
    },
    acts: [
      {
        by: 'operator',
        does: 'refuse',
        words:
          'Sengketa batas tidak diputuskan lewat laporan. Silakan datang untuk musyawarah bersama kepala dusun.',
      },
    ],
  },
  {
    who: 'stranger',
    daysAgo: 2,
    typed: {
      jenis: 'question',
      kategori: 'pelayanan',
      judul: 'Apakah surat domisili bisa diurus hari Sabtu?',
      cerita: 'Saya bekerja di luar kota dan hanya pulang akhir pekan. Apakah bisa hari Sabtu?',
      nama: 'Perantau',
      kontak: 'perantau@contoh.id',
    },
    acts: [...toWork, answer('Ajukan dari rumah lewat Layanan Mandiri, suratnya diunduh sendiri.')],
  },
  {
    who: 10,
    daysAgo: 6,
    typed: {
      jenis: 'complaint',
      kategori: 'pelayanan',
      judul: 'Diminta membayar untuk surat pengantar',
      cerita: 'Saya diminta uang saat mengurus surat pengantar, padahal tertulis gratis.',
      rahasia: 'ya',
    },
    about: 'official',
    acts: [
      verify,
      { by: 'head', does: 'assign', words: 'Minta keterangan kedua pihak, laporkan kepada saya.' },
    ],
  },
  {
    who: 11,
    daysAgo: 14,
    typed: {
      jenis: 'complaint',
      kategori: 'kesehatan',
      judul: 'Timbangan posyandu rusak',
      cerita:
        'Timbangan bayi di posyandu rusak sejak dua bulan lalu, kader memakai timbangan warung.',
    },
    acts: [
      verify,
      assign,
      begin,
      answer('Timbangan baru sudah diserahkan kepada kader posyandu.'),
      accept,
      { by: 'reporter', does: 'reopen', words: 'Timbangan yang baru tidak menyala.' },
    ],
  },
  {
    who: 12,
    daysAgo: 13,
    typed: {
      jenis: 'complaint',
      kategori: 'keamanan',
      judul: 'Kabel telepon menjuntai di jalan',
      cerita: 'Kabel telepon menjuntai rendah di tikungan, hampir mengenai pengendara motor.',
    },
    acts: [verify, assign],
  },
];
