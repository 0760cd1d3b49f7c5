import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findClassifications, searchable } from './find-classifications.ts';

const list = searchable([
  { code: '400', name: 'Kesejahteraan Rakyat', list: '2022' },
  { code: '400.12', name: 'Kependudukan dan Catatan Sipil', list: '2022' },
  { code: '400.12.2', name: 'Pendaftaran Penduduk', list: '2022' },
  { code: '400.12.2.1', name: 'Identitas Penduduk', list: '2022' },
  { code: '400.12.3', name: 'Pencatatan Sipil', list: '2022' },
  { code: '400.12.3.1', name: 'Kelahiran dan Kematian', list: '2022' },
  { code: '472.11', name: 'Kelahiran', list: '2012' },
  { code: '472.12', name: 'Kematian', list: '2012' },
  { code: 'D.01', name: 'Surat kelahiran desa', list: 'own' },
]);
const find = (typed: string) => findClassifications(list, typed, 5).map(({ code }) => code);

it.each([
  ['400.12.3.1', '400.12.3.1'],
  ['400.12.2', '400.12.2'],
  ['identitas', '400.12.2.1'],
  ['idntitas', '400.12.2.1'],
  ['IDENTITAS penduduk', '400.12.2.1'],
  ['kemtian', '400.12.3.1'],
  ['keamtian', '400.12.3.1'],
  ['472 kemtian', '472.12'],
  ['catatan sipil', '400.12'],
])('%s leads to %s first', (typed, code) => {
  expect(find(typed)[0]).toBe(code);
});

it('finds by what stands above, and the village’s own before the lists', () => {
  expect(find('kelahiran')).toEqual(['D.01', '400.12.3.1', '472.11']);
  expect(find('sipil kelahiran')).toEqual(['400.12.3.1']);
  expect(find('472')).toEqual(['472.11', '472.12']);
});

it('finds nothing for nothing, and for what is not there', () => {
  expect(find('')).toEqual([]);
  expect(find(' ? ')).toEqual([]);
  expect(find('lembu')).toEqual([]);
  expect(find('kelahiran lembu')).toEqual([]);
});

it('takes whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (typed) => {
      expect(find(typed).length).toBeLessThanOrEqual(5);
    }),
  );
});

it('finds every code by itself and every name by its words', () => {
  fc.assert(
    fc.property(fc.constantFrom(...list), ({ code, name }) => {
      expect(find(code)).toContain(code);
      expect(find(name)).toContain(code);
    }),
  );
});
