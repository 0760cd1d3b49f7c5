/** What becomes of a table's rows. */
export type Fate =
  /** They go into the register, the list of officials or the profile. */
  | 'over'
  /** They are kept whole until a feature takes them up. */
  | 'kept'
  /** They only explain rows of other tables. */
  | 'reference';

/** A table of OpenSID that is read. */
export interface TableRule {
  /** What its rows are called on screen. */
  title: string;
  fate: Fate;
  /** The column that names a row; `id` unless said. */
  key?: string;
  /** Only these columns are put aside: the rest is large and says nothing. */
  only?: readonly string[];
  /** A table that says something at all only together with the one named. */
  partOf?: string;
}

/** The tables of OpenSID 24xx that are read (docs/decisions/0014). */
export const TABLES: Readonly<Record<string, TableRule>> = {
  config: { title: 'Profil desa', fate: 'over' },
  tweb_wil_clusterdesa: {
    title: 'Wilayah (dusun, RW, RT)',
    fate: 'over',
    only: ['id', 'dusun', 'rw', 'rt', 'id_kepala'],
  },
  tweb_rtm: { title: 'Rumah tangga', fate: 'over' },
  tweb_keluarga: { title: 'Keluarga', fate: 'over' },
  tweb_penduduk: { title: 'Penduduk', fate: 'over' },
  tweb_penduduk_map: {
    title: 'Letak rumah penduduk',
    fate: 'reference',
    only: ['id', 'lat', 'lng'],
    partOf: 'tweb_penduduk',
  },
  // By resident: events of one person are judged together.
  log_penduduk: { title: 'Peristiwa kependudukan', fate: 'over', key: 'id_pend' },
  tweb_desa_pamong: { title: 'Perangkat desa', fate: 'over', key: 'pamong_id' },
  ref_jabatan: { title: 'Nama jabatan', fate: 'reference', only: ['id', 'nama', 'jenis'] },
  tweb_penduduk_mandiri: { title: 'Akun Layanan Mandiri', fate: 'kept', key: 'id_pend' },
  tweb_surat_format: {
    title: 'Nama jenis surat',
    fate: 'reference',
    only: ['id', 'nama', 'kode_surat'],
  },
  log_surat: { title: 'Arsip surat layanan', fate: 'kept' },
  surat_masuk: { title: 'Surat masuk', fate: 'kept' },
  surat_keluar: { title: 'Surat keluar', fate: 'kept' },
  program: { title: 'Program bantuan', fate: 'kept' },
  program_peserta: { title: 'Peserta bantuan', fate: 'kept' },
  pengaduan: { title: 'Pengaduan', fate: 'kept' },
  kategori: { title: 'Kategori artikel', fate: 'kept' },
  artikel: { title: 'Artikel', fate: 'kept' },
  agenda: { title: 'Agenda', fate: 'kept' },
};

/** Tables without which a dump is not OpenSID's. */
export const NEEDED_TABLES = ['config', 'tweb_penduduk', 'tweb_keluarga'] as const;

/** Tables that are looked at before anything is put aside. */
export const FACT_TABLES: ReadonlySet<string> = new Set(['config', 'setting_aplikasi']);

/** Columns whose values never leave the dump: proofs of who somebody is, and where they sat. */
export const isSecret = (column: string): boolean =>
  /(^|_)(pin|pass|passwd|password|sandi|token|secret|session|salt|hash)(_|$)|app_key|api_key|ip_address/.test(
    column,
  );

/** Why the rows of a table stay behind. */
export function whyLeft(table: string): string {
  if (/^(user|user_grup|grup_akses|setting_modul)$/.test(table)) {
    return 'Petugas dan hak aksesnya dibuat baru di Balai; kata sandi tidak dapat dipindahkan.';
  }
  if (/^(log_|sys_|migrasi|captcha|ci_sessions|login_attempts|statistics|otp_)/.test(table)) {
    return 'Catatan teknis OpenSID, tidak berguna di luar OpenSID.';
  }
  if (/^(dokumen|dokumen_hidup|gambar_gallery|media_)/.test(table)) {
    return 'Berkasnya tidak ada di dalam cadangan, hanya namanya.';
  }
  if (
    /^(setting_|ref_|widget|menu|theme|anjungan|notifikasi|klasifikasi_|kode_|syarat_)/.test(table)
  ) {
    return 'Pengaturan dan daftar OpenSID; Balai punya sendiri.';
  }
  return 'Belum ada tempatnya di Balai; tetap ada di berkas cadangan Anda.';
}
