import { formatDateLong, weekdayName } from '../dates-id.ts';
import { codeFrom, SEX } from '../reference-codes.ts';
import {
  birthOf,
  type FormFacts,
  type FormPerson,
  personAt,
  personsAt,
  said,
  subjectPerson,
} from './form-facts.ts';

/** The forms of a marriage before the KUA (N1 to N6), and the two statements that go with them. */

/** Somebody on the lines of these forms; '' leaves a line to write on. */
export interface LinedPerson {
  name: string;
  /** Their father: bin or binti whom. */
  father: string;
  nik: string;
  birth: string;
  citizenship: string;
  religion: string;
  occupation: string;
  address: string;
}

const lined = (person: FormPerson, father = person.fatherName): LinedPerson => ({
  name: person.name,
  father,
  nik: person.nik,
  birth: birthOf(person),
  citizenship: person.citizenship,
  religion: person.religion,
  occupation: person.occupation,
  address: person.address,
});

const isMan = ({ sex }: { sex: string }) => codeFrom(SEX, sex) === 1;

/** The subject's own father: as the form asked, or as the register has him. */
const fatherName = (facts: FormFacts) =>
  said(facts, 'father.name') || facts.subject.fatherName || '';

const ownLines = (facts: FormFacts) => lined(subjectPerson(facts), fatherName(facts));

/** A parent of the subject: as answered; the name at least as in the register. */
function parent(facts: FormFacts, which: 'father' | 'mother'): LinedPerson {
  const known = which === 'father' ? facts.subject.fatherName : facts.subject.motherName;
  const asked = lined(personAt(facts, which));
  return { ...asked, name: asked.name || known };
}

/** "Jejaka", "Beristri 1 (satu)" …: what somebody is before this marriage; '' where not known. */
export function statusWord(status: string, man: boolean, wives: string): string {
  switch (status) {
    case 'belum':
      return man ? 'Jejaka' : 'Perawan';
    case 'cerai-hidup':
      return man ? 'Duda (cerai hidup)' : 'Janda (cerai hidup)';
    case 'cerai-mati':
      return man ? 'Duda (cerai mati)' : 'Janda (cerai mati)';
    case 'beristri':
      return man ? ['Beristri', wives].filter(Boolean).join(' ') : '';
    default:
      return '';
  }
}

/** Where and when it is to be: '' for what is not yet fixed. */
const akad = (facts: FormFacts) => {
  const on = said(facts, 'akadOn');
  return {
    day: on && weekdayName(on),
    date: on && formatDateLong(on),
    time: said(facts, 'akadAt').replace(':', '.'),
    place: said(facts, 'akadPlace'),
  };
};

/** The two who want to marry, man first, whichever of them the letter is about. */
function couple(facts: FormFacts): { husband: LinedPerson; wife: LinedPerson } {
  const own = ownLines(facts);
  const partner = lined(personAt(facts, 'partner'));
  return isMan(facts.subject) ? { husband: own, wife: partner } : { husband: partner, wife: own };
}

export function n1(facts: FormFacts) {
  const man = isMan(facts.subject);
  const status = statusWord(said(facts, 'ownStatus'), man, said(facts, 'wifeNumber'));
  return {
    subject: ownLines(facts),
    sex: facts.subject.sex,
    // The line of the other sex is struck out, as is done by pen.
    statusOfMan: man ? status : '-',
    statusOfWoman: man ? '-' : status,
    formerSpouse:
      said(facts, 'formerSpouse.name') || (said(facts, 'ownStatus') === 'belum' ? '-' : ''),
    father: { ...parent(facts, 'father'), father: '' },
    mother: { ...parent(facts, 'mother'), father: '' },
  };
}

export function n2(facts: FormFacts) {
  const { husband, wife } = couple(facts);
  return {
    kua: said(facts, 'kua') || facts.village.district.replace(/^Kecamatan\s+/i, ''),
    husband: husband.name,
    wife: wife.name,
    akad: akad(facts),
    applicant: facts.subject.name,
  };
}

export const n4 = (facts: FormFacts) => couple(facts);

export function n5(facts: FormFacts) {
  return {
    father: parent(facts, 'father'),
    mother: parent(facts, 'mother'),
    child: ownLines(facts),
    childIsMan: isMan(facts.subject),
    partner: lined(personAt(facts, 'partner')),
    partnerIsMan: !isMan(facts.subject),
  };
}

export function n6(facts: FormFacts) {
  const man = isMan(facts.subject);
  const diedOn = said(facts, 'diedOn');
  return {
    deceased: lined(personAt(facts, 'formerSpouse')),
    deceasedIsMan: !man,
    diedOn: diedOn && formatDateLong(diedOn),
    diedAt: said(facts, 'diedAt'),
    survivor: ownLines(facts),
    survivorIsMan: man,
  };
}

export function sps(facts: FormFacts) {
  const man = isMan(facts.subject);
  return {
    subject: ownLines(facts),
    man,
    status: statusWord(said(facts, 'ownStatus'), man, said(facts, 'wifeNumber')),
    witnesses: twoWitnesses(facts).map(({ name }) => name),
  };
}

export function swn(facts: FormFacts) {
  const relation = said(facts, 'waliRelation');
  const { husband, wife } = couple(facts);
  const { name, father, nik, birth, address } = husband;
  return {
    wali: lined(personAt(facts, 'wali')),
    relation: waliRelations[relation] ?? said(facts, 'waliRelation.other'),
    wife,
    husband: { name, father, nik, birth, address },
    akad: akad(facts),
    dowry: said(facts, 'dowry'),
  };
}

/** Who may give a bride in marriage, in the order of Islamic law (KHI article 21); by answer. */
const waliRelations: Readonly<Record<string, string>> = {
  ayah: 'Ayah kandung',
  kakek: 'Kakek dari pihak ayah',
  'saudara-kandung': 'Saudara laki-laki kandung',
  'saudara-seayah': 'Saudara laki-laki seayah',
  keponakan: 'Anak laki-laki dari saudara laki-laki',
  paman: 'Paman dari pihak ayah',
  hakim: 'Wali hakim',
};

/** The two who witness a statement; empty lines for who is missing. */
export function twoWitnesses(facts: FormFacts): { name: string; nik: string }[] {
  const known = personsAt(facts, 'witnesses');
  return [0, 1].map((place) => ({ name: known[place]?.name ?? '', nik: known[place]?.nik ?? '' }));
}
