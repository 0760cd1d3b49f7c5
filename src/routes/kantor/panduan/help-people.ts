import type { HelpPage } from './help-page.ts';

/** The guide to residents, their accounts, aid, and spreadsheets. */
export const peopleHelp: readonly HelpPage[] = [
  {
    slug: 'penduduk',
    title: 'Penduduk',
    lead: 'Data warga, keluarga, wilayah, peristiwa, dan perbaikan data.',
    covers: [
      '/kantor/penduduk',
      '/kantor/keluarga',
      '/kantor/wilayah',
      '/kantor/rumah-tangga',
      '/kantor/peristiwa',
      '/kantor/perbaikan',
    ],
    parts: [
      {
        title: 'Mencari dan membuka',
        lines: [
          'Ketik nama, sebagian NIK, atau nomor KK. Nama yang mirip bunyinya ikut ditemukan.',
          'NIK dan KK ditutup sebagian. Tampilkan nomor lengkap hanya bila perlu: itu tercatat, dan warga dapat melihat siapa yang membuka datanya.',
        ],
      },
      {
        title: 'Mengubah data',
        lines: [
          'Setiap perubahan diberi alasan dan tersimpan di Riwayat.',
          'Lahir, meninggal, pindah, dan datang dicatat di Peristiwa, bukan dengan mengubah data warga. Peristiwa yang salah dapat dibatalkan.',
          'Dua data untuk orang yang sama digabung di Data ganda.',
        ],
      },
      {
        title: 'Perbaikan yang diminta warga',
        steps: true,
        lines: [
          'Buka Perbaikan data. Jawaban diberikan dalam 3 × 24 jam.',
          'Bandingkan yang diminta dengan data sekarang dan buktinya.',
          'Terima semua atau sebagian, atau tolak dengan alasan. Data warga berubah saat diterima.',
        ],
      },
    ],
  },
  {
    slug: 'akun-warga',
    title: 'Akun warga',
    lead: 'PIN, akun yang terkunci, dan permintaan PIN.',
    covers: ['/kantor/akun-warga', '/kantor/pin', '/kantor/permintaan-pin'],
    parts: [
      {
        title: 'Memberi PIN',
        steps: true,
        lines: [
          'Pastikan yang datang adalah orangnya: lihat KTP atau KK.',
          'Cari warganya di Akun, tekan Buat PIN dan cetak slip.',
          'Serahkan slipnya. PIN hanya ada di kertas itu dan diganti warga saat pertama masuk.',
        ],
      },
      {
        title: 'Banyak warga sekaligus',
        lines: [
          'PIN massal membuat satu dokumen slip untuk satu wilayah atau daftar NIK. Dokumennya hanya dapat diambil sekali.',
        ],
      },
      {
        title: 'Lupa PIN atau terkunci',
        lines: [
          'Warga yang masih ingat PIN cukup dibuka kuncinya. Yang lupa dibuatkan PIN baru.',
          'Permintaan dari rumah menunggu di Permintaan PIN. Cocokkan dengan data desa; slip diserahkan di kantor.',
        ],
      },
    ],
  },
  {
    slug: 'pemberitahuan',
    title: 'Pemberitahuan keluar',
    lead: 'Kabar untuk warga lewat email, WhatsApp, Telegram, atau HP.',
    covers: ['/kantor/pemberitahuan', '/kantor/pengaturan/saluran'],
    parts: [
      {
        title: 'Kabar yang tidak terkirim',
        lines: [
          'Tidak terkirim menyebut sebabnya. Sesudah sebabnya beres, tekan Coba lagi.',
          'Yang gagal sementara dicoba lagi sendiri. Di halaman Pemberitahuan warga kabarnya selalu ada.',
        ],
      },
      {
        title: 'Mengatur saluran',
        lines: [
          'Saluran dinyalakan di Pengaturan, Saluran pemberitahuan. Warga memilih sendiri salurannya.',
          'Pada jam tenang tidak ada yang dikirim; kabar menunggu sampai selesai.',
        ],
      },
    ],
  },
  {
    slug: 'bantuan-sosial',
    title: 'Bantuan sosial',
    lead: 'Program, penerima, penyaluran, usul dan sanggah.',
    covers: ['/kantor/bantuan'],
    parts: [
      {
        title: 'Program dan penerima',
        steps: true,
        lines: [
          'Tambah program: nama, sasaran, sumber dana, masa berlaku, dan tahap penyalurannya.',
          'Tambah penerima dari data penduduk, atau masukkan dari berkas Excel.',
          'Penerima diverifikasi, lalu ditetapkan dengan keputusan musyawarah desa.',
          'Catat setiap penyaluran: tersalur dengan buktinya, atau gagal dengan sebabnya.',
        ],
      },
      {
        title: 'Usul dan sanggah',
        lines: [
          'Warga dapat mengusulkan penerima dan menyanggah. Setiap usul dan sanggah wajib dijawab sebelum batas waktunya.',
          'Perlu dilihat memuat penerima yang meninggal, pindah, atau keluar dari keluarganya.',
        ],
      },
    ],
  },
  {
    slug: 'impor-ekspor',
    title: 'Impor dan ekspor',
    lead: 'Data penduduk dari dan ke berkas Excel, dan pindah dari OpenSID.',
    covers: ['/kantor/impor', '/kantor/ekspor'],
    parts: [
      {
        title: 'Memasukkan berkas',
        steps: true,
        lines: [
          'Pilih berkas Excel atau CSV. Judul kolom yang tidak dikenal dicocokkan dulu.',
          'Lihat pratinjaunya: berapa baris baru, berubah, dan ditolak.',
          'Setujui, atau batalkan. Sebelum disetujui data penduduk tidak berubah.',
          'Baris yang ditolak dapat diunduh, diperbaiki, dan dimasukkan lagi.',
        ],
      },
      {
        title: 'Mengeluarkan data',
        lines: ['Ekspor meminta kata sandi dan tujuan, dan tercatat di Jejak.'],
      },
    ],
  },
];
