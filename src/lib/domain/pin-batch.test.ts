import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  leftOut,
  placeWords,
  readNikList,
  type BatchCandidate,
  type BatchRules,
} from './pin-batch.ts';

const rules: BatchRules = {
  at: new Date('2026-11-23T00:30:00Z'),
  today: '2026-11-23',
  ownId: 'me',
  again: false,
};
const adult: BatchCandidate = {
  id: 'somebody',
  basicStatus: 1,
  merged: false,
  nikTemporary: false,
  birthDate: '1985-06-15',
  maritalStatus: 1,
  account: null,
  slipUntil: null,
};
const later = new Date('2026-11-24T00:30:00Z');
const earlier = new Date('2026-11-22T00:30:00Z');

describe('who gets a PIN in a batch', () => {
  test.each<[string, Partial<BatchCandidate>, string | undefined]>([
    ['an adult without an account', {}, undefined],
    ['somebody who turns 17 today', { birthDate: '2009-11-23' }, undefined],
    ['somebody who turns 17 tomorrow', { birthDate: '2009-11-24' }, 'young'],
    ['somebody of 16 who is married', { birthDate: '2010-01-01', maritalStatus: 2 }, undefined],
    ['somebody of 16 who is widowed', { birthDate: '2010-01-01', maritalStatus: 4 }, undefined],
    ['a birth date that is not known', { birthDate: null }, 'birth'],
    ['a marriage that is not known, of age', { maritalStatus: null }, undefined],
    ['somebody who died', { basicStatus: 2 }, 'dead'],
    ['somebody who moved', { basicStatus: 3 }, 'gone'],
    ['somebody missing', { basicStatus: 4 }, 'gone'],
    ['a merged double', { merged: true }, 'merged'],
    ['a temporary NIK', { nikTemporary: true }, 'temporary'],
    ['an active account', { account: 'active' }, 'active'],
    ['an account that the office closed', { account: 'closed' }, 'closed'],
    ['a slip that is still good', { account: 'issued', slipUntil: later }, 'slip'],
    ['a slip that is past its time', { account: 'issued', slipUntil: earlier }, undefined],
    ['the officer themselves', { id: 'me' }, 'own'],
  ])('%s', (_, values, expected) => {
    expect(leftOut({ ...adult, ...values }, rules)).toBe(expected);
  });

  test('made again, a slip that is still good is replaced; an account in use never is', () => {
    const again = { ...rules, again: true };
    expect(leftOut({ ...adult, account: 'issued', slipUntil: later }, again)).toBeUndefined();
    expect(leftOut({ ...adult, account: 'active' }, again)).toBe('active');
  });
});

test('places in words', () => {
  expect(placeWords({ hamlet: 'MEKAR', rw: '001', rt: '002' })).toBe('Dusun MEKAR, RW 001, RT 002');
  expect(placeWords({ hamlet: 'MEKAR', rw: '-', rt: '-' })).toBe('Dusun MEKAR');
  expect(placeWords({ hamlet: 'MEKAR', rw: '001', rt: '' })).toBe('Dusun MEKAR, RW 001');
  expect(placeWords({ hamlet: '', rw: '', rt: '' })).toBe('Alamat belum tercatat');
});

describe('a pasted list', () => {
  test('is read however it is separated; what is no NIK is told', () => {
    expect(
      readNikList("5207 0241 0690 0003\n'5207024106900004;5207024106900003, 12345\n\n"),
    ).toEqual({
      niks: ['5207024106900003', '5207024106900004'],
      others: ['12345'],
    });
  });

  test('loses no number and invents none', () => {
    const nik = fc.stringMatching(/^[0-9]{16}$/);
    const gap = fc.constantFrom('\n', '\r\n', ', ', ';', '\t');
    fc.assert(
      fc.property(fc.array(fc.tuple(nik, gap), { maxLength: 30 }), (list) => {
        const { niks, others } = readNikList(list.flat().join(''));
        expect(niks).toEqual([...new Set(list.map(([n]) => n))]);
        expect(others).toEqual([]);
      }),
    );
  });
});
