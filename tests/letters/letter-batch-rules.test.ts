import { describe, expect, it } from 'vitest';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import {
  commonForm,
  fitsMany,
  leftOut,
  readPastedList,
  type ListedPerson,
} from '../../src/lib/domain/letter-batch.ts';
import { blankSubject } from '../../src/lib/domain/letter-subject.ts';

describe('which letters may be made for a list', () => {
  const fit = [...shippedTypes().values()].filter(fitsMany);

  it('those that ask the same of all', () => {
    const slugs = fit.map(({ slug }) => slug);
    expect(slugs).toContain('pengantar');
    expect(slugs).toContain('keterangan-kelakuan-baik');
    for (const slug of ['keterangan-usaha', 'keterangan-tidak-mampu', 'keterangan-kematian'])
      expect(slugs).not.toContain(slug);
  });

  it('no other person, no list and no event, whatever the type says of itself', () => {
    for (const type of shippedTypes().values()) {
      const asks = type.fields.some(
        (field) => ['person', 'group'].includes(field.type) && field.required,
      );
      if (asks || type.event) expect(fitsMany({ ...type, forMany: true })).toBe(false);
    }
  });

  it('other people are not asked about', () => {
    const trip = shippedTypes().get('keterangan-bepergian')!;
    expect(commonForm(trip).fields.map(({ key }) => key)).toEqual([
      'destination',
      'purpose',
      'trip',
      'transport',
    ]);
  });
});

describe('who of a list gets a letter', () => {
  const type = { ...shippedTypes().get('keterangan-belum-menikah')! };
  const person = {
    id: 'a',
    basicStatus: 1,
    nikTemporary: false,
    birthDate: '2000-01-01',
    maritalStatus: 1,
  } as ListedPerson['person'];
  const rules = { today: '2026-11-23', ownId: null, again: false };
  const judge = (
    change: Partial<ListedPerson['person']>,
    others: { earlier?: ListedPerson['earlier']; rules?: Partial<typeof rules> } = {},
  ) =>
    leftOut(
      { ...type, ask: [] },
      { person: { ...person, ...change }, subject: blankSubject, earlier: others.earlier },
      { ...rules, ...others.rules },
    );

  it.each([
    [undefined, {}],
    ['dead', { basicStatus: 2 }],
    ['gone', { basicStatus: 3 }],
    ['temporary', { nikTemporary: true }],
    ['marital', { maritalStatus: 2 }],
  ])('%s', (reason, change) => expect(judge(change)).toBe(reason));

  it('not who has one, unless wanted again; not who is asking for one', () => {
    expect(judge({}, { earlier: 'has' })).toBe('has');
    expect(judge({}, { earlier: 'has', rules: { again: true } })).toBeUndefined();
    expect(judge({}, { earlier: 'asked', rules: { again: true } })).toBe('asked');
  });

  it('not who prepares the list, and not whose data the letter lacks', () => {
    const own = { ...rules, ownId: 'a' } as unknown as typeof rules;
    expect(judge({}, { rules: own })).toBe('own');
    const asking = { ...type, ask: ['birthPlace' as const] };
    const listed = { person, subject: blankSubject, earlier: undefined };
    expect(leftOut(asking, listed, rules)).toBe('lacking');
  });
});

describe('a pasted list', () => {
  it('numbers in any writing, names with titles, each once', () => {
    const pasted = `5207021506850001, 5207.0215.0685.0002\n'5207021506850001\nSiti  Aminah, S.Pd.\n\nsiti aminah, s.pd.\tBudi\n123`;
    expect(readPastedList(pasted)).toEqual({
      niks: ['5207021506850001', '5207021506850002'],
      names: ['SITI AMINAH, S.PD.', 'BUDI', '123'],
    });
  });
});
