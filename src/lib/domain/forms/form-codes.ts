/**
 * The official forms that letters carry. A form is the annex of a rule: its headings and fields are
 * that rule's, and a new edition is a new entry here beside the old one, so that a request that was
 * filed keeps the form it was filed with.
 */

const kua = 'Keputusan Dirjen Bimas Islam Nomor 473 Tahun 2020';
const present = 'Permendagri Nomor 109 Tahun 2019';
/** Replaced in 2019, still asked for by some offices: always marked as the old series. */
const before = 'Permendagri Nomor 19 Tahun 2010';

/** What a form reads of a letter's answers: a person, a group, or a single answer. */
type Reads = Readonly<Record<string, 'person' | 'group' | 'plain'>>;

interface OfficialForm {
  /** As it is called, for lists and the document's metadata. */
  name: string;
  /** As its own mark says: "Model N1", "F-1.03". */
  mark: string;
  /** The rule whose annex it is. */
  rule: string;
  /** Its file in letter-types/layout/forms, without `.typ`. */
  layout: string;
  /** Whether the register's family is written into it. */
  family: boolean;
  reads: Reads;
}

const marriage = { rule: kua, family: false } as const;
const civil = {
  name: 'Pelaporan Pencatatan Sipil',
  mark: 'F-2.01',
  rule: present,
  layout: 'f-2.01',
  family: false,
} as const;
const reported: Reads = {
  father: 'person',
  mother: 'person',
  reporter: 'person',
  witnesses: 'group',
  occurredOn: 'plain',
};
const born: Reads = {
  childSex: 'plain',
  birthPlace: 'plain',
  birthFacility: 'plain',
  birthKind: 'plain',
  birthOrder: 'plain',
  birthAttendant: 'plain',
};
const moved: Reads = {
  reason: 'plain',
  destination: 'plain',
  destinationHamlet: 'plain',
  destinationRt: 'plain',
  destinationRw: 'plain',
  destinationVillage: 'plain',
  destinationDistrict: 'plain',
  destinationRegency: 'plain',
  destinationProvince: 'plain',
  destinationPostcode: 'plain',
  scope: 'plain',
  moveKind: 'plain',
  stayingKk: 'plain',
  movingKk: 'plain',
  occurredOn: 'plain',
  followers: 'group',
};
const wedded: Reads = {
  partner: 'person',
  father: 'person',
  mother: 'person',
  partnerFather: 'person',
  partnerMother: 'person',
  ownStatus: 'plain',
  partnerStatus: 'plain',
  marriageOrder: 'plain',
  partnerMarriageOrder: 'plain',
  wifeNumber: 'plain',
  blessedOn: 'plain',
  religiousLeader: 'plain',
  beliefBody: 'plain',
};

const officialForms = {
  n1: {
    ...marriage,
    name: 'Pengantar Nikah',
    mark: 'Model N1',
    layout: 'n1',
    reads: {
      ownStatus: 'plain',
      wifeNumber: 'plain',
      formerSpouse: 'person',
      father: 'person',
      mother: 'person',
    },
  },
  n2: {
    ...marriage,
    name: 'Permohonan Kehendak Nikah',
    mark: 'Model N2',
    layout: 'n2',
    reads: {
      partner: 'person',
      akadOn: 'plain',
      akadAt: 'plain',
      akadPlace: 'plain',
      kua: 'plain',
    },
  },
  n4: {
    ...marriage,
    name: 'Persetujuan Calon Pengantin',
    mark: 'Model N4',
    layout: 'n4',
    reads: { partner: 'person', father: 'person' },
  },
  n5: {
    ...marriage,
    name: 'Surat Izin Orang Tua',
    mark: 'Model N5',
    layout: 'n5',
    reads: { partner: 'person', father: 'person', mother: 'person' },
  },
  n6: {
    ...marriage,
    name: 'Surat Keterangan Kematian Suami/Istri',
    mark: 'Model N6',
    layout: 'n6',
    reads: { formerSpouse: 'person', diedOn: 'plain', diedAt: 'plain', father: 'person' },
  },
  sps: {
    rule: '',
    family: false,
    name: 'Surat Pernyataan Status',
    mark: 'SPS',
    layout: 'sps',
    reads: { ownStatus: 'plain', wifeNumber: 'plain', witnesses: 'group' },
  },
  swn: {
    rule: '',
    family: false,
    name: 'Surat Pernyataan Wali Nikah',
    mark: 'SWN',
    layout: 'swn',
    reads: {
      partner: 'person',
      father: 'person',
      wali: 'person',
      waliRelation: 'plain',
      dowry: 'plain',
      akadOn: 'plain',
      akadAt: 'plain',
      akadPlace: 'plain',
    },
  },
  'f-1.01': {
    rule: present,
    family: true,
    name: 'Biodata Keluarga',
    mark: 'F-1.01',
    layout: 'f-1.01',
    reads: {},
  },
  'f-1.02': {
    rule: present,
    family: false,
    name: 'Pendaftaran Peristiwa Kependudukan',
    mark: 'F-1.02',
    layout: 'f-1.02',
    reads: { request: 'plain' },
  },
  'f-1.03': {
    rule: present,
    family: true,
    name: 'Pendaftaran Perpindahan Penduduk',
    mark: 'F-1.03',
    layout: 'f-1.03',
    reads: moved,
  },
  'f-1.06': {
    rule: present,
    family: true,
    name: 'Pernyataan Perubahan Elemen Data Kependudukan',
    mark: 'F-1.06',
    layout: 'f-1.06',
    reads: { changes: 'group' },
  },
  'f-1.08': {
    rule: before,
    family: true,
    name: 'Surat Keterangan Pindah Datang WNI',
    mark: 'F-1.08',
    layout: 'f-1.08',
    reads: moved,
  },
  'f-1.15': {
    rule: before,
    family: true,
    name: 'Permohonan Kartu Keluarga Baru',
    mark: 'F-1.15',
    layout: 'f-1.15',
    reads: { request: 'plain', previousKk: 'plain' },
  },
  'f-1.16': {
    rule: before,
    family: true,
    name: 'Permohonan Perubahan Kartu Keluarga',
    mark: 'F-1.16',
    layout: 'f-1.16',
    reads: { request: 'plain', requestNote: 'plain' },
  },
  'f-1.25': {
    rule: before,
    family: true,
    name: 'Permohonan Pindah WNI',
    mark: 'F-1.25',
    layout: 'f-1.25',
    reads: moved,
  },
  'f-1.27': {
    rule: before,
    family: true,
    name: 'Permohonan Pindah Datang WNI',
    mark: 'F-1.27',
    layout: 'f-1.27',
    reads: moved,
  },
  'f-2.01-kelahiran': {
    ...civil,
    reads: {
      ...reported,
      ...born,
      childName: 'plain',
      birthTime: 'plain',
      birthWeight: 'plain',
      birthLength: 'plain',
    },
  },
  'f-2.01-lahir-mati': {
    ...civil,
    reads: {
      ...reported,
      ...born,
      pregnancy: 'plain',
      stillbirthCause: 'plain',
      determinedBy: 'plain',
    },
  },
  'f-2.01-perkawinan': { ...civil, reads: { ...wedded, witnesses: 'group' } },
  'f-2.01-kematian': {
    ...civil,
    reads: { ...reported, time: 'plain', place: 'plain', cause: 'plain', attendant: 'plain' },
  },
  'f-2.03': {
    rule: present,
    family: false,
    name: 'SPTJM Kebenaran Data Kelahiran',
    mark: 'F-2.03',
    layout: 'f-2.03',
    reads: {
      ...reported,
      childName: 'plain',
      birthPlace: 'plain',
      birthOrder: 'plain',
      birthAttendant: 'plain',
    },
  },
  'f-2.04': {
    rule: present,
    family: false,
    name: 'SPTJM Kebenaran sebagai Pasangan Suami Istri',
    mark: 'F-2.04',
    layout: 'f-2.04',
    reads: { father: 'person', mother: 'person', reporter: 'person', witnesses: 'group' },
  },
  'f-2.12': {
    rule: before,
    family: false,
    name: 'Pencatatan Perkawinan',
    mark: 'F-2.12',
    layout: 'f-2.12',
    reads: { ...wedded, witnesses: 'group' },
  },
} as const satisfies Readonly<Record<string, OfficialForm>>;

export type FormCode = keyof typeof officialForms;
export const formCodes = Object.keys(officialForms) as [FormCode, ...FormCode[]];

/** What is known of a form. */
export const officialForm = (code: FormCode): OfficialForm => officialForms[code];

/** Whether it belongs to the series that was replaced in 2019. */
export const isOldSeries = (code: FormCode): boolean => officialForm(code).rule === before;
