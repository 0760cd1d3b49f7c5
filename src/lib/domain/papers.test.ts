import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HeldPaper,
  mayOffer,
  offeredUntil,
  paperNames,
  paperOf,
  papers,
  type PaperWish,
} from './papers.ts';

const takenAt = new Date('2026-08-03T02:00:00Z');
const at = new Date('2026-11-23T02:00:00Z');
const wish: PaperWish = {
  subjectId: 'siti',
  familyId: 'kk-1',
  applicantId: 'siti',
  opensRecord: true,
  opensCard: true,
};
const held = (change: Partial<HeldPaper> = {}): HeldPaper => ({
  paper: 'idCard',
  takenAt,
  subjectId: 'siti',
  familyId: 'kk-1',
  applicantId: 'siti',
  ...change,
});

test('a requirement asks for a paper by its key, or says which', () => {
  expect(paperOf({ key: 'idCard' })).toBe('idCard');
  expect(paperOf({ key: 'parentsCard', paper: 'familyCard' })).toBe('familyCard');
  expect(paperOf({ key: 'statement' })).toBeUndefined();
  expect(paperOf({ key: 'toString' })).toBeUndefined();
});

describe('a paper is offered again', () => {
  test('to whoever brought it, for the person it is about', () => {
    expect(mayOffer(held(), wish, at)).toBe(true);
    expect(mayOffer(held(), { ...wish, opensRecord: false }, at)).toBe(true);
  });

  test('to others only where they may open that record', () => {
    const brought = held({ applicantId: 'saleh' });
    expect(mayOffer(brought, wish, at)).toBe(true);
    expect(mayOffer(brought, { ...wish, opensRecord: false }, at)).toBe(false);
  });

  test('never as that of somebody else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paperNames.filter((name) => papers[name].whose === 'person')),
        fc.string(),
        fc.boolean(),
        (paper, subjectId, brought) => {
          fc.pre(subjectId !== wish.subjectId);
          const other = held({ paper, subjectId, applicantId: brought ? 'siti' : subjectId });
          expect(mayOffer(other, wish, at)).toBe(false);
        },
      ),
    );
  });

  test('as the family’s card only in the family that it was the card of', () => {
    const card = held({ paper: 'familyCard', subjectId: 'saleh', applicantId: 'saleh' });
    expect(mayOffer(card, wish, at)).toBe(true);
    expect(mayOffer(card, { ...wish, opensCard: false }, at)).toBe(false);
    expect(mayOffer({ ...card, familyId: 'kk-2' }, wish, at)).toBe(false);
    expect(mayOffer({ ...card, familyId: null }, { ...wish, familyId: null }, at)).toBe(false);
  });

  test('to an officer whoever brought it', () => {
    const officer = { ...wish, applicantId: null };
    expect(mayOffer(held({ applicantId: null }), officer, at)).toBe(true);
    expect(mayOffer(held({ applicantId: null }), { ...officer, opensRecord: false }, at)).toBe(
      false,
    );
  });

  test('until it is too old', () => {
    for (const paper of paperNames) {
      const last = offeredUntil(paper, takenAt);
      expect(mayOffer(held({ paper }), wish, last)).toBe(true);
      expect(mayOffer(held({ paper }), wish, new Date(last.getTime() + 1))).toBe(false);
    }
    expect(mayOffer(held({ paper: 'statement' }), wish, takenAt)).toBe(false);
  });
});
