import { describe, expect, it } from 'vitest';
import { shippedTypes } from '../type-files.ts';
import { findTypes } from './find-types.ts';

const found = (typed: string) => findTypes(shippedTypes().values(), typed).map(({ code }) => code);

describe('a letter type by a few letters', () => {
  it.each([
    ['sku', ['SKU']],
    ['SKTM', ['SKTM']],
    ['surat keterangan usaha', ['SKU']],
  ])('%s is one', (typed, codes) => expect(found(typed)).toEqual(codes));

  it('may be several, by words of the name or keywords', () => {
    expect(found('keterangan usaha')).toContain('SKU');
    expect(found('beasiswa')).toContain('SKTM');
    expect(found('ahli waris').slice(0, 2).toSorted()).toEqual(['KAW', 'SKAW']);
    expect(found('ahli waris')).toContain('SKM');
    expect(found('tidak ada surat begini')).toEqual([]);
    expect(found(' ')).toHaveLength(shippedTypes().size);
  });
});
