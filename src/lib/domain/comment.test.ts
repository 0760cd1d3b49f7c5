import { describe, expect, test } from 'vitest';
import {
  afterAct,
  commentStates,
  longestComment,
  readComment,
  readRefusalReason,
  signatureKinds,
  signatureOf,
  takesComments,
  type CommentAct,
} from './comment.ts';

const faultsOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { fields: Record<string, string> }).fields;
  }
};

describe('a comment’s life', () => {
  test('an act leads to one state, from where it may be done, and nothing leads on from taken back', () => {
    const acts: CommentAct[] = ['show', 'refuse', 'withdraw'];
    const table = commentStates.map((state) => acts.map((act) => afterAct(state, act) ?? '-'));
    expect(table).toEqual([
      ['shown', 'refused', 'withdrawn'],
      ['-', 'refused', 'withdrawn'],
      ['shown', '-', 'withdrawn'],
      ['-', '-', '-'],
    ]);
  });

  test('stands under what tells something new', () => {
    expect(
      (['news', 'notice', 'event', 'page', 'document'] as const).filter(takesComments),
    ).toEqual(['news', 'notice']);
  });
});

describe('an author', () => {
  test('is called by the first name at most, with the hamlet if they like', () => {
    const siti = { name: 'HJ. SITI AMINAH', hamlet: 'LABUHAN' };
    expect(signatureKinds.map((kind) => signatureOf(kind, siti))).toEqual([
      'Siti, Dusun Labuhan',
      'Siti',
      'Warga desa',
    ]);
    expect(signatureOf('nama-dusun', { name: 'BUDI', hamlet: null })).toBe('Budi');
    expect(signatureOf('nama-dusun', { name: 'BUDI', hamlet: '-' })).toBe('Budi');
  });

  test('is never called by more of the name, however it is written', () => {
    for (const kind of signatureKinds)
      for (const name of ['SITI NUR AMINAH', 'M. ALI SYAHBANA', 'H. L. MUHAMMAD RAFI', 'A'])
        expect(signatureOf(kind, { name, hamlet: 'ATAS' })).not.toMatch(
          /NUR|AMINAH|SYAHBANA|RAFI/i,
        );
  });
});

describe('what is typed', () => {
  const typed = { komentar: 'Terima kasih, jalannya bagus.', nama: 'nama' };

  test('is taken as plain words, tidied', () => {
    expect(readComment({ ...typed, komentar: '  Bagus\r\n\r\n\r\n\r\nsekali\u202e! 👍 ' })).toEqual(
      {
        body: 'Bagus\n\nsekali! 👍',
        sign: 'nama',
      },
    );
  });

  test('is sent back with a sentence where it says nothing or too much', () => {
    for (const komentar of ['', '   ', '...', '👍👍', 'a'.repeat(longestComment + 1)])
      expect(faultsOf(() => readComment({ ...typed, komentar }))).toEqual({
        komentar: expect.any(String),
      });
    expect(faultsOf(() => readComment({ komentar: 'Bagus', nama: 'nama-lengkap' }))).toEqual({
      nama: expect.any(String),
    });
    expect(readComment({ ...typed, komentar: 'a'.repeat(longestComment) }).body).toHaveLength(500);
    expect(faultsOf(() => readRefusalReason(' '))).toEqual({ alasan: expect.any(String) });
    expect(readRefusalReason(' Memuat nama orang lain. ')).toBe('Memuat nama orang lain.');
  });
});
