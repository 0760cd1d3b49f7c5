import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageGroups, type Count, figuresFrom, openFigures, withOthers } from './figures.ts';

const ages = (people: [group: number, sex: number, count: number][]): Count[] =>
  people.map(([group, sex, count]) => ({
    figure: 'age',
    value: String(group),
    sex,
    people: count,
  }));

test('ages go by five years to an open end', () => {
  expect(ageGroups.slice(0, 2)).toEqual(['0–4', '5–9']);
  expect(ageGroups.slice(-2)).toEqual(['70–74', '75+']);
});

test('tables of all that the village knows, in the order of the lists', () => {
  const { people, men, women, families, tables } = figuresFrom(
    [
      ...ages([
        [0, 1, 4],
        [15, 2, 6],
      ]),
      { figure: 'religion', value: '4', sex: 2, people: 6 },
      { figure: 'religion', value: null, sex: 1, people: 4 },
    ],
    3,
  );
  expect({ people, men, women, families }).toEqual({ people: 10, men: 4, women: 6, families: 3 });
  const religion = tables.find(({ key }) => key === 'religion')!;
  expect(religion.rows.map((r) => [r.label, r.people])).toEqual([
    ['Islam', 0],
    ['Kristen', 0],
    ['Katolik', 0],
    ['Hindu', 6],
    ['Buddha', 0],
    ['Khonghucu', 0],
    ['Kepercayaan terhadap Tuhan YME/lainnya', 0],
  ]);
  expect(religion.unknown).toEqual({ label: 'Belum diisi', men: 4, women: 0, people: 4 });
});

test('a village of few is not told of', () => {
  expect(openFigures(figuresFrom(ages([[4, 1, 29]]), 1))).toBeUndefined();
  expect(openFigures(figuresFrom(ages([[4, 1, 30]]), 1))).toMatchObject({
    people: 30,
    sexes: undefined,
    ages: [],
  });
});

test('no open figure speaks of one or two people', () => {
  const count = fc.record({
    figure: fc.constantFrom('age', 'religion', 'education', 'occupation', 'marital', 'hamlet'),
    value: fc.option(fc.integer({ min: 1, max: 12 }).map(String)),
    sex: fc.constantFrom(1, 2),
    people: fc.oneof(fc.nat(4), fc.nat(60)),
  });
  fc.assert(
    fc.property(fc.array(count, { minLength: 5, maxLength: 60 }), (counts) => {
      const open = openFigures(figuresFrom(counts as Count[], 1));
      const shown = (open?.tables ?? [])
        .flatMap(({ rows }) => rows.map((row) => row.people))
        .concat((open?.ages ?? []).flatMap(({ men, women }) => [men, women]));
      for (const figure of shown) if (typeof figure === 'number') expect(figure).toBeGreaterThan(2);
      expect(open?.tables.some(({ key }) => key === 'blood')).not.toBe(true);
    }),
  );
});

test('rare occupations stand together', () => {
  const rows = [40, 9, 5, 1].map((people, i) => ({
    label: `P${i}`,
    people,
    men: people,
    women: 0,
  }));
  expect(withOthers(rows).map((r) => [r.label, r.people])).toEqual([
    ['P0', 40],
    ['P1', 9],
    ['P2', 5],
    ['P3', 1],
  ]);
  // The fourth is of one person: the third goes with it.
  const open = withOthers(rows, ({ people }) => people >= 3);
  expect(open.map((r) => r.people)).toEqual([40, 9, 6]);
  expect(open.at(-1)!.label).toBe('Pekerjaan lain di luar daftar ini');
  const many = Array.from({ length: 20 }, (_, i) => ({ ...rows[0]!, label: `Q${i}` }));
  expect(withOthers(many)).toHaveLength(16);
});
