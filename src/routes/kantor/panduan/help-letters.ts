import type { HelpPage } from './help-page.ts';

/** The guide to requests, letters and the counter. */
export const letterHelp: readonly HelpPage[] = [
  {
    slug: 'permohonan',
    title: 'Permohonan surat',
    lead: 'Memeriksa, meneruskan, dan menyelesaikan permohonan warga.',
    covers: ['/kantor/permohonan'],
    parts: [
      {
        title: 'Memeriksa permohonan baru',
        steps: true,
        lines: [
          'Buka Permohonan. Yang paling dekat hari janjinya ada di atas.',
          'Bandingkan jawaban warga dengan data desa dan berkas yang dilampirkan.',
          'Lengkap dan benar: tekan Terima. Permohonan lanjut ke petugas berikutnya.',
          'Ada yang kurang: tekan Kembalikan dan tulis apa yang harus dilengkapi. Warga memperbaiki permohonan yang sama.',
          'Tidak bisa dilayani: tekan Tolak dan tulis alasannya. Alasan itu dibaca warga.',
        ],
      },
      {
        title: 'Giliran Anda dalam pemeriksaan',
        lines: [
          'Teruskan menyerahkan permohonan ke petugas berikutnya.',
          'Kembalikan ke operator bila ada yang perlu diperiksa ulang.',
          'Permohonan Anda sendiri, atau tentang Anda, hanya bisa diproses petugas lain.',
        ],
      },
      {
        title: 'Sesudah disetujui',
        lines: [
          'Surat mendapat nomor saat disetujui. Nomor surat yang gagal dibuat tidak terpakai.',
          'Surat yang ditandatangani dengan pena: cetak, minta tanda tangan dan cap, lalu catat siapa yang mengambil.',
          'Surat yang keliru dapat dicabut oleh penanda tangannya. Halaman pemeriksaannya langsung menyatakan itu.',
        ],
      },
    ],
  },
  {
    slug: 'tanda-tangan',
    title: 'Tanda tangan',
    lead: 'Menandatangani satu atau banyak surat.',
    covers: ['/kantor/tandatangan', '/kantor/pengaturan/penanda-tangan'],
    parts: [
      {
        title: 'Menandatangani beberapa surat',
        steps: true,
        lines: [
          'Buka Tanda tangan dan centang surat yang akan ditandatangani.',
          'Tekan Periksa yang dicentang. Bacalah setiap surat.',
          'Ketik kata sandi dan kode bila diminta, lalu tekan Tanda tangani.',
          'Surat yang gagal disebut satu per satu dengan sebabnya. Yang lain tetap jadi.',
        ],
      },
      {
        title: 'Bila Kepala Desa berhalangan',
        lines: [
          'Admin atau Kepala Desa mencatatnya di Pengaturan, Penanda tangan, dengan hari dan penggantinya.',
          'Pengganti menandatangani atas nama sesuai wewenang yang tercatat, selama hari itu saja.',
        ],
      },
    ],
  },
  {
    slug: 'loket',
    title: 'Loket',
    lead: 'Melayani warga yang datang ke kantor.',
    covers: ['/kantor/loket'],
    parts: [
      {
        title: 'Mengajukan untuk warga',
        steps: true,
        lines: [
          'Cari warga dengan nama atau NIK, lalu pilih suratnya.',
          'Isi bersama warga. Syarat yang dibawa cukup ditandai sudah dilihat.',
          'Ajukan, lalu cetak tiketnya. Dengan kode di tiket, warga dapat mengikuti permohonannya tanpa akun.',
        ],
      },
      {
        title: 'Orang di luar data desa',
        lines: ['Pilih Layani orang luar. Tidak semua jenis surat boleh untuk orang luar.'],
      },
    ],
  },
  {
    slug: 'surat',
    title: 'Surat',
    lead: 'Arsip, surat masuk dan keluar, surat massal, nomor, dan jenis surat.',
    covers: ['/kantor/surat'],
    parts: [
      {
        title: 'Mencari surat lama',
        lines: [
          'Buka Arsip dan ketik nama, nomor, atau kata dalam surat.',
          'Cetak ulang memberi berkas yang sama persis dengan aslinya.',
          'Surat yang isinya keliru diganti dari halamannya: surat lama dicabut dan menyebut nomor penggantinya.',
        ],
      },
      {
        title: 'Surat masuk',
        steps: true,
        lines: [
          'Tekan Catat surat masuk, isi pengirim dan perihal, lampirkan hasil pindai.',
          'Kepala atau Sekretaris Desa memberi disposisi: kepada siapa, perintahnya, batas waktunya.',
          'Yang mendapat disposisi menulis tindak lanjut dan menyatakan selesai.',
        ],
      },
      {
        title: 'Surat keluar dan nomor',
        lines: [
          'Surat yang ditulis kantor sendiri mengambil nomor di Surat keluar.',
          'Nomor dapat dicadangkan di Nomor surat. Setiap nomor tercatat: terpakai, cadangan, atau batal.',
        ],
      },
      {
        title: 'Surat massal',
        lines: [
          'Satu jenis surat untuk banyak warga: pilih suratnya, susun daftarnya, isi sekali.',
          'Daftar diperiksa dan disetujui sekali, lalu semua surat dibuat dan dapat dicetak bersama.',
        ],
      },
      {
        title: 'Jenis surat sendiri',
        lines: [
          'Ubah isian, syarat, dan kalimat di Jenis surat. Yang Anda ubah adalah draf; warga baru melihatnya setelah diterbitkan.',
          'Permohonan yang sudah berjalan tetap memakai bentuk surat saat diajukan.',
        ],
      },
    ],
  },
];
