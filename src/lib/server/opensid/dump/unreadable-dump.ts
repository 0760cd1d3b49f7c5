/** A file that cannot be carried over. The message tells whoever keeps the server what to do. */
export class UnreadableDump extends Error {
  override name = 'UnreadableDump';
}

/** How much of a dump is taken in before it counts as an attack or a mistake. */
export const DUMP_LIMITS = {
  /** One row of a table that is read; OpenSID's largest are letters with pictures inside. */
  rowBytes: 32 * 1024 * 1024,
  /** What stands before a table's rows, or a table's definition. */
  headBytes: 1024 * 1024,
  /** Everything, unpacked. */
  totalBytes: 16 * 1024 * 1024 * 1024,
  /** Text packs ten- or twentyfold; what unpacks much further is a bomb. */
  packedRatio: 250,
  /** The ratio is judged only past this. */
  packedGrace: 64 * 1024 * 1024,
  zipEntries: 1_000,
} as const;

const AGAIN =
  'Buat cadangan basis data lagi di OpenSID (Pengaturan › Database › Backup), lalu coba lagi.';

/** Sentences for files that cannot be read. */
export const UNREADABLE_DUMP = {
  empty: `Berkas ini kosong. ${AGAIN}`,
  notSql:
    'Ini bukan dump basis data. Berikan berkas .sql, .sql.gz, atau .zip yang berisi satu berkas .sql.',
  postgres: 'Ini dump PostgreSQL, bukan dump MySQL atau MariaDB dari OpenSID.',
  truncated: `Berkas ini terpotong: isinya berhenti di tengah. ${AGAIN}`,
  packed: `Berkas ini rusak dan tidak dapat dibuka. ${AGAIN}`,
  locked: 'Berkas ZIP ini dikunci dengan kata sandi. Buka dahulu, lalu berikan berkas .sql-nya.',
  bloated: 'Isi berkas ini tidak wajar besarnya setelah dibuka. Berkas tidak dibaca.',
  zipWithoutSql: 'Di dalam ZIP ini tidak ada berkas .sql.',
  zipWithSeveral:
    'Di dalam ZIP ini ada lebih dari satu berkas .sql. Buka ZIP itu dan berikan satu berkas .sql.',
  otherApplication:
    'Ini bukan dump OpenSID: tabel config, tweb_penduduk, dan tweb_keluarga tidak ada semuanya.',
  severalDatabases:
    'Dump ini berisi lebih dari satu basis data dengan data penduduk. Buat dump dari satu basis data saja.',
  noVillage: 'Dump ini tidak menyebut desa mana pun (tabel config kosong).',
} as const;

/** A place in the dump that is no MySQL dump's. */
export const brokenAt = (offset: number, what: string): UnreadableDump =>
  new UnreadableDump(
    `Isi berkas tidak dapat dibaca pada bita ke-${offset.toLocaleString('id-ID')}: ${what}. ${AGAIN}`,
  );
