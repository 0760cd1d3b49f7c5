import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonPasswordWords } from './common-passwords.ts';
import { passwordProblem } from './password-policy.ts';

const facts = { username: 'rahmawati', villageName: 'Batu Putih' };

describe('a password is refused', () => {
  test.each([
    ['pendek12345', /paling sedikit 12/],
    ['x'.repeat(129), /paling banyak 128/],
    ['Rahmawati-2026!', /nama pengguna/],
    ['r4hm4w4ti tetap', /nama pengguna/],
    ['di BatuPutih saja', /nama desa/],
    ['b4tu put1h 2026', /nama desa/],
    ['aaaaaaaaaaaa', /mengulang/],
    ['abc12abc12abc12', /mengulang/],
    ['123456789012', /urutan/],
    ['qwertyuiop123', /urutan/],
    ['poiuytrewq098', /urutan/],
    ['Password123456', /sering dipakai/],
    ['P@ssw0rd2026!!', /sering dipakai/],
    ['indonesiaraya45', /sering dipakai/],
    ['sayangkamu1234', /sering dipakai/],
    ['bismillah-2026', /sering dipakai/],
    ['admindesa12345', /sering dipakai/],
    ['cinta cinta cinta', /sering dipakai/],
  ])('%j', (password, reason) => {
    expect(passwordProblem(password, facts)).toMatch(reason);
  });

  test('any common word of the list with digits to fill it up (ASVS 6.2.4)', () => {
    expect(commonPasswordWords.size).toBeGreaterThan(300);
    fc.assert(
      fc.property(
        fc.constantFrom(...commonPasswordWords),
        fc.stringMatching(/^[289]{9,20}$/),
        (word, digits) => {
          expect(passwordProblem(word + digits, facts)).toBeDefined();
        },
      ),
    );
  });
});

test.each([
  'pohon kelapa menari sore',
  'Wk3-tzup-9Lr!qm',
  'ひらがなの長いパスワード文',
  'ikan terbang naik sepeda biru',
  'tak ada yang tahu ini',
])('%j may be used: any characters, none required (ASVS 6.2.5)', (password) => {
  expect(passwordProblem(password, facts)).toBeUndefined();
});

test('never throws, and always answers with a sentence', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 150 }), fc.string(), fc.string(), (password, a, b) => {
      const problem = passwordProblem(password, { username: a, villageName: b });
      if (problem !== undefined) expect(problem).toMatch(/\.$/);
    }),
  );
});
