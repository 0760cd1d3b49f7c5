import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { respondentOf } from './survey-respondent.ts';
import {
  elementKeys,
  gradeOf,
  readScores,
  sampleNeeded,
  surveyElements,
  surveyIndex,
  type ElementKey,
  type Scores,
} from './survey.ts';

const score = fc.integer({ min: 1, max: 4 });
const answer: fc.Arbitrary<Scores> = fc.record(
  Object.fromEntries(elementKeys.map((key) => [key, score])) as Record<
    ElementKey,
    fc.Arbitrary<number>
  >,
);
const sumUp = (answers: Scores[]) => ({
  people: answers.length,
  sums: Object.fromEntries(
    elementKeys.map((key) => [key, answers.reduce((sum, one) => sum + one[key], 0)]),
  ) as Record<ElementKey, number>,
});
const allOf = (value: number) =>
  Object.fromEntries(elementKeys.map((key) => [key, value])) as unknown as Scores;

describe('the index of satisfaction', () => {
  test('the best answers make 100 and the worst 25, for any number of people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (people) => {
        const of = (value: number) =>
          surveyIndex(sumUp(Array.from({ length: people }, () => allOf(value))));
        expect(of(4)).toMatchObject({ index: 100, grade: { letter: 'A' } });
        expect(of(1)).toMatchObject({ index: 25, grade: { letter: 'D' } });
      }),
      { numRuns: 20 },
    );
  });

  test('it is the sum of the elements’ means, a ninth each, times 25', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 60 }), (answers) => {
        const { index, means } = surveyIndex(sumUp(answers))!;
        const bySteps = elementKeys.reduce((sum, key) => sum + means[key] / 9, 0) * 25;
        expect(index).toBeCloseTo(bySteps, 9);
        expect(index).toBeGreaterThanOrEqual(25);
        expect(index).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('neither who answers first nor the order of elements changes it; a better answer raises it', () => {
    fc.assert(
      fc.property(
        fc.array(answer, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...elementKeys),
        (answers, key) => {
          const before = surveyIndex(sumUp(answers))!.index;
          expect(surveyIndex(sumUp([...answers].reverse()))!.index).toBe(before);
          const [first, ...rest] = answers as [Scores, ...Scores[]];
          fc.pre(first[key] < 4);
          const better = surveyIndex(sumUp([{ ...first, [key]: first[key] + 1 }, ...rest]))!.index;
          expect(better).toBeGreaterThan(before);
        },
      ),
    );
  });

  test('nobody answered: there is none', () => {
    expect(surveyIndex({ people: 0, sums: allOf(0) })).toBeUndefined();
  });
});

test.each([
  [100, 'A'],
  [88.31, 'A'],
  [88.305, 'A'],
  [88.3, 'B'],
  [76.61, 'B'],
  [76.6, 'C'],
  [65, 'C'],
  [64.99, 'D'],
  [25, 'D'],
])('an index of %f is grade %s', (index, letter) => {
  expect(gradeOf(index).letter).toBe(letter);
});

test('grades leave no gap', () => {
  fc.assert(
    fc.property(fc.double({ min: 25, max: 100, noNaN: true }), (index) => {
      expect('ABCD').toContain(gradeOf(index).letter);
    }),
  );
});

// Krejcie and Morgan's table as it is printed.
test.each([
  [10, 10],
  [100, 80],
  [300, 169],
  [1200, 291],
  [2000, 322],
  [100_000, 383],
])('of %i people %i must answer', (population, sample) => {
  expect(sampleNeeded(population)).toBe(sample);
});

describe('what was typed', () => {
  test('is read when all nine are answered', () => {
    expect(readScores(() => '3')).toEqual({ scores: allOf(3) });
  });

  test.each(['', '0', '5', '2.5', 'empat', '44', ' 3'])('%j is no answer', (typed) => {
    expect(readScores((key) => (key === 'conduct' ? typed : '4'))).toEqual({
      missing: ['conduct'],
    });
  });
});

test('every element has a question and four different answers', () => {
  for (const { question, answers } of surveyElements) {
    expect(question).toMatch(/\?$/);
    expect(new Set(answers).size).toBe(4);
  }
  expect(surveyElements).toHaveLength(9);
});

describe('whom an answer comes from', () => {
  const someone = { sex: 2, birthDate: '1984-08-07', education: 5, occupation: 9 };

  test('is told in groups only', () => {
    expect(respondentOf(someone, '2026-11-28')).toEqual({
      sex: 2,
      age: '40-49',
      education: 'senior',
      occupation: 'land',
    });
  });

  test('what the register lacks stays open', () => {
    const unknown = { sex: null, birthDate: null, education: null, occupation: null };
    expect(respondentOf(unknown, '2026-11-28')).toEqual({
      sex: null,
      age: null,
      education: null,
      occupation: null,
    });
  });

  test.each([
    ['2006-11-29', 'under-20'],
    ['2006-11-28', '20-29'],
    ['1966-11-28', 'from-60'],
  ])('born %s: %s', (birthDate, age) => {
    expect(respondentOf({ ...someone, birthDate }, '2026-11-28').age).toBe(age);
  });
});
