import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersForDisplay, readableAnswers, validateAnswers } from './letter-answers.ts';
import { letterFieldSchema, type LetterField } from './letter-type.ts';

const field = (values: object): LetterField =>
  letterFieldSchema.parse({ key: 'a', label: 'Jawaban', example: 'contoh', ...values });
const fields = [
  field({ key: 'since', type: 'month', max: 'today' }),
  field({ key: 'born', type: 'date' }),
  field({ key: 'income', type: 'money' }),
  field({ key: 'people', type: 'number', unit: 'orang' }),
  field({ key: 'phone', type: 'phone' }),
  field({
    key: 'home',
    type: 'choice',
    choices: [
      { value: 'own', label: 'Milik sendiri' },
      { value: 'rent', label: 'Sewa' },
    ],
  }),
  field({ key: 'name', type: 'text' }),
];
const shown = (answers: Record<string, string>) =>
  Object.fromEntries(answersForDisplay({ fields }, answers).map((one) => [one.key, one.value]));

describe('answers on screen', () => {
  it('read as people write them, from their stored form', () => {
    const stored = {
      since: '2021-03',
      born: '1990-06-01',
      income: '4500000',
      people: '3',
      home: 'own',
    };
    expect(shown(stored)).toMatchObject({
      since: 'Maret 2021',
      born: '1 Juni 1990',
      people: '3 orang',
      home: 'Milik sendiri',
      name: '',
    });
  });

  it('read the same from a draft that keeps what was typed', () => {
    expect(shown({ since: 'maret 2021', income: 'Rp 4.500.000' })).toMatchObject(
      shown({ since: '2021-03', income: '4500000' }),
    );
  });

  it('show what cannot be read as it was typed, whatever was typed', () => {
    expect(shown({ since: 'dulu sekali' }).since).toBe('dulu sekali');
    const typed = fc.dictionary(fc.constantFrom(...fields.map(({ key }) => key)), fc.string());
    fc.assert(
      fc.property(typed, (answers) => {
        const values = shown(answers);
        for (const { key } of fields) if (answers[key]?.trim()) expect(values[key]).not.toBe('');
      }),
    );
  });

  it('once judged, are readable without change', () => {
    const raw = {
      since: '3/2021',
      born: '1-6-1990',
      income: '4.500.000',
      people: '3',
      phone: '081234567890',
      home: 'rent',
      name: 'Siti',
    };
    const reading = validateAnswers({ fields }, raw, '2026-11-24');
    expect(reading.ok).toBe(true);
    if (reading.ok) expect(readableAnswers({ fields }, reading.answers)).toEqual(reading.answers);
  });
});
