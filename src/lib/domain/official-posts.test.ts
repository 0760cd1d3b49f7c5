import { expect, test } from 'vitest';
import { headAmong, secretaryAmong, servingOn } from './official-posts.ts';

const post = (position: string, from: string | null = null, until: string | null = null) => ({
  position,
  signs: false,
  serves_from: from,
  serves_until: until,
});

test('who served on a day', () => {
  const old = post('Kepala Desa', '2019-02-01', '2025-01-31');
  const acting = post('Pj. Kepala Desa', '2025-02-01', null);
  expect(headAmong(servingOn([old, acting], '2025-01-31'))).toBe(old);
  expect(headAmong(servingOn([old, acting], '2025-02-01'))).toBe(acting);
  expect(headAmong(servingOn([old, acting], '2019-01-31'))).toBeUndefined();
});

test.each(['Kepala Desa', 'PJ KEPALA DESA', 'Keuchik', 'Wali Nagari', 'Plt. Perbekel'])(
  '%s heads a village',
  (position) => {
    const others = [post('Kepala Dusun Labuhan'), post('Kepala Seksi Pelayanan')];
    expect(headAmong([...others, post(position)])?.position).toBe(position);
    expect(headAmong(others)).toBeUndefined();
  },
);

test('a head by another name is the one who signs', () => {
  const head = { ...post('Sangadi'), signs: true };
  expect(headAmong([post('Kaur Umum'), head])).toBe(head);
});

test('the secretary', () => {
  expect(secretaryAmong([post('Kaur Umum'), post('Plt. Sekretaris Desa')])?.position).toBe(
    'Plt. Sekretaris Desa',
  );
  expect(secretaryAmong([post('Kepala Desa')])).toBeUndefined();
});
