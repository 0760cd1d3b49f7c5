import type { Cell } from '#lib/domain/cell.ts';

/**
 * The columns of OpenSID's population spreadsheet, in its order: heading as it writes it, what the
 * column is called in a sentence, and other headings under which villages send the same.
 */
const COLUMN_LIST = [
  ['alamat', 'Alamat', 'alamat kk', 'alamat lengkap'],
  ['dusun', 'Dusun', 'nama dusun', 'lingkungan', 'dusun/lingkungan', 'banjar', 'jorong'],
  ['rw', 'RW', 'no rw'],
  ['rt', 'RT', 'no rt'],
  ['nama', 'Nama', 'nama lengkap', 'nama lgkp', 'nama penduduk'],
  ['no_kk', 'Nomor KK', 'no kk', 'nomor kartu keluarga', 'no kartu keluarga', 'nkk'],
  ['nik', 'NIK', 'no nik', 'nomor induk kependudukan', 'no ktp', 'nomor ktp'],
  ['sex', 'Jenis kelamin', 'jk', 'l/p', 'kelamin', 'jenis kelamin (l/p)', 'jns kelamin'],
  ['tempatlahir', 'Tempat lahir', 'tmpt lahir', 'tpt lahir', 'kota lahir'],
  ['tanggallahir', 'Tanggal lahir', 'tgl lahir', 'tgllahir'],
  ['agama_id', 'Agama'],
  [
    'pendidikan_kk_id',
    'Pendidikan dalam KK',
    'pendidikan',
    'pendidikan (dlm kk)',
    'pendidikan kk',
    'pendidikan terakhir',
    'pddk akhir',
  ],
  [
    'pendidikan_sedang_id',
    'Pendidikan yang sedang ditempuh',
    'pendidikan sedang ditempuh',
    'pendidikan (sdg ditempuh)',
    'pendidikan sedang',
  ],
  ['pekerjaan_id', 'Pekerjaan', 'jenis pekerjaan', 'jenis pkrjn'],
  ['status_kawin', 'Status kawin', 'kawin', 'status perkawinan', 'stat kwn', 'status kwn'],
  [
    'kk_level',
    'Hubungan dalam keluarga',
    'hubungan keluarga',
    'hub keluarga',
    'hub. keluarga',
    'hubungan',
    'shdk',
    'status hubungan dalam keluarga',
    'stat hbkel',
  ],
  ['warganegara_id', 'Kewarganegaraan', 'warganegara', 'warga negara', 'wn'],
  ['ayah_nik', 'NIK ayah', 'nik bapak'],
  ['nama_ayah', 'Nama ayah', 'ayah', 'nama lgkp ayah', 'nama bapak'],
  ['ibu_nik', 'NIK ibu'],
  ['nama_ibu', 'Nama ibu', 'ibu', 'nama lgkp ibu', 'nama ibu kandung'],
  ['golongan_darah_id', 'Golongan darah', 'gol darah', 'gol. darah', 'golongan drh', 'gol drh'],
  ['akta_lahir', 'Nomor akta kelahiran', 'akta kelahiran', 'no akta lahir', 'nomor akta lahir'],
  ['dokumen_pasport', 'Nomor paspor', 'paspor', 'no paspor', 'dokumen paspor', 'pasport'],
  [
    'tanggal_akhir_paspor',
    'Tanggal akhir paspor',
    'tgl akhir paspor',
    'tanggal berakhir paspor',
    'tanggal akhir pasport',
  ],
  ['dokumen_kitas', 'Nomor KITAS/KITAP', 'kitas', 'no kitas', 'kitas/kitap'],
  [
    'akta_perkawinan',
    'Nomor akta perkawinan',
    'akta kawin',
    'no akta nikah',
    'buku nikah',
    'no akta perkawinan',
  ],
  ['tanggalperkawinan', 'Tanggal perkawinan', 'tgl kawin', 'tgl perkawinan', 'tanggal kawin'],
  ['akta_perceraian', 'Nomor akta perceraian', 'akta cerai', 'no akta cerai'],
  ['tanggalperceraian', 'Tanggal perceraian', 'tgl cerai', 'tgl perceraian', 'tanggal cerai'],
  ['cacat_id', 'Cacat', 'disabilitas', 'penyandang cacat', 'jenis cacat'],
  ['cara_kb_id', 'Cara KB', 'kb', 'akseptor kb'],
  ['hamil', 'Hamil', 'status kehamilan', 'status hamil'],
  ['ktp_el', 'KTP elektronik', 'ktp-el', 'e-ktp', 'identitas elektronik'],
  ['status_rekam', 'Status rekam KTP', 'status perekaman'],
  ['alamat_sekarang', 'Alamat sekarang', 'alamat domisili', 'alamat tinggal'],
  ['status_dasar', 'Status dasar', 'status penduduk dasar'],
  ['suku', 'Suku', 'suku/etnis', 'etnis', 'suku bangsa'],
  ['tag_id_card', 'Tag ID card', 'tag id', 'id card'],
  ['id_asuransi', 'Asuransi kesehatan', 'asuransi', 'jenis asuransi'],
  ['no_asuransi', 'Nomor asuransi', 'no bpjs', 'nomor bpjs'],
  ['lat', 'Lintang', 'latitude'],
  ['lng', 'Bujur', 'longitude', 'long'],
] as const satisfies ColumnNames[];

/** A column: its heading, what it is called in a sentence, other headings for the same. */
type ColumnNames = readonly [string, string, ...string[]];

/**
 * What the register knows beyond those: written behind them, so that OpenSID still finds its own.
 * Headings are OpenSID's names for the same in its database, where it has them.
 */
const FURTHER_LIST = [
  ['status_penduduk', 'Status penduduk', 'status tinggal', 'tetap/sementara'],
  ['gelar_depan', 'Gelar di depan nama'],
  ['gelar_belakang', 'Gelar di belakang nama'],
  ['nama_panggilan', 'Nama panggilan', 'panggilan', 'alias'],
  ['alamat_sebelumnya', 'Alamat sebelumnya', 'alamat asal'],
  ['no_kk_sebelumnya', 'Nomor KK sebelumnya', 'no kk lama'],
  ['sakit_menahun_id', 'Sakit menahun', 'penyakit menahun'],
  ['bpjs_ketenagakerjaan', 'Nomor BPJS Ketenagakerjaan'],
  ['negara_asal', 'Negara asal'],
  ['waktu_lahir', 'Jam lahir'],
  ['tempat_dilahirkan', 'Tempat dilahirkan'],
  ['jenis_kelahiran', 'Jenis kelahiran'],
  ['kelahiran_anak_ke', 'Anak ke'],
  ['penolong_kelahiran', 'Penolong kelahiran'],
  ['berat_lahir', 'Berat lahir', 'berat lahir (gram)'],
  ['panjang_lahir', 'Panjang lahir', 'panjang lahir (cm)'],
  ['tempat_cetak_ktp', 'Tempat cetak KTP'],
  ['tanggal_cetak_ktp', 'Tanggal cetak KTP', 'tgl cetak ktp'],
  [
    'telepon',
    'Telepon',
    'no telepon',
    'nomor telepon',
    'telp',
    'no telp',
    'hp',
    'no hp',
    'nomor hp',
    'handphone',
    'no wa',
    'whatsapp',
    'nomor whatsapp',
  ],
  ['email', 'Email', 'alamat email', 'e-mail', 'surel'],
  ['ket', 'Keterangan', 'catatan'],
  ['alamat_keluarga', 'Alamat keluarga'],
  ['dusun_keluarga', 'Dusun keluarga'],
  ['rw_keluarga', 'RW keluarga'],
  ['rt_keluarga', 'RT keluarga'],
  ['kelas_sosial', 'Kelas sosial keluarga'],
  ['tgl_daftar_kk', 'Tanggal KK terdaftar'],
  ['tgl_cetak_kk', 'Tanggal cetak KK'],
  ['tgl_tutup_kk', 'Tanggal KK ditutup'],
  ['no_rtm', 'Nomor rumah tangga', 'no rumah tangga', 'nomor rtm', 'id rtm'],
  [
    'rtm_level',
    'Kedudukan dalam rumah tangga',
    'hubungan rumah tangga',
    'hubungan rtm',
    'hub rtm',
    'status rtm',
  ],
  ['terdaftar_dtks', 'Terdaftar dalam DTSEN', 'terdaftar dtsen', 'dtks', 'dtsen'],
  ['bdt', 'Nomor dalam DTSEN', 'nomor bdt', 'id bdt', 'nomor dtsen', 'id dtsen'],
  ['tgl_daftar_rtm', 'Tanggal rumah tangga terdaftar'],
] as const satisfies ColumnNames[];

/** A column by its heading. */
export type ColumnKey = (typeof COLUMN_LIST | typeof FURTHER_LIST)[number][0];

/** One row of the spreadsheet, by column; what is not there was not in the file. */
export type RegisterRow = Partial<Record<ColumnKey, Cell>>;

/** All 43 columns in the order in which OpenSID writes them. */
export const COLUMNS: readonly ColumnKey[] = COLUMN_LIST.map(([key]) => key);

/** Those and the register's further ones behind them. */
export const ALL_COLUMNS: readonly ColumnKey[] = [...COLUMNS, ...FURTHER_LIST.map(([key]) => key)];

/** Columns without which nobody can be put on the register. */
export const NEEDED_COLUMNS: readonly ColumnKey[] = ['nama', 'no_kk', 'nik', 'sex', 'tanggallahir'];

/** Columns that a sheet with new residents is expected to have: without them one is told. */
export const EXPECTED_COLUMNS: readonly ColumnKey[] = [
  'tempatlahir',
  'agama_id',
  'status_kawin',
  'kk_level',
  'dusun',
  'rt',
  'rw',
  'alamat',
  'pekerjaan_id',
  'pendidikan_kk_id',
];

/** Columns that say something of the family itself, not of the resident in the row. */
export const FAMILY_COLUMNS: readonly ColumnKey[] = [
  'alamat_keluarga',
  'dusun_keluarga',
  'rw_keluarga',
  'rt_keluarga',
];

/** Columns that hold numbers of 16 digits. */
export const ID_COLUMNS: readonly ColumnKey[] = [
  'no_kk',
  'nik',
  'ayah_nik',
  'ibu_nik',
  'no_kk_sebelumnya',
];

/** Columns that hold dates. */
export const DATE_COLUMNS: readonly ColumnKey[] = [
  'tanggallahir',
  'tanggal_akhir_paspor',
  'tanggalperkawinan',
  'tanggalperceraian',
  'tanggal_cetak_ktp',
  'tgl_daftar_kk',
  'tgl_cetak_kk',
  'tgl_tutup_kk',
  'tgl_daftar_rtm',
];

const LIST: readonly (readonly [ColumnKey, string, ...string[]])[] = [
  ...COLUMN_LIST,
  ...FURTHER_LIST,
];

const TITLES = new Map<string, string>(LIST.map(([key, title]) => [key, title]));

/** What a column is called in a sentence: `tanggallahir` → `Tanggal lahir`. */
export function columnTitle(key: ColumnKey): string {
  return TITLES.get(key)!;
}

// Headings differ by case, spaces, underscores, dots and stars for "must be filled".
const headingKey = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9/]/g, '');

const BY_HEADING = new Map<string, ColumnKey>(
  LIST.flatMap((names) => names.map((name) => [headingKey(name), names[0]] as const)),
);

/** The column that a heading means, however it is written; undefined for one that is not ours. */
export function columnOfHeading(heading: string): ColumnKey | undefined {
  return BY_HEADING.get(headingKey(heading));
}
