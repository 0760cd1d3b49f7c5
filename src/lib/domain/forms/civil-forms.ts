import { formatDateLong, weekdayName } from '../dates-id.ts';
import { DEATH_ATTENDANT, DEATH_CAUSE } from '../event-rules.ts';
import {
  BIRTH_ATTENDANT,
  BIRTH_FACILITY,
  BIRTH_KIND,
  CITIZENSHIP,
  codeFrom,
  EDUCATION,
  labelOf,
  MARITAL_STATUS,
  OCCUPATION,
  RELIGION,
  SEX,
} from '../reference-codes.ts';
import { type Boxes, boxes, dayBoxes, longNumber, padded } from './form-boxes.ts';
import {
  codeIn,
  type FormFacts,
  type FormPerson,
  personAt,
  personsAt,
  said,
  subjectPerson,
} from './form-facts.ts';
import { twoWitnesses } from './marriage-forms.ts';

/** The forms of civil registration: F-2.01 in its four uses, F-2.03, F-2.04, and F-2.12 before them. */

/** "WNI", as these forms abbreviate it; other words as they are. */
function nationality(word: string): string {
  const code = codeFrom(CITIZENSHIP, word);
  return code === undefined ? word : labelOf(CITIZENSHIP, code);
}

/** Where it is reported. */
const officeOf = ({ village }: FormFacts) => ({
  village: village.name,
  district: village.district,
  regency: village.regency,
  code: boxes(village.regionCode.replace(/\D/g, ''), 10),
});

/** Somebody as F-2.01 names them: the reporter, whom the deed is about, a witness. */
export interface NamedPerson {
  name: string;
  nik: Boxes;
  kk: Boxes;
  citizenship: string;
}

const named = (person: FormPerson): NamedPerson => ({
  name: person.name,
  nik: longNumber(person.nik),
  kk: longNumber(person.kkNumber),
  citizenship: nationality(person.citizenship),
});

const parentOf = (person: FormPerson, known = '') => ({
  ...named({ ...person, name: person.name || known }),
  birthPlace: person.birthPlace,
  birthDate: dayBoxes(person.birthDate),
});

/** The number of a choice: of the list's words, or of the answer's own. */
const chosen = (facts: FormFacts, key: string, list: Parameters<typeof codeIn>[0]) =>
  codeIn(list, said(facts, key));

const nobody: NamedPerson = named(personAt({ answers: {} }, '-'));

/** What every use of F-2.01 begins and ends with. */
function report(facts: FormFacts, kind: 'birth' | 'stillbirth' | 'marriage' | 'death') {
  const witnesses = personsAt(facts, 'witnesses').map(named);
  return {
    kind,
    place: officeOf(facts),
    reporter: named(personAt(facts, 'reporter')),
    first: nobody,
    second: nobody,
    witnesses: [witnesses[0] ?? nobody, witnesses[1] ?? nobody],
    father: parentOf(personAt(facts, 'father')),
    mother: parentOf(personAt(facts, 'mother')),
    birth: null as ReturnType<typeof birth> | null,
    stillbirth: null as ReturnType<typeof stillbirth> | null,
    marriage: null as ReturnType<typeof marriage> | null,
    death: null as ReturnType<typeof death> | null,
  };
}

/** What a birth and a stillbirth ask alike. */
const anyBirth = (facts: FormFacts) => ({
  sex: chosen(facts, 'childSex', SEX),
  on: dayBoxes(said(facts, 'occurredOn')),
  kind: chosen(facts, 'birthKind', BIRTH_KIND),
  order: padded(said(facts, 'birthOrder'), 2),
  facility: chosen(facts, 'birthFacility', BIRTH_FACILITY),
  attendant: chosen(facts, 'birthAttendant', BIRTH_ATTENDANT),
  town: said(facts, 'birthPlace'),
});

function birth(facts: FormFacts) {
  const on = said(facts, 'occurredOn');
  return {
    ...anyBirth(facts),
    name: said(facts, 'childName'),
    weekday: on && weekdayName(on),
    time: boxes(said(facts, 'birthTime').replace(':', ''), 4),
    weight: said(facts, 'birthWeight'),
    length: said(facts, 'birthLength'),
  };
}

/** Who says that a child was stillborn, in the form's order. */
const judges = ['dokter', 'bidan', 'tenaga-kesehatan', 'kepolisian', 'lainnya'];

const stillbirth = (facts: FormFacts) => ({
  ...anyBirth(facts),
  pregnancy: said(facts, 'pregnancy'),
  cause: said(facts, 'stillbirthCause'),
  determinedBy: String(judges.indexOf(said(facts, 'determinedBy')) + 1 || ''),
});

const isMan = (facts: FormFacts) => codeFrom(SEX, facts.subject.sex) === 1;
const statusBefore: Readonly<Record<string, string>> = {
  beristri: '1',
  belum: '2',
  'cerai-hidup': '3',
  'cerai-mati': '4',
};

/** Both sides of a marriage as the forms of civil registration call them. */
function sides(facts: FormFacts) {
  const { subject } = facts;
  const own = {
    self: subjectPerson(facts),
    status: said(facts, 'ownStatus'),
    order: said(facts, 'marriageOrder'),
    father: { ...personAt(facts, 'father') },
    mother: { ...personAt(facts, 'mother') },
  };
  own.father.name ||= subject.fatherName;
  own.mother.name ||= subject.motherName;
  const other = {
    self: personAt(facts, 'partner'),
    status: said(facts, 'partnerStatus'),
    order: said(facts, 'partnerMarriageOrder'),
    father: personAt(facts, 'partnerFather'),
    mother: personAt(facts, 'partnerMother'),
  };
  return isMan(facts) ? { husband: own, wife: other } : { husband: other, wife: own };
}

function marriage(facts: FormFacts) {
  const { husband, wife } = sides(facts);
  const parents = ({ father, mother }: typeof husband) => ({
    father: { name: father.name, nik: longNumber(father.nik) },
    mother: { name: mother.name, nik: longNumber(mother.nik) },
  });
  return {
    husband: parents(husband),
    wife: parents(wife),
    status: statusBefore[said(facts, 'ownStatus')] ?? '',
    order: padded(said(facts, 'marriageOrder'), 1),
    wifeNumber: padded(said(facts, 'wifeNumber'), 1),
    blessedOn: dayBoxes(said(facts, 'blessedOn')),
    religion: codeIn(RELIGION, facts.subject.religion),
    beliefBody: said(facts, 'beliefBody'),
    religiousLeader: said(facts, 'religiousLeader'),
  };
}

const death = (facts: FormFacts) => ({
  nik: longNumber(facts.subject.nik),
  name: facts.subject.name,
  on: dayBoxes(said(facts, 'occurredOn')),
  time: boxes(said(facts, 'time').replace(':', ''), 4),
  cause: chosen(facts, 'cause', DEATH_CAUSE),
  place: said(facts, 'place'),
  attendant: chosen(facts, 'attendant', DEATH_ATTENDANT),
});

export const f201Birth = (facts: FormFacts) => ({
  ...report(facts, 'birth'),
  first: { ...nobody, name: said(facts, 'childName'), kk: longNumber(facts.subject.kkNumber) },
  birth: birth(facts),
});

export const f201Stillbirth = (facts: FormFacts) => ({
  ...report(facts, 'stillbirth'),
  stillbirth: stillbirth(facts),
});

export function f201Marriage(facts: FormFacts) {
  const { husband, wife } = sides(facts);
  return {
    ...report(facts, 'marriage'),
    // The parents of both stand in the part about the marriage.
    father: null,
    mother: null,
    reporter: named(subjectPerson(facts)),
    first: named(husband.self),
    second: named(wife.self),
    marriage: marriage(facts),
  };
}

export const f201Death = (facts: FormFacts) => ({
  ...report(facts, 'death'),
  first: named(subjectPerson(facts)),
  father: parentOf(personAt(facts, 'father'), facts.subject.fatherName),
  mother: parentOf(personAt(facts, 'mother'), facts.subject.motherName),
  death: death(facts),
});

const declarer = (person: FormPerson) => ({
  name: person.name,
  nik: person.nik,
  birth: [person.birthPlace, person.birthDate && formatDateLong(person.birthDate)]
    .filter(Boolean)
    .join(', '),
  occupation: person.occupation,
  address: person.address,
});

const parentLine = ({ name, nik, address }: FormPerson) => ({ name, nik, address });

export function f203(facts: FormFacts) {
  const on = said(facts, 'occurredOn');
  const attendant = codeFrom(BIRTH_ATTENDANT, said(facts, 'birthAttendant'));
  return {
    declarer: declarer(personAt(facts, 'reporter')),
    child: {
      name: said(facts, 'childName'),
      birth: [said(facts, 'birthPlace'), on && formatDateLong(on)].filter(Boolean).join(', '),
      order: said(facts, 'birthOrder'),
    },
    attendant: attendant === undefined ? '' : labelOf(BIRTH_ATTENDANT, attendant),
    father: parentLine(personAt(facts, 'father')),
    mother: parentLine(personAt(facts, 'mother')),
    witnesses: twoWitnesses(facts),
  };
}

export const f204 = (facts: FormFacts) => ({
  declarer: declarer(personAt(facts, 'reporter')),
  husband: declarer(personAt(facts, 'father')),
  wife: declarer(personAt(facts, 'mother')),
  witnesses: twoWitnesses(facts),
});

/** A parent or a witness as F-2.12 asks for them … */
const relative = (person: FormPerson) => ({
  name: person.name,
  nik: longNumber(person.nik),
  birthPlace: person.birthPlace,
  birthDate: dayBoxes(person.birthDate),
  address: person.address,
  religion: codeIn(RELIGION, person.religion),
  occupation: padded(codeIn(OCCUPATION, person.occupation) || null, 2),
});

/** … and husband or wife. */
const spouse = (person: FormPerson) => ({
  ...relative(person),
  kk: longNumber(person.kkNumber),
  education: codeIn(EDUCATION, person.education),
  citizenship: nationality(person.citizenship),
});

export function f212(facts: FormFacts) {
  const side = ({ self, status, order, father, mother }: ReturnType<typeof sides>['husband']) => ({
    self: spouse(self),
    status: codeIn(MARITAL_STATUS, statusWords[status] ?? ''),
    order: padded(order, 2),
    father: relative(father),
    mother: relative(mother),
  });
  const { husband, wife } = sides(facts);
  const witnesses = personsAt(facts, 'witnesses');
  return {
    place: officeOf(facts),
    husband: side(husband),
    wife: side(wife),
    wifeNumber: padded(said(facts, 'wifeNumber'), 2),
    witnesses: [0, 1].map((at) => relative(witnesses[at] ?? personAt({ answers: {} }, '-'))),
    blessedOn: dayBoxes(said(facts, 'blessedOn')),
    beliefBody: said(facts, 'beliefBody'),
    religiousLeader: said(facts, 'religiousLeader'),
  };
}

/** An answer about the status before, in the register's words. */
const statusWords: Readonly<Record<string, string>> = {
  belum: 'Belum kawin',
  beristri: 'Kawin',
  'cerai-hidup': 'Cerai hidup',
  'cerai-mati': 'Cerai mati',
};
