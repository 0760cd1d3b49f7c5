import type { HelpPage } from './help-page.ts';

/** The guide to the first page, voices, what the village tells, reports and settings. */
export const villageHelp: readonly HelpPage[] = [
  {
    slug: 'beranda',
    title: 'Beranda dan pencarian',
    lead: 'Halaman pertama kantor, dan satu kotak untuk mencari apa saja.',
    covers: ['/kantor/cari', '/kantor/panduan'],
    parts: [
      {
        title: 'Pekerjaan hari ini',
        lines: [
          'Menunggu saya: yang harus Anda kerjakan. Tekan angkanya untuk membuka daftarnya.',
          'Terlambat: yang sudah lewat hari janji atau batas waktunya, paling lama di atas.',
          'Minggu ini dibandingkan dengan hari yang sama minggu lalu.',
        ],
      },
      {
        title: 'Mencari',
        lines: [
          'Ketik di kotak cari di atas: nama, NIK, KK, nomor permohonan, nomor surat, tiket laporan, nomor kartu bantuan.',
          'Nomor yang lengkap langsung membuka halamannya.',
          'Anda hanya menemukan yang boleh Anda lihat.',
        ],
      },
      {
        title: 'Tombol cepat',
        lines: [
          'Garis miring (/) menuju kotak cari, Esc keluar dari kotak.',
          'J dan H berpindah di dalam daftar.',
          'Huruf pada tombol menekan tombol itu. Semua dapat dimatikan di bawah menu.',
        ],
      },
    ],
  },
  {
    slug: 'pengaduan',
    title: 'Pengaduan',
    lead: 'Pengaduan, aspirasi, dan permintaan informasi warga.',
    covers: ['/kantor/pengaduan'],
    parts: [
      {
        title: 'Dari diterima sampai selesai',
        steps: true,
        lines: [
          'Verifikasi laporan baru, dan pilih apakah tampil di papan desa.',
          'Disposisikan kepada petugas yang menangani, dengan batas hari kerja.',
          'Petugas memulai tindak lanjut, bercakap dengan pelapor, lalu menjawab.',
          'Pelapor menerima jawaban, atau menanggapi. Yang didiamkan pelapor ditutup sendiri.',
        ],
      },
      {
        title: 'Nama pelapor',
        lines: [
          'Anonim: nama tidak tampil untuk umum. Rahasia: nama disegel juga bagi kantor.',
          'Identitas hanya dibuka oleh yang berwenang dengan alasan, dan itu tercatat.',
          'Laporan tentang Anda sendiri tidak pernah tampil bagi Anda.',
        ],
      },
    ],
  },
  {
    slug: 'informasi',
    title: 'Informasi desa',
    lead: 'Berita, pengumuman, agenda, halaman profil, dan dokumen.',
    covers: ['/kantor/informasi'],
    parts: [
      {
        title: 'Menulis dan menerbitkan',
        steps: true,
        lines: [
          'Tekan Tulis, pilih jenisnya, isi judul dan isi. Tombol di atas isian menaruh tanda untuk judul, daftar, dan tautan.',
          'Simpan dan lihat hasilnya. Sampai di sini warga belum melihatnya.',
          'Yang berwenang menerbitkan: sekarang, atau pada hari dan jam yang dipilih.',
        ],
      },
      {
        title: 'Sesudah terbit',
        lines: [
          'Perubahan disimpan sebagai draf dan perlu diterbitkan lagi.',
          'Riwayat menyimpan semua naskah; yang lama dapat dipakai kembali.',
          'Pengumuman mendesak tampil di semua halaman sampai tanggal berakhirnya.',
        ],
      },
      {
        title: 'Komentar warga',
        lines: [
          'Dimatikan sampai dinyalakan di Pengaturan. Bisa ditutup untuk satu tulisan saja.',
          'Setiap komentar menunggu di Komentar: Tampilkan, atau jangan, dengan alasan yang dibaca penulisnya.',
          'Nama yang tampil dipilih penulisnya: nama depan dengan dusun, nama depan, atau “Warga desa”.',
        ],
      },
    ],
  },
  {
    slug: 'buku-laporan',
    title: 'Buku, statistik, dan laporan',
    lead: 'Buku administrasi, angka penduduk, survei, dan laporan pelayanan.',
    covers: ['/kantor/buku', '/kantor/statistik', '/kantor/laporan'],
    parts: [
      {
        title: 'Buku administrasi',
        lines: [
          'Buku dihitung dari data penduduk dan surat; tidak ada yang perlu diketik dua kali.',
          'Unduh sebagai PDF untuk dicetak dan ditandatangani, atau Excel.',
        ],
      },
      {
        title: 'Laporan pelayanan',
        lines: [
          'Satu bulan, triwulan, semester, atau tahun, dibandingkan dengan masa sebelumnya: permohonan, lama surat, alasan penolakan, laporan warga, kepuasan, kunjungan.',
          'Hanya angka, tanpa nama dan NIK. Unduh sebagai PDF atau Excel.',
        ],
      },
      {
        title: 'Survei kepuasan',
        lines: [
          'Warga menilai layanan yang selesai tanpa nama. Indeks dan mutunya menurut PermenPANRB 14/2017.',
          'Laporan menyebut apakah jumlah penjawab sudah cukup mewakili.',
        ],
      },
    ],
  },
  {
    slug: 'pengaturan',
    title: 'Pengaturan, petugas, dan jejak',
    lead: 'Profil desa, petugas, hari libur, tampilan, dan catatan siapa berbuat apa.',
    covers: ['/kantor/pengaturan', '/kantor/jejak', '/kantor/akun'],
    parts: [
      {
        title: 'Petugas dan peran',
        lines: [
          'Setiap petugas punya akun sendiri dengan kata sandi dan kode dari HP. Jangan berbagi akun.',
          'Peran menentukan apa yang terlihat dan boleh dikerjakan. Satu orang boleh punya beberapa peran.',
        ],
      },
      {
        title: 'Hari kerja',
        lines: [
          'Jam buka dan hari libur menentukan hari janji dan batas waktu. Catat libur setempat sebelum harinya.',
        ],
      },
      {
        title: 'Jejak',
        lines: [
          'Setiap perbuatan di kantor tercatat berantai dan tidak dapat dihapus.',
          'Periksa rantai di Jejak bila ragu: hasilnya utuh atau rusak, dan di mana.',
        ],
      },
    ],
  },
];
