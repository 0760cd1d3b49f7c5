import type { ReferenceList } from './reference-codes.ts';

/** What can befall the population (mutasi). */
export const eventKinds = [
  'birth',
  'death',
  'arrival',
  'departure',
  'missing',
  'return',
  'status',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Basic statuses as OpenSID numbers them. */
export const LIVING = 1;
export const DEAD = 2;
export const DEPARTED = 3;
export const MISSING = 4;
export const AWAY = 6;
export const INVALID = 9;

const codes = (name: string, ...labels: string[]): ReferenceList => ({
  name,
  entries: labels.map((label, index) => ({ code: index + 1, label })),
});

export const DEATH_CAUSE = codes(
  'sebab kematian',
  'Sakit biasa/tua',
  'Wabah penyakit',
  'Kecelakaan',
  'Kriminalitas',
  'Bunuh diri',
  'Lainnya',
);
export const DEATH_ATTENDANT = codes(
  'yang menerangkan kematian',
  'Dokter',
  'Tenaga kesehatan',
  'Kepolisian',
  'Lainnya',
);
export const MOVE_SCOPE = codes(
  'tujuan pindah',
  'Desa lain, kecamatan yang sama',
  'Kecamatan lain',
  'Kabupaten atau kota lain',
  'Provinsi lain',
);
const STATUS_CHANGE: ReferenceList = {
  name: 'perubahan status',
  entries: [
    { code: 1, label: 'Menjadi penduduk tetap' },
    { code: 2, label: 'Menjadi penduduk tidak tetap' },
    { code: 6, label: 'Pergi (penduduk tidak tetap meninggalkan desa)' },
  ],
};

/** One detail of an event: how it is asked, and the name under which it is kept. */
export interface EventField {
  /** In population_event.details, and as the key of a letter's question that fills it in. */
  key: string;
  /** In forms. */
  name: string;
  label: string;
  type: 'text' | 'textarea' | 'time' | 'select';
  list?: ReferenceList;
  hint?: string;
  /** What to do when it is missing; absent where it may stay empty. */
  required?: string;
}

const note: EventField = { key: 'note', name: 'catatan', label: 'Catatan', type: 'textarea' };
const reporter: EventField = {
  key: 'reporter',
  name: 'pelapor',
  label: 'Nama pelapor',
  type: 'text',
};

interface EventRule {
  /** As read on screen. */
  name: string;
  /** In addresses and filters. */
  slug: string;
  /** As said of a person: "tercatat meninggal". */
  said: string;
  /** Puts somebody on the register who is not there (or not any more). */
  brings: boolean;
  /** The basic statuses that somebody may have before it. */
  from: readonly number[];
  /** Whether members of a family may be recorded in one go. */
  together: boolean;
  /** What its day is called. */
  day: string;
  fields: readonly EventField[];
}

/**
 * The kinds of events: what each needs (OpenSID's log_penduduk) and who may have it. Nobody dies
 * twice, the dead do not move, and only who has left or is missing can come back.
 */
export const eventRules: Readonly<Record<EventKind, EventRule>> = {
  birth: {
    name: 'Kelahiran',
    slug: 'kelahiran',
    said: 'lahir',
    brings: true,
    from: [],
    together: false,
    day: 'Tanggal lahir',
    fields: [reporter, note],
  },
  death: {
    name: 'Kematian',
    slug: 'kematian',
    said: 'meninggal',
    brings: false,
    from: [LIVING, MISSING],
    together: false,
    day: 'Tanggal meninggal',
    fields: [
      {
        key: 'place',
        name: 'tempat',
        label: 'Meninggal di',
        type: 'text',
        hint: 'Misalnya: rumah, Puskesmas Taliwang.',
        required: 'Tulis di mana meninggalnya.',
      },
      { key: 'time', name: 'jam', label: 'Jam', type: 'time', hint: 'Misalnya 04.30.' },
      {
        key: 'cause',
        name: 'sebab',
        label: 'Sebab',
        type: 'select',
        list: DEATH_CAUSE,
        required: 'Pilih sebab kematian.',
      },
      {
        key: 'attendant',
        name: 'penerang',
        label: 'Yang menerangkan',
        type: 'select',
        list: DEATH_ATTENDANT,
      },
      { key: 'certificate', name: 'akta', label: 'Nomor akta kematian', type: 'text' },
      reporter,
      note,
    ],
  },
  arrival: {
    name: 'Kedatangan',
    slug: 'kedatangan',
    said: 'datang',
    brings: true,
    from: [DEPARTED, AWAY, INVALID],
    together: false,
    day: 'Tanggal datang',
    fields: [
      {
        key: 'origin',
        name: 'asal',
        label: 'Datang dari',
        type: 'text',
        hint: 'Alamat asal: desa, kecamatan, kabupaten.',
        required: 'Tulis alamat asalnya.',
      },
      {
        key: 'purpose',
        name: 'maksud',
        label: 'Maksud kedatangan',
        type: 'text',
        hint: 'Penting untuk penduduk tidak tetap: bekerja, sekolah, ikut keluarga.',
      },
      {
        key: 'host',
        name: 'didatangi',
        label: 'Nama dan alamat yang didatangi',
        type: 'text',
      },
      note,
    ],
  },
  departure: {
    name: 'Kepindahan',
    slug: 'kepindahan',
    said: 'pindah',
    brings: false,
    from: [LIVING],
    together: true,
    day: 'Tanggal pindah',
    fields: [
      {
        key: 'destination',
        name: 'tujuan',
        label: 'Pindah ke',
        type: 'text',
        hint: 'Alamat tujuan: desa, kecamatan, kabupaten.',
        required: 'Tulis alamat tujuannya.',
      },
      {
        key: 'scope',
        name: 'lingkup',
        label: 'Tujuan pindah',
        type: 'select',
        list: MOVE_SCOPE,
        required: 'Pilih seberapa jauh pindahnya.',
      },
      { key: 'reason', name: 'alasan', label: 'Alasan pindah', type: 'text' },
      note,
    ],
  },
  missing: {
    name: 'Hilang',
    slug: 'hilang',
    said: 'hilang',
    brings: false,
    from: [LIVING],
    together: false,
    day: 'Tanggal hilang',
    fields: [
      { key: 'place', name: 'tempat', label: 'Terakhir terlihat di', type: 'text' },
      reporter,
      note,
    ],
  },
  return: {
    name: 'Kembali',
    slug: 'kembali',
    said: 'kembali',
    brings: false,
    from: [DEPARTED, MISSING, AWAY],
    together: true,
    day: 'Tanggal kembali',
    fields: [{ key: 'origin', name: 'asal', label: 'Kembali dari', type: 'text' }, note],
  },
  status: {
    name: 'Perubahan status',
    slug: 'status',
    said: 'berubah status',
    brings: false,
    from: [LIVING],
    together: false,
    day: 'Tanggal berubah',
    fields: [
      {
        key: 'becomes',
        name: 'menjadi',
        label: 'Perubahan',
        type: 'select',
        list: STATUS_CHANGE,
        required: 'Pilih perubahannya.',
      },
      { key: 'destination', name: 'tujuan', label: 'Pergi ke', type: 'text' },
      note,
    ],
  },
};

/** The kind of an address such as /kantor/peristiwa/baru/kematian. */
export const eventKindOf = (slug: string): EventKind | undefined =>
  eventKinds.find((kind) => eventRules[kind].slug === slug);
