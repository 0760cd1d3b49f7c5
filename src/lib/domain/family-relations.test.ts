import { expect, test } from 'vitest';
import { relationOfNewborn, relationsUnder, type RelatedMember } from './family-relations.ts';

const person = (
  id: string,
  relation: number,
  more: Partial<RelatedMember> = {},
): RelatedMember => ({
  id,
  name: id.toUpperCase(),
  sex: 1,
  relation,
  fatherName: '',
  motherName: '',
  ...more,
});
const under = (head: string, ...members: RelatedMember[]) =>
  Object.fromEntries(relationsUnder(head, members));

test('the widow heads the family: children stay children, her parents-in-law become that', () => {
  expect(
    under(
      'ibu',
      person('ibu', 3, { sex: 2 }),
      person('anak', 4),
      person('kakek', 7),
      person('oma', 8),
    ),
  ).toEqual({ ibu: 1, anak: 4, kakek: 8, oma: 7 });
});

test('a husband who hands over becomes husband, a wife wife', () => {
  expect(under('ibu', person('ayah', 1), person('ibu', 3, { sex: 2 }))).toEqual({
    ayah: 2,
    ibu: 1,
  });
  expect(under('ayah', person('ibu', 1, { sex: 2 }), person('ayah', 2))).toEqual({
    ibu: 3,
    ayah: 1,
  });
});

test('a child heads the family: the parent that is left is a parent, brothers and sisters are kin', () => {
  expect(
    under(
      'anak',
      person('ibu', 3, { sex: 2 }),
      person('anak', 4),
      person('adik', 4),
      person('bibi', 10),
    ),
  ).toEqual({ ibu: 7, anak: 1, adik: 9, bibi: 10 });
});

test('whose parent somebody is, their names tell', () => {
  expect(
    under(
      'anak',
      person('anak', 4),
      person('cucu', 6, { fatherName: 'ANAK' }),
      person('keponakan', 6, { fatherName: 'LAIN' }),
    ),
  ).toEqual({ anak: 1, cucu: 4, keponakan: 9 });
});

test('nobody heads a family that they are not in', () => {
  expect(() => relationsUnder('x', [person('a', 1)])).toThrow(RangeError);
});

test('a newborn is child of the head, or grandchild by the head’s child', () => {
  expect([1, 2, 3, 4, 5, 9, null].map(relationOfNewborn)).toEqual([4, 4, 4, 6, 6, 9, 9]);
});
