import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeAlphabet, drawCode, inAlphabet } from './readable-code.ts';
import { newReference, readReference } from './reference.ts';
import { newVerificationCode, readVerificationCode } from './verification-code.ts';

/** A source that gives these bytes and then zeros. */
function from(bytes: Uint8Array) {
  let next = 0;
  return (count: number) => Uint8Array.from({ length: count }, () => bytes[next++] ?? 0);
}
const sources = fc.uint8Array({ minLength: 40, maxLength: 40 }).map(from);
const separators = fc.constantFrom('', ' ', '-', ' - ', '.', '–');

it('has no letters that look alike', () => {
  expect(codeAlphabet).not.toMatch(/[01ILOU]/);
  expect(new Set(codeAlphabet).size).toBe(30);
});

it('draws every character equally often', () => {
  const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const counts = Object.groupBy(drawCode(240, from(every)), (character) => character);
  expect(Object.values(counts).map((found) => found!.length)).toEqual(Array(30).fill(8));
});

describe('a verification code', () => {
  it('holds at least 80 bits', () => {
    const code = newVerificationCode(from(new Uint8Array(40)));
    expect(code.replaceAll('-', '').length * Math.log2(30)).toBeGreaterThanOrEqual(80);
  });

  it('is understood however it is typed', () => {
    fc.assert(
      fc.property(sources, separators, fc.boolean(), (random, separator, small) => {
        const code = newVerificationCode(random);
        const typed = ` ${code.replaceAll('-', separator)} `;
        expect(readVerificationCode(small ? typed.toLowerCase() : typed)).toBe(code);
      }),
    );
  });

  it.each(['', 'ABCD', '7K4P-2M9R-WXAB-C3DE-FG50', '7K4P-2M9R-WXAB-C3DE-FG5H2', "' or 1=1 --"])(
    '%j is none',
    (typed) => {
      expect(readVerificationCode(typed)).toBeUndefined();
    },
  );
});

describe('a reference', () => {
  it('looks like SKU-7K4P-2M9R', () => {
    const bytes = Uint8Array.from([...'7K4P2M9R'].map((letter) => codeAlphabet.indexOf(letter)));
    expect(newReference('SKU', from(bytes))).toBe('SKU-7K4P-2M9R');
  });

  it('is understood however it is typed', () => {
    fc.assert(
      fc.property(
        sources,
        separators,
        fc.constantFrom('SP', 'SKU', 'SKTM'),
        (random, separator, typeCode) => {
          const reference = newReference(typeCode, random);
          const typed = reference.replaceAll('-', separator).toLowerCase();
          expect(readReference(typed)).toBe(reference);
        },
      ),
    );
  });

  it.each(['', 'SKU', 'SKU-7K4P', '7K4P-2M9R', 'SKU-7K4P-2M90', '12-7K4P-2M9R'])(
    '%j is none',
    (typed) => {
      expect(readReference(typed)).toBeUndefined();
    },
  );
});

it('reading never fails, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (typed) => {
      for (const read of [readReference, readVerificationCode]) {
        const code = read(typed);
        if (code !== undefined) expect(read(code)).toBe(code);
      }
      inAlphabet(typed);
    }),
  );
});
