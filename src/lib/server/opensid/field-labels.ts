/** How columns of OpenSID's tables are called where their name does not say it in plain words. */
const LABELS: Readonly<Record<string, string>> = {
  asaldana: 'Asal dana',
  created_at: 'Dibuat',
  created_by: 'Dibuat oleh (nomor pengguna OpenSID)',
  deleted_at: 'Dihapus',
  edate: 'Berakhir',
  enabled: 'Ditampilkan (1 = ya)',
  gambar: 'Gambar (nama berkas)',
  hit: 'Kali dibaca',
  id: 'Nomor baris di OpenSID',
  kartu_alamat: 'Alamat di kartu peserta',
  kartu_nama: 'Nama di kartu peserta',
  kartu_nik: 'NIK di kartu peserta',
  kartu_peserta: 'Kartu peserta (nama berkas)',
  kartu_tanggal_lahir: 'Tanggal lahir di kartu peserta',
  kartu_tempat_lahir: 'Tempat lahir di kartu peserta',
  lampiran: 'Lampiran (nama berkas)',
  ndesc: 'Keterangan',
  nik_non_warga: 'NIK bukan warga',
  nama_non_warga: 'Nama bukan warga',
  nama_pamong: 'Nama perangkat desa',
  nama_jabatan: 'Jabatan perangkat desa',
  nama_surat: 'Berkas surat',
  no_hp_aktif: 'Nomor HP aktif',
  no_id_kartu: 'Nomor kartu peserta',
  pamong_nama: 'Nama perangkat desa',
  pamong_niap: 'NIAP',
  pamong_nik: 'NIK',
  pamong_nip: 'NIP',
  pamong_status: 'Masih menjabat (1 = ya)',
  pamong_tglhenti: 'Tanggal SK pemberhentian',
  pamong_tglsk: 'Tanggal SK pengangkatan',
  peserta: 'Nomor peserta',
  ref_pindah: 'Jenis kepindahan (kode OpenSID)',
  sasaran: 'Sasaran (kode OpenSID)',
  sdate: 'Mulai',
  status: 'Status (kode OpenSID)',
  tgl_agenda: 'Waktu kegiatan',
  tgl_upload: 'Ditulis',
  tipe: 'Tipe (kode OpenSID)',
  updated_at: 'Diubah',
  updated_by: 'Diubah oleh (nomor pengguna OpenSID)',
  urut: 'Urutan',
};

/** Words that OpenSID's columns shorten, and those written in capitals. */
const WORDS: Readonly<Record<string, string>> = {
  hp: 'HP',
  kk: 'KK',
  ktp: 'KTP',
  nik: 'NIK',
  niap: 'NIAP',
  nip: 'NIP',
  no: 'nomor',
  rt: 'RT',
  rw: 'RW',
  tgl: 'tanggal',
  tte: 'tanda tangan elektronik',
  url: 'alamat web',
};

/** Foreign keys say nothing by themselves: they are named as what they are. */
const KEYS: Readonly<Record<string, string>> = {
  artikel: 'artikel',
  format_surat: 'jenis surat',
  jabatan: 'jabatan',
  kategori: 'kategori',
  pamong: 'perangkat desa',
  pend: 'penduduk',
  program: 'program',
  user: 'pengguna',
};

/**
 * What a column of OpenSID, or an answer that a letter kept under such a name, is called on screen:
 * `tgl_lahir` is "Tanggal lahir". A name that nobody knows keeps its words.
 */
export function fieldLabel(name: string): string {
  const known = Object.hasOwn(LABELS, name) ? LABELS[name]! : undefined;
  if (known) return known;
  const key = /^(?:kartu_)?id_(\w+)$|^(\w+)_id$/.exec(name);
  if (key) {
    const whose = key[1] ?? key[2]!;
    const words = Object.hasOwn(KEYS, whose) ? KEYS[whose]! : inWords(whose);
    return `Nomor ${words} di OpenSID`;
  }
  const words = inWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const inWords = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .split(/[_\s]+/)
    .filter(Boolean)
    .map((word) => {
      const low = word.toLowerCase();
      return Object.hasOwn(WORDS, low) ? WORDS[low]! : low;
    })
    .join(' ') || name;

/** Answers that are kept as one JSON object, each on a line of its own; any other text as it is. */
export function answersAsLines(value: string): string {
  if (!value.startsWith('{')) return value;
  let answers: unknown;
  try {
    answers = JSON.parse(value);
  } catch {
    return value;
  }
  const entries: [string, unknown][] = Object.entries(answers as object);
  // A long number that was not written as text has lost digits by being read.
  if (entries.some(([, one]) => Number.isInteger(one) && !Number.isSafeInteger(one))) return value;
  return entries
    .flatMap(([name, answer]) => {
      if (answer === null || answer === '') return [];
      const text = typeof answer === 'object' ? JSON.stringify(answer) : String(answer);
      return [`${fieldLabel(name)}: ${text}`];
    })
    .join('\n');
}
