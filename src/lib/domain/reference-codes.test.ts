import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as codes from './reference-codes.ts';
import { codeFrom, expectedOf, labelOf, type ReferenceList } from './reference-codes.ts';

const lists = Object.values(codes).filter(
  (value): value is ReferenceList => typeof value === 'object' && 'entries' in value,
);

describe.each(lists.map((list) => [list.name, list] as const))('%s', (_name, list) => {
  const key = (word: string) => word.toUpperCase().replace(/[^\p{L}\p{N}/+-]/gu, '');

  it('has no word with two meanings, and no code twice', () => {
    const meant = new Map<string, number>();
    for (const { code, label, also = [] } of list.entries) {
      for (const word of [label, ...also].map(key)) {
        expect(meant.get(word) ?? code, word).toBe(code);
        meant.set(word, code);
      }
    }
    expect(new Set(list.entries.map(({ code }) => code)).size).toBe(list.entries.length);
  });

  it('understands every word and number of its own, in any case and spacing', () => {
    const entry = fc.constantFrom(...list.entries);
    fc.assert(
      fc.property(entry, fc.boolean(), fc.boolean(), ({ code, label, also = [] }, upper, pad) => {
        for (const word of [label, ...also]) {
          const written = (pad ? `  ${word} ` : word)[upper ? 'toUpperCase' : 'toLowerCase']();
          expect(codeFrom(list, written)).toBe(code);
          if (!/^\d/.test(word)) expect(codeFrom(list, `${code}. ${word}`)).toBe(code);
        }
        expect(codeFrom(list, code)).toBe(code);
        expect(codeFrom(list, String(code).padStart(2, '0'))).toBe(code);
        expect(labelOf(list, code)).toBe(label);
      }),
    );
  });

  it('refuses what it does not know, and says what it does', () => {
    for (const cell of [0, 500, 'entah', '', null, -1, 1.5]) {
      expect(codeFrom(list, cell)).toBeUndefined();
    }
    expect(expectedOf(list)).toContain(list.entries[0]!.label);
  });
});

it.each([
  [codes.SEX, 'LAKI - LAKI', 1],
  [codes.SEX, 'Pr', 2],
  [codes.RELIGION, 'Kristen Protestan', 2],
  [codes.RELIGION, 'KATHOLIK', 3],
  [codes.EDUCATION, 'SLTA / SEDERAJAT', 5],
  [codes.EDUCATION, 'DIPLOMA IV/ STRATA I', 8],
  [codes.OCCUPATION, 'PETANI/PEKEBUN', 9],
  [codes.OCCUPATION, 'Wiraswasta', 88],
  [codes.FAMILY_RELATION, 'ISTERI', 3],
  [codes.BLOOD_TYPE, 'o +', 11],
  [codes.BLOOD_TYPE, 'AB-', 10],
  [codes.BLOOD_TYPE, 'AB', 3],
  [codes.MARITAL_STATUS, 'KAWIN', 2],
])('$0.name: %$1', (list, cell, code) => {
  expect(codeFrom(list, cell)).toBe(code);
});

it('refuses a number and a word that disagree', () => {
  expect(codeFrom(codes.RELIGION, '2. Islam')).toBeUndefined();
});

it('has the 89 occupations of the register', () => {
  expect(codes.OCCUPATION.entries).toHaveLength(89);
  expect(labelOf(codes.OCCUPATION, 88)).toBe('Wiraswasta');
  expect(labelOf(codes.OCCUPATION, 999)).toBe('999');
});
