import { ageOn } from '#lib/domain/dates-id.ts';
import type { Person } from '../person.ts';

/** From this age on one sees who else stands in one's KK, as one may ask letters for them. */
const adult = 17;
/** Codes of FAMILY_RELATION: head, husband, wife. */
const headOrSpouse: readonly (number | null)[] = [1, 2, 3];

/**
 * In what capacity someone looks at a record: `family` sees what stands on the family card,
 * `guardian` a minor's papers and insurance too, `own` contacts and health as well.
 */
export type Audience = 'family' | 'guardian' | 'own';

const isGrown = (person: Pick<Person, 'birthDate'>, today: string) =>
  person.birthDate !== null && ageOn(person.birthDate, today) >= adult;

/**
 * What someone may see of the family they belong to: adults the names in their KK; head and spouse
 * each member's data too (of children nobody else speaks for them).
 * @param today the village's day, 'YYYY-MM-DD'
 */
export function familyRights(
  person: Pick<Person, 'birthDate' | 'relation' | 'familyId'>,
  today: string,
): { seesMembers: boolean; opensMembers: boolean } {
  const seesMembers = isGrown(person, today) && person.familyId !== null;
  return { seesMembers, opensMembers: seesMembers && headOrSpouse.includes(person.relation) };
}

/** In what capacity head or spouse look at a member of their family. */
export const audienceOf = (member: Pick<Person, 'birthDate'>, today: string): Audience =>
  isGrown(member, today) ? 'family' : 'guardian';
