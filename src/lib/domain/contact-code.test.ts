import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskEmail, readContactCode, readEmail } from './contact-code.ts';

test.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456', '123456'],
  ['12345', undefined],
  ['1234567', undefined],
  ['12345a', undefined],
  ['', undefined],
])('the code “%s” is read as %s', (typed, code) => expect(readContactCode(typed)).toBe(code));

test.each([
  [' Siti@Gmail.COM ', 'Siti@gmail.com'],
  ['siti.aminah+desa@mail.desa.id', 'siti.aminah+desa@mail.desa.id'],
  ['a@b.id', 'a@b.id'],
  ['siti@gmail', undefined],
  ['siti@gmail.com, budi@gmail.com', undefined],
  ['siti@@gmail.com', undefined],
  ['.siti@gmail.com', undefined],
  ['siti..a@gmail.com', undefined],
  ['siti@-gmail.com', undefined],
  ['siti"x@gmail.com', undefined],
  ['síti@gmail.com', undefined],
  ['siti@gmail.com\r\nBcc: x@y.id', undefined],
  [`${'a'.repeat(65)}@gmail.com`, undefined],
])('the address “%s” is read as %s', (typed, address) => expect(readEmail(typed)).toBe(address));

test('a masked address shows at most two letters of the name', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,20}$/), (name) => {
      const [shown = ''] = maskEmail(`${name}@desa.id`).split('@');
      expect(shown.replaceAll('•', '').length).toBeLessThanOrEqual(2);
      expect(shown).not.toBe(name);
    }),
  );
});
