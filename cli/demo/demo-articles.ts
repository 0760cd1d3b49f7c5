import type { ArticleKind } from '../../src/lib/domain/article.ts';
import type { Scene } from './draw-scenes.ts';

/** An article of the demonstration. Days are counted from today. */
export interface DemoArticle {
  kind: ArticleKind;
  typed: Record<string, string>;
  /** How many days ago it was published; null: still a draft. */
  publishedDaysAgo: number | null;
  picture?: { scene: Scene; alt: string };
  /** The text of a PDF for download, by its name. */
  file?: { name: string; title: string; lines: string[] };
  /** Days from today, for the fields that name a day. */
  days?: Record<string, number>;
}

const news: DemoArticle[] = [
  {
    kind: 'news',
    publishedDaysAgo: 1,
    picture: { scene: 'canal', alt: 'Gambar warga di tepi saluran air di antara sawah' },
    typed: {
      judul: 'Warga membersihkan 1,2 kilometer saluran irigasi',
      kategori: 'Pertanian',
      ringkasan:
        'Menjelang musim tanam, 140 warga dari tiga dusun bergotong royong membersihkan saluran irigasi.',
      isi: `Sejak pukul enam pagi warga dari tiga dusun turun ke saluran irigasi. Endapan lumpur diangkat, rumput dipotong, dan dua pintu air yang macet diperbaiki.

## Hasil gotong royong

- 1,2 kilometer saluran bersih
- 2 pintu air berfungsi lagi
- 3 titik bocor ditandai untuk diperbaiki dengan Dana Desa

> Kalau salurannya bersih, air sampai ke petak paling ujung.

Perbaikan titik bocor dibahas dalam musyawarah desa. Lihat jadwalnya di [agenda desa](/agenda).`,
    },
  },
  {
    kind: 'news',
    publishedDaysAgo: 4,
    picture: { scene: 'hall', alt: 'Gambar warga berkumpul di depan balai desa' },
    typed: {
      judul: 'Musyawarah desa menyepakati prioritas tahun depan',
      kategori: 'Pemerintahan',
      isi: `Musyawarah desa yang dihadiri BPD, lembaga desa, dan perwakilan setiap RT menyepakati empat prioritas:

1. Perbaikan saluran irigasi
2. Lampu jalan Dusun Labuhan
3. Tambahan kegiatan posyandu
4. Pelatihan pengolahan hasil laut

Rancangan lengkapnya dapat diunduh di [dokumen desa](/dokumen).`,
    },
  },
  {
    kind: 'news',
    publishedDaysAgo: 6,
    picture: { scene: 'clinic', alt: 'Gambar gedung posyandu dengan warga yang datang' },
    typed: {
      judul: 'Posyandu Melati melayani 86 balita bulan ini',
      kategori: 'Kesehatan',
      isi: `Penimbangan, imunisasi, dan pemeriksaan ibu hamil berjalan lancar. **Bawa buku KIA** pada kunjungan berikutnya.

Jadwal lengkap ada di [agenda desa](/agenda).`,
    },
  },
  {
    kind: 'news',
    publishedDaysAgo: 11,
    picture: { scene: 'road', alt: 'Gambar jalan desa di antara pepohonan dan bukit' },
    typed: {
      judul: 'Rabat jalan usaha tani selesai lebih cepat',
      kategori: 'Pembangunan',
      isi: `Jalan sepanjang 340 meter dan lebar 2,5 meter selesai dua minggu lebih cepat. Pekerjaan memakai pola padat karya tunai dengan 24 pekerja dari desa sendiri.

| Kegiatan | Rencana | Selesai |
|---|---|---|
| Panjang | 340 m | 340 m |
| Waktu | 45 hari | 31 hari |`,
    },
  },
  {
    kind: 'news',
    publishedDaysAgo: 17,
    picture: { scene: 'sea', alt: 'Gambar perahu nelayan saat matahari terbit' },
    typed: {
      judul: 'Nelayan mendapat pelatihan keselamatan melaut',
      kategori: 'Perikanan',
      isi: `Dua puluh lima nelayan belajar membaca prakiraan cuaca, memakai pelampung, dan memberi tanda darurat.

Rekaman pelatihan dapat ditonton di bawah ini.

https://youtu.be/contoh`,
    },
  },
  {
    kind: 'news',
    publishedDaysAgo: 24,
    picture: { scene: 'market', alt: 'Gambar lapak pedagang di pasar desa' },
    typed: {
      judul: 'Pasar desa buka setiap Sabtu pagi',
      kategori: 'Ekonomi',
      isi: 'Dua puluh lapak menjual hasil kebun, ikan segar, dan kue buatan warga. Lapak dapat dipesan di kantor desa, tanpa biaya.',
    },
  },
  {
    kind: 'news',
    publishedDaysAgo: 33,
    picture: { scene: 'books', alt: 'Gambar rak buku berwarna-warni' },
    typed: {
      judul: 'Taman baca menerima 120 buku baru',
      kategori: 'Pendidikan',
      isi: 'Buku cerita anak dan buku pertanian dapat dipinjam setiap hari kerja di samping kantor desa.',
    },
  },
  {
    kind: 'news',
    publishedDaysAgo: 41,
    picture: { scene: 'paddies', alt: 'Gambar petani di sawah yang menghijau' },
    typed: {
      judul: 'Kelompok tani mencoba padi tahan kering',
      kategori: 'Pertanian',
      isi: 'Empat kelompok tani menanam varietas tahan kering di lahan percontohan seluas dua hektare. Hasilnya dibandingkan pada panen mendatang.',
    },
  },
  {
    kind: 'news',
    publishedDaysAgo: null,
    typed: {
      judul: 'Lomba desa bersih antar-RT',
      kategori: 'Kegiatan',
      isi: 'Naskah ini masih ditulis: tanggal lomba dan hadiahnya belum ditetapkan.',
    },
  },
];

const notices: DemoArticle[] = [
  {
    kind: 'notice',
    publishedDaysAgo: 0,
    days: { berlaku: 3 },
    typed: {
      judul: 'Jalan ke Dusun Labuhan ditutup sementara karena longsor',
      penting: 'ya',
      isi: `Kendaraan roda empat **tidak dapat lewat** di tanjakan Dusun Labuhan. Sepeda motor lewat jalan usaha tani.

Untuk keadaan darurat hubungi kantor desa.`,
    },
  },
  {
    kind: 'notice',
    publishedDaysAgo: 2,
    days: { berlaku: 20 },
    typed: {
      judul: 'Pendaftaran bantuan benih padi',
      sematkan: 'ya',
      isi: 'Petani yang terdaftar dalam kelompok tani dapat mendaftar di kantor desa. Bawa KTP dan kartu anggota kelompok.',
    },
  },
  {
    kind: 'notice',
    publishedDaysAgo: 8,
    typed: {
      judul: 'Layanan surat dapat diajukan dari rumah',
      isi: 'Ambil PIN di kantor desa, lalu ajukan surat lewat [Layanan Mandiri](/panduan). Petugas desa membantu bagi yang belum punya HP.',
    },
  },
];

const agenda: DemoArticle[] = [
  {
    kind: 'event',
    publishedDaysAgo: 9,
    days: { tanggal: 5 },
    typed: {
      judul: 'Musyawarah desa tentang anggaran',
      mulai: '09:00',
      selesai: '12:00',
      tempat: 'Balai Desa Batu Putih',
      isi: 'Terbuka untuk semua warga. Rancangan anggaran dapat dibaca lebih dulu di [dokumen desa](/dokumen).',
    },
  },
  {
    kind: 'event',
    publishedDaysAgo: 40,
    days: { tanggal: -26 },
    typed: {
      judul: 'Posyandu Melati',
      mulai: '08:00',
      selesai: '11:00',
      tempat: 'Gedung Posyandu Dusun Batu Putih Atas',
      berulang: 'monthly-weekday',
      isi: 'Penimbangan balita, imunisasi, dan pemeriksaan ibu hamil. Bawa buku KIA.',
    },
  },
  {
    kind: 'event',
    publishedDaysAgo: 40,
    days: { tanggal: -5 },
    typed: {
      judul: 'Pasar desa',
      mulai: '06:00',
      selesai: '10:00',
      tempat: 'Lapangan Dusun Batu Putih Bawah',
      berulang: 'weekly',
      isi: 'Hasil kebun, ikan segar, dan kue buatan warga.',
    },
  },
  {
    kind: 'event',
    publishedDaysAgo: 12,
    days: { tanggal: 12 },
    typed: {
      judul: 'Gotong royong bersih pantai',
      mulai: '07:00',
      tempat: 'Pantai Dusun Labuhan',
      isi: 'Bawa karung dan sarung tangan. Sarapan disediakan ibu-ibu PKK.',
    },
  },
];

const pages: DemoArticle[] = [
  {
    kind: 'page',
    publishedDaysAgo: 60,
    typed: {
      judul: 'Sejarah desa',
      urutan: '10',
      isi: `Nama desa berasal dari batu besar berwarna putih di tepi pantai, yang menjadi penanda bagi nelayan saat pulang.

## Dari masa ke masa

- Tahun 1950-an: permukiman nelayan di Dusun Labuhan
- Tahun 1980-an: sawah dibuka di sisi timur
- Sekarang: tiga dusun dengan sekitar 1.200 warga`,
    },
  },
  {
    kind: 'page',
    publishedDaysAgo: 60,
    typed: {
      judul: 'Visi dan misi',
      urutan: '20',
      isi: `## Visi

Desa yang rukun, sehat, dan melayani.

## Misi

1. Pelayanan yang cepat, terbuka, dan tanpa biaya
2. Pertanian dan perikanan yang menguntungkan warga
3. Anak sehat dan bersekolah`,
    },
  },
  {
    kind: 'page',
    publishedDaysAgo: 60,
    typed: {
      judul: 'Susunan pemerintah desa',
      urutan: '30',
      isi: `Kepala Desa dibantu Sekretaris Desa, tiga Kepala Seksi, dan tiga Kepala Dusun. BPD beranggotakan tujuh orang.

Lihat [perangkat desa](/perangkat) yang melayani sekarang.`,
    },
  },
];

const documents: DemoArticle[] = [
  {
    kind: 'document',
    publishedDaysAgo: 30,
    file: {
      name: 'apbdes-ringkas.pdf',
      title: 'Ringkasan APBDes',
      lines: ['Pendapatan  Rp1.742.300.000', 'Belanja  Rp1.715.800.000', 'Surplus  Rp26.500.000'],
    },
    typed: {
      judul: 'Ringkasan Anggaran Pendapatan dan Belanja Desa',
      kategori: 'Anggaran',
      isi: 'Ringkasan anggaran seperti terpasang di papan pengumuman kantor desa. Angka contoh.',
    },
  },
  {
    kind: 'document',
    publishedDaysAgo: 75,
    file: {
      name: 'perdes-pasar-desa.pdf',
      title: 'Peraturan Desa tentang Pasar Desa',
      lines: ['Pasal 1  Pasar desa buka setiap Sabtu.', 'Pasal 2  Lapak dipakai tanpa biaya.'],
    },
    typed: {
      judul: 'Peraturan Desa Nomor 3 Tahun 2026 tentang Pasar Desa',
      kategori: 'Peraturan Desa',
      isi: 'Mengatur hari buka, tempat, dan kebersihan pasar desa. Dokumen contoh.',
    },
  },
];

/** Everything that the demonstration village tells, the oldest first where order matters. */
export const demoArticles: readonly DemoArticle[] = [
  ...pages,
  ...documents,
  ...agenda,
  ...[...news].reverse(),
  ...[...notices].reverse(),
];
