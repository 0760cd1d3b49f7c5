/** Relations in a family card, by the codes of FAMILY_RELATION. */
export const HEAD = 1;
const HUSBAND = 2;
const WIFE = 3;
const CHILD = 4;
const IN_LAW = 5;
const GRANDCHILD = 6;
const PARENT = 7;
const PARENT_IN_LAW = 8;
const KIN = 9;

/** A member of a family, as far as the relations among them need. */
export interface RelatedMember {
  id: string;
  name: string;
  sex: number;
  relation: number | null;
  fatherName: string;
  motherName: string;
}

const isSpouse = (relation: number | null) => relation === HUSBAND || relation === WIFE;

/**
 * What everybody is to a new head, as well as it can be told from what they were to the former one
 * and from the names of parents: a proposal, which the office looks over.
 * @returns relation codes by member, the new head's included
 */
export function relationsUnder(
  headId: string,
  members: readonly RelatedMember[],
): Map<string, number> {
  const head = members.find(({ id }) => id === headId);
  if (!head) throw new RangeError('The new head is no member of the family');
  return new Map(
    members.map((member) => [member.id, member === head ? HEAD : relationTo(head, member)]),
  );
}

function relationTo(head: RelatedMember, member: RelatedMember): number {
  if (isParentOf(head, member)) return CHILD;
  if (isParentOf(member, head)) return PARENT;
  const { relation } = member;
  // Servants and others are to nobody more than to another.
  if (relation !== null && relation >= 10) return relation;
  if (isSpouse(head.relation)) {
    if (relation === HEAD) return member.sex === 1 ? HUSBAND : WIFE;
    if (relation === PARENT) return PARENT_IN_LAW;
    if (relation === PARENT_IN_LAW) return PARENT;
    return relation ?? KIN;
  }
  if (head.relation === CHILD && (relation === HEAD || isSpouse(relation))) return PARENT;
  if (head.relation === PARENT && (relation === HEAD || isSpouse(relation))) return CHILD;
  if (head.relation === PARENT && relation === CHILD) return GRANDCHILD;
  return KIN;
}

const isParentOf = (parent: RelatedMember, child: RelatedMember) =>
  parent.name !== '' && parent.name === (parent.sex === 1 ? child.fatherName : child.motherName);

/** What a newborn is to the head of the family, by what its parent is. */
export function relationOfNewborn(parentRelation: number | null): number {
  if (parentRelation === HEAD || isSpouse(parentRelation)) return CHILD;
  return parentRelation === CHILD || parentRelation === IN_LAW ? GRANDCHILD : KIN;
}
