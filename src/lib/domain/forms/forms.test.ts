import { describe, expect, it, test } from 'vitest';
import { blankSubject } from '../letter-subject.ts';
import { fillForm, formsOf, needsFamily } from './fill-forms.ts';
import { boxes, dayBoxes, longNumber, padded, phoneBoxes } from './form-boxes.ts';
import { formCodes, isOldSeries, officialForm } from './form-codes.ts';
import type { FormFacts } from './form-facts.ts';
import { maritalCode } from './family-forms.ts';
import { statusWord } from './marriage-forms.ts';

const facts = (change: Partial<FormFacts> = {}): FormFacts => ({
  subject: { ...blankSubject, name: 'SITI AMINAH', sex: 'Perempuan', nik: '5207024106900003' },
  family: undefined,
  answers: {},
  village: {
    kind: 'Desa',
    name: 'Batu Putih',
    district: 'Kecamatan Taliwang',
    regency: 'Sumbawa Barat',
    province: 'Nusa Tenggara Barat',
    regionCode: '52.07.02.2015',
    postalCode: '84452',
  },
  signer: { name: 'ABDUL RAHMAN', position: 'Kepala Desa' },
  number: '1',
  date: '2026-11-23',
  ...change,
});

describe('characters in boxes', () => {
  it('stand from the left, a box each', () => {
    expect(boxes('84', 5)).toEqual(['8', '4', '', '', '']);
    expect(boxes('', 2)).toEqual(['', '']);
  });

  it('are left out altogether where there are too few boxes: no number is cut short', () => {
    expect(boxes('844521', 5)).toEqual(['', '', '', '', '']);
    expect(padded('1234', 3)).toEqual(['', '', '']);
  });

  it('a NIK has sixteen digits or is left to the pen; a masked one stays masked', () => {
    expect(longNumber('5207024106900003').join('')).toBe('5207024106900003');
    expect(longNumber('5207••••••••0003').join('')).toBe('5207••••••••0003');
    expect(longNumber('52070241').join('')).toBe('');
  });

  it('RT, RW and codes have zeros before them, and nothing where there is no number', () => {
    expect(padded('4', 3)).toEqual(['0', '0', '4']);
    expect(padded('004', 3)).toEqual(['0', '0', '4']);
    expect(padded('-', 3)).toEqual(['', '', '']);
    expect(padded(null, 2)).toEqual(['', '']);
  });

  it('a day is written day, month, year', () => {
    expect(dayBoxes('2026-11-03')).toEqual({
      day: ['0', '3'],
      month: ['1', '1'],
      year: ['2', '0', '2', '6'],
    });
    expect(dayBoxes(null).day).toEqual(['', '']);
  });

  it('a phone number is written as it is dialled here', () => {
    expect(phoneBoxes('+6281234567890').join('')).toBe('081234567890');
  });
});

describe('what is ticked', () => {
  const data = (code: Parameters<typeof fillForm>[0], answers: Record<string, string>) =>
    fillForm(code, facts({ answers })).data as Record<string, unknown>;

  it('F-1.02: what is applied for', () => {
    expect(data('f-1.02', { request: 'ktp-hilang' }).chosen).toBe('ktp-lost');
    expect(data('f-1.02', {}).chosen).toBe('');
  });

  it('F-1.03: how far, why, who, and what becomes of the card', () => {
    const answers = {
      scope: 'provinsi-lain',
      reason: 'keluarga',
      moveKind: 'anggota',
      movingKk: 'numpang',
      stayingKk: 'tetap',
    };
    expect(data('f-1.03', answers)).toMatchObject({ scope: '5', reason: '6', kind: '4' });
    // The present form has no box for a number that stays as it is; the old one has.
    expect(data('f-1.03', answers)).toMatchObject({ moving: '1', staying: '' });
    expect(data('f-1.08', answers)).toMatchObject({ moving: '1', staying: '4' });
  });

  it('F-2.01: birth and death in the numbers of the form', () => {
    expect(
      data('f-2.01-kelahiran', {
        childSex: 'perempuan',
        birthFacility: 'rumah-sakit',
        birthAttendant: 'bidan-perawat',
        birthKind: 'kembar-2',
        birthTime: '04:30',
      }).birth,
    ).toMatchObject({ sex: '2', facility: '1', attendant: '2', kind: '2', time: [...'0430'] });
    expect(
      data('f-2.01-kematian', { cause: 'sakit-biasa-tua', attendant: 'lainnya' }).death,
    ).toMatchObject({ cause: '1', attendant: '4', name: 'SITI AMINAH' });
    expect(data('f-2.01-lahir-mati', { determinedBy: 'bidan' }).stillbirth).toMatchObject({
      determinedBy: '2',
    });
  });

  it('F-1.01: a marriage of which the register has no certificate is left open', () => {
    const papers = { marriageCertificate: null, divorceCertificate: null };
    expect(maritalCode({ maritalStatus: 2, ...papers })).toBe('');
    expect(maritalCode({ maritalStatus: 2, ...papers, marriageCertificate: '1/2' })).toBe('2');
    expect(maritalCode({ maritalStatus: 4, ...papers })).toBe('6');
    expect(maritalCode({ maritalStatus: null, ...papers })).toBe('');
  });
});

describe('marriage', () => {
  it.each([
    ['belum', true, 'Jejaka'],
    ['belum', false, 'Perawan'],
    ['cerai-mati', false, 'Janda (cerai mati)'],
    ['beristri', true, 'Beristri 1'],
    ['beristri', false, ''],
    ['', true, ''],
  ])('%s, man: %s → %s', (status, man, word) => {
    expect(statusWord(status, man, '1')).toBe(word);
  });

  it('man and wife stand in their places, whoever asked', () => {
    const answers = { 'partner.name': 'RAHMAT', 'father.name': 'SALEH' };
    expect(fillForm('n4', facts({ answers })).data).toMatchObject({
      husband: { name: 'RAHMAT' },
      wife: { name: 'SITI AMINAH', father: 'SALEH' },
    });
  });
});

describe('which forms go along', () => {
  const forms = [
    { form: 'n2' as const, when: undefined, under: undefined },
    { form: 'n5' as const, when: undefined, under: 21 },
    { form: 'n6' as const, when: { field: 'ownStatus', is: ['cerai-mati'] }, under: undefined },
    { form: 'swn' as const, when: { field: 'wali', is: undefined }, under: undefined },
  ];
  const codes = (birthDate: string, answers: Record<string, string>) =>
    formsOf({ forms }, facts({ subject: { ...blankSubject, birthDate }, answers })).map(
      ({ form }) => form,
    );

  it('by age on the letter’s day, by answers, by a person that was named', () => {
    expect(codes('2005-11-23', {})).toEqual(['n2']);
    expect(codes('2005-11-24', {})).toEqual(['n2', 'n5']);
    expect(codes('', { ownStatus: 'belum' })).toEqual(['n2', 'n5']);
    expect(codes('1990-01-01', { ownStatus: 'cerai-mati', 'wali.name': 'SALEH' })).toEqual([
      'n2',
      'n6',
      'swn',
    ]);
  });

  it('the family is read only for forms that list it', () => {
    expect(needsFamily({ form: 'n1', forms: forms.slice(0, 1) })).toBe(false);
    expect(needsFamily({ form: undefined, forms: [{ ...forms[0]!, form: 'f-1.01' }] })).toBe(true);
  });
});

test('whoever is unknown makes a blank form of every kind', () => {
  for (const code of formCodes) {
    const filled = JSON.stringify(fillForm(code, facts({ subject: blankSubject })));
    expect(filled).not.toMatch(/undefined|NaN|\[object/);
  }
});

test('the forms before 2019 are marked as the old series', () => {
  expect(formCodes.filter(isOldSeries)).toEqual([
    'f-1.08',
    'f-1.15',
    'f-1.16',
    'f-1.25',
    'f-1.27',
    'f-2.12',
  ]);
  expect(officialForm('f-1.03').rule).toContain('109 Tahun 2019');
});
