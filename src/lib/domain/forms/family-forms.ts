import {
  CITIZENSHIP,
  DISABILITY,
  FAMILY_RELATION,
  labelOf,
  type ReferenceList,
} from '../reference-codes.ts';
import { hamletTitle } from '../neighbourhood.ts';
import { formatDateShort } from '../dates-id.ts';
import { type Boxes, boxes, longNumber, padded, phoneBoxes } from './form-boxes.ts';
import { lastItem } from '../letter-questions.ts';
import { type FormFacts, said } from './form-facts.ts';
import type { FormMember } from './form-family.ts';

/** The forms about a family and its card: F-1.01, F-1.02, F-1.06, and F-1.15 and F-1.16 before them. */

/** Rows that the printed form has; a larger family has as many as it needs. */
const rowsOfForm = 10;

/** Where the village lies, in names and in the code's parts: 52, 07, 02, 2015. */
export interface FormPlace {
  province: string;
  provinceCode: Boxes;
  regency: string;
  regencyCode: Boxes;
  district: string;
  districtCode: Boxes;
  village: string;
  villageCode: Boxes;
  postcode: Boxes;
}

export function placeOf({ village }: Pick<FormFacts, 'village'>): FormPlace {
  const code = village.regionCode.replace(/\D/g, '');
  return {
    province: village.province,
    provinceCode: boxes(code.slice(0, 2), 2),
    regency: village.regency,
    regencyCode: boxes(code.slice(2, 4), 2),
    district: village.district,
    districtCode: boxes(code.slice(4, 6), 2),
    village: village.name,
    villageCode: boxes(code.slice(6), 4),
    postcode: boxes(village.postalCode, 5),
  };
}

/** Where the family lives: its card's address, or the subject's. */
export function homeOf({ family, subject }: FormFacts) {
  const { hamlet, rt, rw } = family ?? subject;
  return {
    address: family?.address ?? subject.address,
    hamlet,
    rt: padded(rt, 3),
    rw: padded(rw, 3),
  };
}

export const phoneOf = ({ family }: FormFacts): Boxes => phoneBoxes(family?.phone ?? '');

/** An address with its hamlet, for forms that have no field for the hamlet. */
export const withHamlet = <T extends { address: string; hamlet: string }>({
  hamlet,
  address,
  ...rest
}: T) => ({
  ...rest,
  address: [address, hamlet && hamletTitle(hamlet)].filter(Boolean).join(', '),
});

const code = (value: number | null) => (value === null ? '' : String(value));
const day = (date: string | null) => (date ? formatDateShort(date) : '');
/** 1 there is none, 2 there is one. */
const has = (paper: string | null) => (paper ? '2' : '1');

/**
 * The status of a marriage in this form's own numbering; '' where the register does not say whether
 * it is recorded.
 */
export function maritalCode({
  maritalStatus,
  marriageCertificate,
  divorceCertificate,
}: Pick<FormMember, 'maritalStatus' | 'marriageCertificate' | 'divorceCertificate'>): string {
  switch (maritalStatus) {
    case 1:
      return '1';
    case 2:
      return marriageCertificate ? '2' : '';
    case 3:
      return divorceCertificate ? '4' : '';
    case 4:
      return '6';
    default:
      return '';
  }
}

const NOT_DISABLED = 7;
const word = (list: ReferenceList, value: number | null) =>
  value === null ? '' : labelOf(list, value);

/** Columns 2 to 41 of F-1.01 for one member, in the form's order. */
function columnsOf(m: FormMember): string[] {
  const disabled = m.disability !== null && m.disability !== NOT_DISABLED;
  return [
    m.name,
    m.titleBefore,
    m.titleAfter,
    m.passport ?? '',
    day(m.passportUntil),
    ...['', '', ''], // sponsor: for foreigners
    String(m.sex),
    m.birthPlace,
    day(m.birthDate),
    word(CITIZENSHIP, m.citizenship),
    '', // decree of citizenship
    has(m.birthCertificate),
    m.birthCertificate ?? '',
    code(m.bloodType),
    code(m.religion),
    '', // organisation of belief
    maritalCode(m),
    has(m.marriageCertificate),
    m.marriageCertificate ?? '',
    day(m.marriedOn),
    has(m.divorceCertificate),
    m.divorceCertificate ?? '',
    day(m.divorcedOn),
    code(m.relation),
    m.disability === null ? '' : disabled ? '2' : '1',
    disabled ? word(DISABILITY, m.disability) : '',
    code(m.education),
    code(m.occupation),
    m.stayPermit ?? '',
    ...['', '', '', '', ''], // permit's place and days, first arrival: for foreigners
    m.motherNik ?? '',
    m.motherName,
    m.fatherNik ?? '',
    m.fatherName,
  ];
}

const membersOf = ({ family }: FormFacts): readonly FormMember[] => family?.members ?? [];
const withSpare = <T>(rows: T[], spare: T): T[] => [
  ...rows,
  ...Array.from({ length: Math.max(0, rowsOfForm - rows.length) }, () => spare),
];

export function f101(facts: FormFacts) {
  const members = membersOf(facts).map(columnsOf);
  return {
    head: facts.family?.headName ?? facts.subject.headName,
    ...homeOf(facts),
    phone: phoneOf(facts),
    email: facts.family?.email ?? '',
    count: padded(members.length || null, 2),
    place: placeOf(facts),
    members: withSpare(
      members,
      Array.from({ length: 40 }, () => ''),
    ),
  };
}

/**
 * What is applied for, by the answer to `request`: its place in the table of F-1.02, and the reason
 * on the two forms of the old series (1, 2 or 3).
 */
const applications: Readonly<Record<string, { row: string; reason: string }>> = {
  'kk-keluarga-baru': { row: 'kk-1', reason: '1' },
  'kk-ganti-kepala': { row: 'kk-2', reason: '3' },
  'kk-pisah': { row: 'kk-3', reason: '1' },
  'kk-datang': { row: 'kk-4', reason: '3' },
  'kk-dari-luar-negeri': { row: 'kk-5', reason: '3' },
  'kk-rentan': { row: 'kk-6', reason: '3' },
  'kk-hilang': { row: 'kk-lost', reason: '2' },
  'kk-rusak': { row: 'kk-broken', reason: '2' },
  'kk-menumpang': { row: 'kk-joining', reason: '1' },
  'kk-tambah': { row: 'kk-event', reason: '1' },
  'kk-kurang': { row: 'kk-event', reason: '2' },
  'kk-data': { row: 'kk-data', reason: '3' },
  'ktp-baru': { row: 'ktp-new', reason: '' },
  'ktp-datang': { row: 'ktp-arrived', reason: '' },
  'ktp-hilang': { row: 'ktp-lost', reason: '' },
  'ktp-rusak': { row: 'ktp-broken', reason: '' },
  'ktp-data': { row: 'change-ktp', reason: '' },
  'kia-baru': { row: 'kia-new', reason: '' },
  'kia-hilang': { row: 'kia-lost', reason: '' },
  'kia-rusak': { row: 'kia-broken', reason: '' },
  'kia-data': { row: 'change-kia', reason: '' },
};
const applied = (facts: FormFacts) =>
  applications[said(facts, 'request')] ?? { row: '', reason: '' };

export function f102(facts: FormFacts) {
  const { subject } = facts;
  return {
    name: subject.name,
    nik: longNumber(subject.nik),
    kk: longNumber(subject.kkNumber),
    chosen: applied(facts).row,
  };
}

/** The elements that F-1.06 names; anything else is written into its last row. */
const elements = ['pendidikan', 'pekerjaan', 'agama'];

export function f106(facts: FormFacts) {
  const { subject } = facts;
  const changes = Array.from({ length: lastItem('changes', facts.answers) }, (_, index) => {
    const at = (key: string) => said(facts, `changes.${index + 1}.${key}`);
    const change = {
      other: at('element.other'),
      person: at('person'),
      before: at('before'),
      after: at('after'),
      basis: at('basis'),
    };
    return { element: at('element'), change };
  });
  const those = (fit: (element: string) => boolean) =>
    changes.filter(({ element }) => fit(element)).map(({ change }) => change);
  return {
    name: subject.name,
    nik: longNumber(subject.nik),
    kk: longNumber(subject.kkNumber),
    address: subject.address,
    members: membersOf(facts).map(({ name, relation }) => ({
      name,
      relation: word(FAMILY_RELATION, relation),
    })),
    education: those((element) => element === 'pendidikan'),
    occupation: those((element) => element === 'pekerjaan'),
    religion: those((element) => element === 'agama'),
    others: those((element) => !elements.includes(element)),
  };
}

/** The members as the old forms and those of moving list them. */
export interface ListedMember {
  nik: Boxes;
  name: string;
  /** Their relation to the head, as a code in two boxes. */
  relation: Boxes;
}

export const listed = ({
  nik,
  name,
  relation,
}: {
  nik: string;
  name: string;
  relation: number | null;
}): ListedMember => ({
  nik: longNumber(nik),
  name,
  relation: padded(relation, 2),
});
export const listedRows = (rows: ListedMember[]): ListedMember[] =>
  withSpare(rows, listed({ nik: '', name: '', relation: null }));

/** What both of the old series say. */
const oldCardForm = (facts: FormFacts) => ({
  place: placeOf(facts),
  name: facts.subject.name,
  nik: longNumber(facts.subject.nik),
  ...withHamlet(homeOf(facts)),
  phone: phoneOf(facts),
  reason: applied(facts).reason,
  count: padded(membersOf(facts).length || null, 2),
  members: listedRows(membersOf(facts).map(listed)),
});

export const f115 = (facts: FormFacts) => ({
  ...oldCardForm(facts),
  previousKk: longNumber(said(facts, 'previousKk') || facts.subject.kkNumber),
});

export const f116 = (facts: FormFacts) => ({
  ...oldCardForm(facts),
  head: facts.family?.headName ?? facts.subject.headName,
  kk: longNumber(facts.subject.kkNumber),
  note: said(facts, 'requestNote'),
});
