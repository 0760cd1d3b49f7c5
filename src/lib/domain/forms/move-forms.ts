import { codeFrom, FAMILY_RELATION } from '../reference-codes.ts';
import { MOVE_SCOPE } from '../event-rules.ts';
import { boxes, dayBoxes, longNumber, padded } from './form-boxes.ts';
import {
  homeOf,
  type ListedMember,
  listed,
  listedRows,
  phoneOf,
  placeOf,
  withHamlet,
} from './family-forms.ts';
import { type FormFacts, personsAt, said } from './form-facts.ts';

/** The forms of moving away: F-1.03, and F-1.08, F-1.25 and F-1.27 before it. */

/** The number of an answer in a form's list of choices; '' for one that the list does not have. */
const numberIn = (answers: readonly string[], answer: string): string => {
  const place = answers.indexOf(answer);
  return place < 0 ? '' : String(place + 1);
};

/** Why somebody moves, in the order of the forms; the last is "Lainnya". */
const reasons = [
  'pekerjaan',
  'pendidikan',
  'keamanan',
  'kesehatan',
  'perumahan',
  'keluarga',
  'lain',
] as const;
/** Who moves. */
const kinds = ['kepala', 'seluruh', 'sebagian', 'anggota'] as const;
/** What becomes of the card's number; which of them a form offers differs. */
const numpang = 'numpang';
const baru = 'baru';
const tetap = 'tetap';
const nobody = 'tidak-ada';

/** Those who move, the subject first, each with the code of the relation to the head. */
function movers(facts: FormFacts): ListedMember[] {
  const { subject, family } = facts;
  const relationOf = ({ nik, name }: { nik: string; name: string }) =>
    family?.members.find((member) => (nik !== '' && member.nik === nik) || member.name === name)
      ?.relation ?? null;
  const own = codeFrom(FAMILY_RELATION, subject.relation) ?? null;
  const followers = personsAt(facts, 'followers').filter(({ nik }) => nik !== subject.nik);
  return [
    listed({ nik: subject.nik, name: subject.name, relation: own }),
    ...followers.map((one) => listed({ nik: one.nik, name: one.name, relation: relationOf(one) })),
  ];
}

/** Where the mover goes, as far as known. */
const goalOf = (facts: FormFacts) => ({
  address: said(facts, 'destination'),
  hamlet: said(facts, 'destinationHamlet'),
  rt: padded(said(facts, 'destinationRt'), 3),
  rw: padded(said(facts, 'destinationRw'), 3),
  village: said(facts, 'destinationVillage'),
  district: said(facts, 'destinationDistrict'),
  regency: said(facts, 'destinationRegency'),
  province: said(facts, 'destinationProvince'),
  postcode: boxes(said(facts, 'destinationPostcode'), 5),
});

/** What all of them ask; the answers in `staying` and `moving` are those that the form offers. */
function move(facts: FormFacts, staying: readonly string[], moving: readonly string[]) {
  const { subject } = facts;
  return {
    name: subject.name,
    kk: longNumber(subject.kkNumber),
    reason: numberIn(reasons, said(facts, 'reason')),
    otherReason: said(facts, 'reason.other'),
    kind: numberIn(kinds, said(facts, 'moveKind')),
    staying: numberIn(staying, said(facts, 'stayingKk')),
    moving: numberIn(moving, said(facts, 'movingKk')),
    movers: listedRows(movers(facts)),
  };
}

/** How far it goes, in the numbering of the forms: moving within the village is their first. */
function scopeOf(facts: FormFacts): string {
  const scope = codeFrom(MOVE_SCOPE, said(facts, 'scope'));
  return scope === undefined ? '' : String(scope + 1);
}

/** The village in names, without the parts of its code. */
function namedPlace({ village }: FormFacts) {
  const { name, district, regency, province, postalCode } = village;
  return { village: name, district, regency, province, postcode: boxes(postalCode, 5) };
}

const headOf = ({ family, subject }: FormFacts) => family?.headName ?? subject.headName;

/** What F-1.03 and F-1.08 ask alike. */
const nowadays = (facts: FormFacts) => ({
  place: namedPlace(facts),
  home: withHamlet(homeOf(facts)),
  to: withHamlet(goalOf(facts)),
  scope: scopeOf(facts),
  on: dayBoxes(said(facts, 'occurredOn')),
});

export const f103 = (facts: FormFacts) => ({
  ...move(facts, [numpang, baru], [numpang, baru]),
  ...nowadays(facts),
  nik: longNumber(facts.subject.nik),
});

export const f108 = (facts: FormFacts) => ({
  ...move(facts, [numpang, baru, nobody, tetap], [numpang, baru, tetap]),
  ...nowadays(facts),
  head: headOf(facts),
  phone: phoneOf(facts),
});

export const f125 = (facts: FormFacts) => ({
  ...move(facts, [numpang, baru, tetap], [numpang, baru, tetap]),
  place: placeOf(facts),
  home: homeOf(facts),
  to: goalOf(facts),
  nik: longNumber(facts.subject.nik),
  head: headOf(facts),
  phone: phoneOf(facts),
});
