import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gsmText, isOneSms } from './gsm-text.ts';
import {
  codeText,
  firstName,
  longestOrigin,
  newsShape,
  outgoingText,
  shownReference,
  trialText,
  type News,
} from './outgoing-text.ts';

const requestStates = [
  'accept',
  'return',
  'reject',
  'approve',
  'file',
  'issue',
  'withdraw',
  'late',
  'introduction',
] as const;
const reference = fc.stringMatching(/^[A-Z]{2,4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
const news: fc.Arbitrary<News> = fc.oneof(
  fc.record({
    about: fc.constant('request' as const),
    reference,
    state: fc.constantFrom(...requestStates),
  }),
  fc.record({ about: fc.constant('voice' as const), reference }),
  fc.record({
    about: fc.constant('account' as const),
    state: fc.constantFrom(...(['new-device', 'pin-changed', 'pin-issued'] as const)),
  }),
  fc.record({ about: fc.constant('other' as const) }),
);
const names = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc.stringMatching(/^[A-ZÀ-Ž' .,-]{1,100}$/),
);
const origins = fc.stringMatching(/^[a-z0-9.-]{1,60}$/).map((host) => `https://${host}`);

describe('what goes out', () => {
  test('is one text message, whoever is told and whatever of', () => {
    fc.assert(
      fc.property(names, news, origins, (name, told, origin) => {
        const text = outgoingText(told, firstName(name), origin);
        expect(text.length).toBeLessThanOrEqual(160);
        expect(isOneSms(text)).toBe(true);
        expect(newsShape.parse(told)).toEqual(told);
      }),
    );
    expect(isOneSms(codeText('000000'))).toBe(true);
    expect(isOneSms(trialText)).toBe(true);
  });

  test('names a first name, the reference and the village, and nothing more', () => {
    const told: News = { about: 'request', reference: 'SKU-7K4P-2M9R', state: 'return' };
    expect(outgoingText(told, firstName('SITI AMINAH'), 'https://batu-putih.desa.id')).toBe(
      'Siti, permohonan SKU-7K4P-2M9R perlu dilengkapi. Buka https://batu-putih.desa.id',
    );
    fc.assert(
      fc.property(news, origins, (one, origin) => {
        const text = outgoingText(one, firstName('SITI AMINAH BINTI ABDUL'), origin);
        expect(text).not.toMatch(/AMINAH|BINTI|\d{16}|\b08\d{6}/i);
      }),
    );
  });

  test('leads to the village only where its address has room', () => {
    const longest = `https://${'a'.repeat(longestOrigin - 8)}`;
    expect(outgoingText({ about: 'other' }, 'Siti', longest)).toContain(longest);
    expect(outgoingText({ about: 'other' }, 'Siti', `${longest}a`)).toBe(
      'Siti, ada kabar baru untuk Anda. Buka Layanan Mandiri',
    );
  });

  test('the list of the office names requests, never reports', () => {
    expect(shownReference({ about: 'request', reference: 'SKU-7K4P-2M9R', state: 'accept' })).toBe(
      'SKU-7K4P-2M9R',
    );
    expect(shownReference({ about: 'voice', reference: 'ADU-7K4P-2M9R' })).toBe('');
  });
});

test.each([
  ['SITI AMINAH', 'Siti'],
  ['H. ABDUL RAHMAN', 'Abdul'],
  ['Hj. NUR', 'Nur'],
  ['DRS. MADE', 'Made'],
  ['H', 'H'],
  ["NUR'AINI SALEH", "Nur'aini"],
  ['ŠÁRKA', 'Sarka'],
  ['XIAOPENGXIAOPENGXIAO', 'Xiaopengxiaopen'],
  ['123', 'Warga'],
  ['', 'Warga'],
])('%s is greeted as %s', (name, first) => expect(firstName(name)).toBe(first));

test('text messages know neither curly signs nor far alphabets', () => {
  expect(gsmText('“Ini” – ’itu’ ÀÈ é ñ 漢字')).toBe('"Ini" - \'itu\' AE é ñ ');
  expect(isOneSms('{')).toBe(false);
  expect(isOneSms('€')).toBe(false);
  expect(isOneSms('a'.repeat(161))).toBe(false);
});
