import { expect, test } from 'vitest';
import { ageOn } from '#lib/domain/dates-id.ts';
import { readResidentSearch } from './resident-search.ts';

const read = (query: string) => readResidentSearch(new URLSearchParams(query), '2026-11-24').search;

test('ages become days of birth, on both edges', () => {
  const { bornFrom, bornUntil } = read('dari=17&sampai=59');
  expect([bornFrom, bornUntil]).toEqual(['1966-11-25', '2009-11-24']);
  expect(ageOn(bornUntil!, '2026-11-24')).toBe(17);
  expect(ageOn(bornFrom!, '2026-11-24')).toBe(59);
  expect(ageOn('1966-11-24', '2026-11-24')).toBe(60);
});

test('what makes no sense does not narrow', () => {
  expect(read('dari=-1&sampai=abc&status=x&jk=&dusun=%20')).toEqual({ search: '' });
  expect(read(`cari=${'x'.repeat(500)}`).search).toHaveLength(80);
});
