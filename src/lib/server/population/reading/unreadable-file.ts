/** A file that is no spreadsheet we can read. The message tells the officer what to do about it. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

/** How much of a file is taken in before it counts as an attack or a mistake. */
export const READING_LIMITS = {
  /** The file as it is sent. */
  fileBytes: 64 * 1024 * 1024,
  /** Parts in the zip that an .xlsx is. */
  zipEntries: 2_000,
  /** A sheet, unpacked: 100 000 full rows are about 200 MB. */
  sheetBytes: 640 * 1024 * 1024,
  /** The table of shared texts, unpacked; it is held in memory. */
  sharedTextBytes: 160 * 1024 * 1024,
  /** Any other part, unpacked. */
  partBytes: 8 * 1024 * 1024,
  /** All parts together, each as often as it is read: 2 000 sheets may each be small. */
  unpackedBytes: 2.5 * 1024 * 1024 * 1024,
  /** Elements within one another in a part: a workbook has ten. */
  nesting: 64,
  dataRows: 200_000,
  /** What all rows say, in letters: texts that cells share could say it a million times. */
  saidLetters: 512 * 1024 * 1024,
  /** The columns read of a row; the rest is none of ours. */
  columns: 512,
  /** The letters of a cell; Excel's own limit is 32 767. */
  cellLetters: 100_000,
  /** The reading thread's memory, in MB. */
  heapMegabytes: 512,
  /** A hostile file must not keep a thread busy for ever. */
  milliseconds: 10 * 60 * 1000,
} as const;

const SAVE_AS =
  'Buka di Excel atau LibreOffice, simpan sebagai Excel Workbook (.xlsx), lalu coba lagi.';

/** Sentences for files that cannot be read. */
export const UNREADABLE = {
  empty: 'Berkas ini kosong. Pilih berkas yang berisi data penduduk.',
  tooLarge: 'Berkas ini lebih dari 64 MB. Bagi menjadi beberapa berkas per dusun, lalu coba lagi.',
  bloated:
    'Isi berkas ini tidak wajar besarnya. Salin hanya tabel penduduk ke berkas Excel baru, lalu coba lagi.',
  tooManyRows: 'Berkas ini lebih dari 200.000 baris. Bagi menjadi beberapa berkas, lalu coba lagi.',
  broken: `Berkas ini rusak dan tidak dapat dibaca. ${SAVE_AS}`,
  tooLong: `Membaca berkas ini terlalu lama. ${SAVE_AS}`,
  locked:
    'Berkas ini dikunci dengan kata sandi. Hapus kata sandinya di Excel (Berkas → Info → Proteksi), simpan, lalu coba lagi.',
  pdf: 'Ini berkas PDF, bukan Excel. Minta data penduduk dalam bentuk Excel (.xlsx atau .xls).',
  word: 'Ini berkas Word, bukan Excel. Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu coba lagi.',
  image: 'Ini gambar, bukan Excel. Pilih berkas Excel (.xlsx atau .xls).',
  html: `Ini halaman web yang diberi nama Excel. ${SAVE_AS}`,
  ods: `Ini berkas LibreOffice (.ods). Simpan sebagai Excel (.xlsx), lalu coba lagi.`,
  tooOld: `Berkas ini dibuat oleh Excel yang sangat lama. ${SAVE_AS}`,
  xlsb: `Ini berkas Excel biner (.xlsb). ${SAVE_AS}`,
  zip: 'Ini berkas ZIP, bukan Excel. Buka ZIP itu dan pilih berkas Excel di dalamnya.',
  noTable:
    'Tabel penduduk tidak ditemukan di berkas ini. Baris judulnya harus memuat NIK, dan antara lain nama, no_kk, sex, tanggallahir.',
  unknown:
    'Ini bukan berkas Excel atau CSV. Pilih berkas .xlsx, .xls, atau .csv berisi data penduduk.',
} as const;
