/** Kinds of record that are kept until a feature takes them up, as the office reads them. */
export const recordKinds = {
  letter: 'Surat layanan',
  incoming: 'Surat masuk',
  outgoing: 'Surat keluar',
  'aid-programme': 'Program bantuan',
  'aid-recipient': 'Peserta bantuan',
  complaint: 'Pengaduan',
  article: 'Artikel',
  agenda: 'Agenda',
  category: 'Kategori artikel',
  account: 'Akun Layanan Mandiri',
  event: 'Peristiwa kependudukan',
  official: 'Perangkat desa terdahulu',
  profile: 'Profil desa',
} as const;

export type RecordKind = keyof typeof recordKinds;

export const isRecordKind = (text: string): text is RecordKind => Object.hasOwn(recordKinds, text);
