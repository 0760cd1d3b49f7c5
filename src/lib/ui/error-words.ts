/** What a page that failed says: what happened, and what to do. */
export interface ErrorWords {
  title: string;
  lead: string;
  todo: readonly string[];
  /** Whether asking again may help. */
  retry: boolean;
}

const words: Record<number, ErrorWords> = {
  400: {
    title: 'Kiriman tidak terbaca',
    lead: 'Isian yang sampai kepada kami tidak lengkap atau rusak di jalan.',
    todo: ['Tekan tombol kembali, periksa isian Anda, lalu kirim sekali lagi.'],
    retry: false,
  },
  401: {
    title: 'Silakan masuk dahulu',
    lead: 'Halaman ini hanya untuk yang sudah masuk.',
    todo: ['Masuk dengan NIK dan PIN Anda, lalu buka halaman ini lagi.'],
    retry: false,
  },
  403: {
    title: 'Anda tidak dapat membuka halaman ini',
    lead: 'Halaman ini ada, tetapi bukan untuk akun Anda.',
    todo: [
      'Jika Anda memakai HP bersama, pastikan Anda masuk dengan akun sendiri.',
      'Merasa seharusnya boleh? Hubungi petugas desa.',
    ],
    retry: false,
  },
  404: {
    title: 'Halaman tidak ditemukan',
    lead: 'Alamatnya mungkin salah ketik, atau halamannya sudah dipindahkan.',
    todo: ['Periksa lagi alamat yang Anda ketik.', 'Atau mulai dari beranda.'],
    retry: false,
  },
  405: {
    title: 'Halaman ini tidak dapat dibuka langsung',
    lead: 'Alamat ini hanya menerima kiriman dari sebuah formulir.',
    todo: ['Mulai lagi dari beranda.'],
    retry: false,
  },
  409: {
    title: 'Data sudah berubah',
    lead: 'Orang lain baru saja mengubah hal yang sama, jadi perubahan Anda belum disimpan.',
    todo: ['Tekan tombol kembali, muat ulang halaman, lalu periksa isinya sebelum mengirim lagi.'],
    retry: false,
  },
  410: {
    title: 'Halaman ini sudah tidak berlaku',
    lead: 'Yang Anda cari pernah ada, tetapi sudah ditutup atau dihapus.',
    todo: ['Mulai lagi dari beranda.'],
    retry: false,
  },
  413: {
    title: 'Berkas terlalu besar',
    lead: 'Kiriman Anda seluruhnya melebihi 25 MB, jadi belum kami terima.',
    todo: [
      'Tekan tombol kembali. Isian Anda masih ada.',
      'Pilih berkas yang lebih kecil, lalu kirim lagi. Foto dapat diambil ulang dengan ukuran lebih kecil.',
    ],
    retry: false,
  },
  415: {
    title: 'Jenis berkas tidak dapat dibaca',
    lead: 'Kami menerima foto (JPG, PNG, HEIC) dan PDF.',
    todo: ['Tekan tombol kembali, pilih berkas lain, lalu kirim lagi.'],
    retry: false,
  },
  429: {
    title: 'Terlalu banyak percobaan',
    lead: 'Untuk menjaga akun warga, percobaan dari sini kami perlambat dulu.',
    todo: [
      'Tunggu sebentar, lalu coba lagi.',
      'Lupa PIN? Petugas desa dapat membuatkan PIN baru di kantor desa.',
    ],
    retry: true,
  },
  500: {
    title: 'Ada gangguan pada sistem',
    lead: 'Ini kesalahan kami, bukan kesalahan Anda. Petugas sudah diberi tahu.',
    todo: [
      'Yang sudah Anda kirim dan mendapat nomor tetap tersimpan.',
      'Tunggu beberapa menit, lalu coba lagi.',
      'Jika mendesak, datang atau telepon ke kantor desa.',
    ],
    retry: true,
  },
  503: {
    title: 'Layanan sedang sibuk',
    lead: 'Sistem sedang penuh atau baru dinyalakan kembali.',
    todo: ['Tunggu satu menit, lalu coba lagi. Isian yang sudah disimpan tidak hilang.'],
    retry: true,
  },
};

/** The words for a status; one not listed is told as its family (4xx → 404's kin, 5xx → 500). */
export function errorWords(status: number): ErrorWords {
  return words[status] ?? (status >= 500 ? words[500]! : words[400]!);
}
