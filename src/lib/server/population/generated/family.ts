import { standingAt } from './life.ts';
import { makeName } from './names.ts';
import type { Random } from './random.ts';

/** A made-up member of a made-up family, before numbers are given out. */
export interface Member {
  name: string;
  sex: 1 | 2;
  /** `YYYY-MM-DD` */
  birthDate: string;
  /** Code of the relation to the family's head. */
  relation: number;
  maritalStatus: number;
  education: number;
  schooling: number;
  occupation: number;
  /** Parents who live in the same family; the others get names only. */
  father?: Member;
  mother?: Member;
}

type Shape =
  'parents' | 'three-generations' | 'widow' | 'divorced' | 'old-couple' | 'single' | 'joined';

const SHAPES: readonly (readonly [Shape, number])[] = [
  ['parents', 62],
  ['three-generations', 8],
  ['widow', 8],
  ['divorced', 4],
  ['old-couple', 7],
  ['single', 6],
  ['joined', 5],
];

const [HEAD, WIFE, CHILD, IN_LAW_CHILD, GRANDCHILD, PARENT, PARENT_IN_LAW, KIN] = [
  1, 3, 4, 5, 6, 7, 8, 9,
];
const [UNMARRIED, MARRIED, DIVORCED, WIDOWED] = [1, 2, 3, 4];

/**
 * A family of one of the shapes found in a village, head first. Ages fit: parents are 18 to 42
 * years older than their children, spouses are grown up, pupils are unmarried.
 * @param asOf the day, `YYYY-MM-DD`, on which everyone has the age meant
 */
export function makeFamily(random: Random, asOf: string): Member[] {
  const year = Number(asOf.slice(0, 4));

  const born = (age: number): string => {
    const day = new Date(
      Date.parse(asOf) - Math.floor((age + random.next()) * 365.2425) * 86_400_000,
    );
    return day.toISOString().slice(0, 10);
  };
  const person = (sex: 1 | 2, age: number, relation: number, maritalStatus: number): Member => ({
    name: makeName(random, sex),
    sex,
    birthDate: born(age),
    relation,
    maritalStatus,
    ...standingAt(random, age, sex, maritalStatus !== UNMARRIED),
  });
  const ageOf = (member: Member) => year - Number(member.birthDate.slice(0, 4));

  const couple = (husbandAge: number, relations: readonly [number, number]): [Member, Member] => {
    const wifeAge = Math.max(18, husbandAge - random.between(-2, 7));
    return [
      person(1, husbandAge, relations[0], MARRIED),
      person(2, wifeAge, relations[1], MARRIED),
    ];
  };
  const children = (mother: Member, father: Member | undefined, relation = CHILD!): Member[] => {
    const motherAge = ageOf(mother);
    const made: Member[] = [];
    let birthAge = random.between(20, 27);
    for (
      let wanted = random.weighted([
        [0, 6],
        [1, 24],
        [2, 40],
        [3, 22],
        [4, 8],
      ]);
      wanted > 0;
      wanted -= 1
    ) {
      const age = motherAge - birthAge - 1;
      birthAge += random.between(2, 6);
      if (age < 0 || birthAge > 42) break;
      // Those who have grown up have mostly married and moved to a family card of their own.
      if (age > 27 || (age > 21 && random.chance(0.5))) continue;
      const child = person(random.chance(0.51) ? 1 : 2, age, relation, UNMARRIED);
      child.mother = mother;
      if (father) child.father = father;
      made.push(child);
    }
    return made;
  };

  switch (random.weighted(SHAPES)) {
    case 'parents': {
      const [husband, wife] = couple(random.between(22, 62), [HEAD!, WIFE!]);
      const kin = random.chance(0.04) ? [person(2, random.between(15, 17), KIN!, UNMARRIED)] : [];
      return [husband, wife, ...children(wife, husband), ...kin];
    }
    case 'three-generations': {
      const [husband, wife] = couple(random.between(28, 48), [HEAD!, WIFE!]);
      const his = random.chance(0.5);
      const age = ageOf(his ? husband : wife) + random.between(20, 30);
      const elder = person(2, Math.min(age, 95), his ? PARENT! : PARENT_IN_LAW!, WIDOWED!);
      (his ? husband : wife).mother = elder;
      return [husband, wife, ...children(wife, husband), elder];
    }
    case 'widow': {
      const widow = person(2, random.between(35, 78), HEAD!, WIDOWED!);
      return [widow, ...children(widow, undefined)];
    }
    case 'divorced': {
      const divorced = person(random.chance(0.7) ? 2 : 1, random.between(24, 55), HEAD!, DIVORCED!);
      return divorced.sex === 2 ? [divorced, ...children(divorced, undefined)] : [divorced];
    }
    case 'old-couple':
      return couple(random.between(60, 88), [HEAD!, WIFE!]);
    case 'single':
      return [
        random.chance(0.5)
          ? person(1, random.between(20, 45), HEAD!, UNMARRIED!)
          : person(random.chance(0.6) ? 2 : 1, random.between(62, 92), HEAD!, WIDOWED!),
      ];
    case 'joined': {
      const [husband, wife] = couple(random.between(48, 66), [HEAD!, WIFE!]);
      const daughterAge = Math.min(ageOf(wife) - 20, 30);
      const daughter = person(2, Math.max(20, daughterAge), CHILD!, MARRIED!);
      daughter.mother = wife;
      daughter.father = husband;
      const sonInLaw = person(1, ageOf(daughter) + random.between(0, 5), IN_LAW_CHILD!, MARRIED!);
      const babies = children(daughter, sonInLaw, GRANDCHILD!);
      return [husband, wife, daughter, sonInLaw, ...babies];
    }
  }
}
