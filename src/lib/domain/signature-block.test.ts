import { expect, test } from 'vitest';
import { capacityInWords, signatureLines, signerTitle } from './signature-block.ts';

const village = {
  kind: 'Desa',
  name: 'Batu Putih',
  district: 'Taliwang',
  regency: 'Sumbawa Barat',
  province: 'Nusa Tenggara Barat',
};
const leaders = { head: 'Kepala Desa', secretary: 'Sekretaris Desa' };
const an = {
  position: 'Sekretaris Desa',
  inPlaceOf: { capacity: 'an' as const, ...leaders },
};
const ub = { position: 'Kasi Pelayanan', inPlaceOf: { capacity: 'ub' as const, ...leaders } };
const plt = { ...an, inPlaceOf: { capacity: 'plt' as const, ...leaders } };
const plh = { ...ub, inPlaceOf: { capacity: 'plh' as const, ...leaders } };

test.each([
  [{ position: 'Kepala Desa' }, ['KEPALA DESA BATU PUTIH']],
  [{ position: 'Pj. Kepala Desa' }, ['Pj. KEPALA DESA BATU PUTIH']],
  [{ position: 'Kepala Desa Batu Putih' }, ['KEPALA DESA BATU PUTIH']],
  [an, ['a.n. KEPALA DESA BATU PUTIH', 'SEKRETARIS DESA']],
  [ub, ['a.n. KEPALA DESA BATU PUTIH', 'SEKRETARIS DESA', 'u.b.', 'KASI PELAYANAN']],
  [plt, ['Plt. KEPALA DESA BATU PUTIH']],
  [plh, ['Plh. KEPALA DESA BATU PUTIH']],
])('the block of %o', (posts, lines) => {
  expect(signatureLines(posts, village)).toEqual(lines);
});

test('in a line, and in the letter’s text', () => {
  expect(capacityInWords({ position: 'Kepala Desa' })).toBe('Kepala Desa');
  expect(capacityInWords(an)).toBe('Sekretaris Desa, a.n. Kepala Desa');
  expect(capacityInWords(ub)).toBe('Kasi Pelayanan, u.b. Sekretaris Desa, a.n. Kepala Desa');
  expect(capacityInWords(plt)).toBe('Plt. Kepala Desa');
  expect(signerTitle(an, village)).toBe('Sekretaris Desa Batu Putih');
  expect(signerTitle(plt, village)).toBe('Plt. Kepala Desa Batu Putih');
});
