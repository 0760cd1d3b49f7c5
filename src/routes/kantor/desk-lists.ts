import type { MatterKind, ReceivedKind, WaitingList } from '#lib/server/desk/index.ts';

/** Where what waits is done, and what it is called on the first page. */
export const waitingLists: Readonly<Record<WaitingList, { label: string; href: string }>> = {
  sign: { label: 'Surat untuk ditandatangani', href: '/kantor/tandatangan' },
  verify: { label: 'Permohonan baru untuk diperiksa', href: '/kantor/permohonan?daftar=masuk' },
  turn: { label: 'Permohonan giliran saya', href: '/kantor/permohonan?daftar=giliran' },
  batches: { label: 'Surat massal giliran saya', href: '/kantor/surat/massal' },
  voices: { label: 'Laporan warga tugas saya', href: '/kantor/pengaduan?daftar=saya' },
  'voices-verify': {
    label: 'Laporan baru untuk diperiksa',
    href: '/kantor/pengaduan?daftar=masuk',
  },
  'voices-assign': {
    label: 'Laporan untuk didisposisikan',
    href: '/kantor/pengaduan?daftar=disposisi',
  },
  mail: { label: 'Surat masuk tugas saya', href: '/kantor/surat/masuk?daftar=saya' },
  'mail-dispose': {
    label: 'Surat masuk untuk didisposisikan',
    href: '/kantor/surat/masuk?daftar=menunggu',
  },
  corrections: { label: 'Perbaikan data warga', href: '/kantor/perbaikan?keadaan=menunggu' },
  aid: { label: 'Usul dan sanggah bantuan', href: '/kantor/bantuan/usulan?daftar=menunggu' },
  comments: { label: 'Komentar untuk diperiksa', href: '/kantor/informasi/komentar' },
  'pin-requests': { label: 'Permintaan PIN', href: '/kantor/permintaan-pin' },
};

interface MatterWords {
  label: string;
  late: string;
  today: string;
  /** Where one of them is opened. */
  open: string;
}

/** The kinds of matters that can be late or come in. */
export const matterKinds: Readonly<Record<MatterKind, MatterWords>> = {
  request: {
    label: 'Permohonan surat',
    late: '/kantor/permohonan?daftar=terlambat',
    today: '/kantor/permohonan?daftar=diterima',
    open: '/kantor/permohonan/',
  },
  voice: {
    label: 'Laporan warga',
    late: '/kantor/pengaduan?daftar=terlambat',
    today: '/kantor/pengaduan?daftar=hari-ini',
    open: '/kantor/pengaduan/',
  },
  mail: {
    label: 'Surat masuk',
    late: '/kantor/surat/masuk?daftar=terlambat',
    today: '/kantor/surat/masuk?daftar=hari-ini',
    open: '/kantor/surat/masuk/',
  },
  correction: {
    label: 'Perbaikan data',
    late: '/kantor/perbaikan?keadaan=terlambat',
    today: '/kantor/perbaikan?keadaan=hari-ini',
    open: '/kantor/perbaikan/',
  },
  aid: {
    label: 'Usul dan sanggah',
    late: '/kantor/bantuan/usulan?daftar=terlambat',
    today: '/kantor/bantuan/usulan?daftar=hari-ini',
    open: '/kantor/bantuan/usulan/',
  },
};

/** The list of what came in today, of each kind. */
export const receivedLists: Readonly<Record<ReceivedKind, { label: string; today: string }>> = {
  ...matterKinds,
  'pin-request': { label: 'Permintaan PIN', today: '/kantor/permintaan-pin?keadaan=hari-ini' },
};
