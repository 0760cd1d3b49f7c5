import { describe, expect, it } from 'vitest';
import { searchLetters } from './search-letters.ts';

const letters = [
  { name: 'Surat Keterangan Usaha', purpose: 'Untuk KUR.', keywords: ['pinjaman', 'warung'] },
  { name: 'Surat Domisili', purpose: 'Untuk melamar kerja.', keywords: ['alamat', 'usaha'] },
  { name: 'Surat Pengantar SKCK', purpose: 'Ke kantor polisi.', keywords: ['kerja', 'cpns'] },
];
const found = (typed: string) => searchLetters(letters, typed).map(({ name }) => name);

describe('letters by words of one’s own', () => {
  it('looks at names, purposes and keywords, names first', () => {
    expect(found('usaha')).toEqual(['Surat Keterangan Usaha', 'Surat Domisili']);
    expect(found('domisili usaha')).toEqual(['Surat Domisili']);
    expect(found('KERJA')).toEqual(['Surat Domisili', 'Surat Pengantar SKCK']);
  });

  it('does not stumble over how people ask', () => {
    expect(found('mau bikin surat untuk melamar kerja')).toEqual(['Surat Domisili']);
    expect(found('pinjaman koperasi')).toEqual(['Surat Keterangan Usaha']);
    expect(found('surat')).toHaveLength(3);
  });

  it('finds nothing where no word fits', () => {
    expect(found('paspor')).toEqual([]);
    expect(found('- !')).toEqual([]);
  });
});
