/** Desa Batu Putih as the demonstration shows it. The place is real; office, people and numbers are invented. */
export const demoVillage = {
  regionCode: '52.07.02.2015',
  kind: 'Desa',
  name: 'Batu Putih',
  district: 'Taliwang',
  regency: 'Kabupaten Sumbawa Barat',
  province: 'Nusa Tenggara Barat',
  timeZone: 'Asia/Makassar',
} as const;

export const demoProfile = {
  address: 'Jalan Raya Taliwang, Dusun Batu Putih Atas',
  postal_code: '84452',
  phone: '+6281200000000',
  email: 'kantor@batu-putih.contoh.id',
  website: '',
  about:
    'Desa contoh untuk mencoba Balai. Semua nama, NIK, dan nomor di sini dibuat-buat; tidak ada data orang sungguhan.',
  short_code: 'BTP',
} as const;

export const demoPhrases = {
  return: [
    'Foto tidak jelas. Mohon foto ulang pada tempat yang terang.',
    'Surat pernyataan belum ditandatangani dua orang saksi.',
    'Tulis keperluan dengan lengkap: untuk apa dan ke kantor mana.',
  ],
  reject: [
    'Menurut data desa, Anda sudah pindah ke desa lain. Silakan urus di desa tujuan.',
    'Permohonan yang sama masih diproses.',
  ],
  voice: [
    'Terima kasih atas laporan Anda. Petugas desa sudah memeriksa di lokasi.',
    'Pekerjaan sudah selesai. Mohon dilihat dan ditanggapi.',
    'Usul Anda kami catat untuk dibahas dalam musyawarah desa.',
  ],
} as const;

/** National holidays around the demonstration (SKB 3 Menteri 2026 for those that follow a fixed date). */
export const demoHolidays = [
  ['2026-12-25', 'Hari Raya Natal'],
  ['2027-01-01', 'Tahun Baru Masehi'],
] as const;

/** A crest of our own drawing: paddy, sea and a white stone. */
export const demoCrest = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="480" height="480">
<path d="M120 8c34 22 66 31 104 32 0 94-30 158-104 192C46 198 16 134 16 40c38-1 70-10 104-32z" fill="#0e5a44" stroke="#e5b64a" stroke-width="9"/>
<path d="M62 168q15-12 29 0t29 0 29 0 29 0M74 188q12-10 23 0t23 0 23 0 23 0" fill="none" stroke="#bfe0f2" stroke-width="8"/>
<path d="M88 150l14-44 18-18 19 20 13 42z" fill="#fbf7ec" stroke="#d8cfb8" stroke-width="4"/>
<path d="M120 84V44M120 52c-12 0-18 6-18 16 12 0 18-6 18-16zM120 52c12 0 18 6 18 16-12 0-18-6-18-16z" fill="none" stroke="#e5b64a" stroke-width="6"/>
</svg>`;
