import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedLine, typedText, unprintable } from './typed-text.ts';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u0000', '\u202e', '\t', '\r\n', ' ', '\u2028', 'é', '😀', '\u200b', '\x1b'),
    fc.string(),
  ),
  maxLength: 30,
});

describe('a typed line', () => {
  it('is one line without marks that nobody sees', () => {
    expect(typedLine('  Warung\u0000 \u202eMakmur\r\n Jaya\t2 ')).toBe('Warung Makmur Jaya 2');
    fc.assert(
      fc.property(text, (raw) => {
        const line = typedLine(raw);
        expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2028\u2029]/u);
        expect(line).toBe(line.trim());
        expect(typedLine(line)).toBe(line);
      }),
    );
  });
});

describe('typed text', () => {
  it('keeps its lines and at most one empty one between them', () => {
    expect(typedText('satu \r\n\r\n\r\n\n dua\rtiga\n')).toBe('satu\n\ndua\ntiga');
    fc.assert(
      fc.property(text, (raw) => {
        const typed = typedText(raw);
        expect(typed).not.toContain('\n\n\n');
        expect(typed.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
        expect(typedText(typed)).toBe(typed);
      }),
    );
  });
});

it('names what a letter cannot show', () => {
  expect(unprintable("Nur'aini – Rp1.500.000 (½ è ñ ü “kutip” … €) @#$%^&*\nbaris")).toEqual([]);
  expect(unprintable('warung 😀 漢 😀')).toEqual(['😀', '漢']);
});
