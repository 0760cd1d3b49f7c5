import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  residentColumns,
  residentField,
  residentSections,
  type FieldValue,
  type ResidentColumn,
  type ResidentValues,
} from './resident-fields.ts';
import { residentNotes, residentProblems } from './resident-rules.ts';
import { readResidentFields, tellValue, tellWhole, typedValue } from './resident-values.ts';

const readOne = (column: ResidentColumn, text: string) => {
  const { values, problems } = readResidentFields({ [column]: text }, {});
  return problems[column] ?? values[column];
};

test('every field is asked in one section, once', () => {
  const asked = residentSections.flatMap(({ columns }) => columns);
  expect([...asked].sort()).toEqual([...residentColumns].sort());
});

/** A value that the register could hold. */
function anyValue(column: ResidentColumn): fc.Arbitrary<FieldValue> {
  const { is } = residentField(column);
  const digits = (most: number) =>
    fc.string({ unit: fc.constantFrom(...'123456789'), minLength: most, maxLength: most });
  switch (is.kind) {
    case 'line':
    case 'lines':
      return fc.stringMatching(/^[A-Z][A-Za-z0-9./-]{0,9}( [A-Z]{1,8})?$/);
    case 'name':
      return fc.stringMatching(/^[A-Z]{1,9}( [A-Z']{2,9})?$/);
    case 'code':
      return fc.constantFrom(...is.list.entries.map(({ code }) => code));
    case 'yes-no':
      return fc.boolean();
    case 'date':
      return fc
        .date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10));
    case 'time':
      return fc
        .tuple(fc.nat(23), fc.nat(59))
        .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'));
    case 'number':
      return fc.integer({ min: is.least, max: is.most });
    case 'degrees':
      return fc.integer({ min: is.least * 100, max: is.most * 100 }).map((n) => n / 100);
    case 'nik':
    case 'kk':
      return digits(15).map((d) => d + (d.endsWith('1') ? '2' : '1'));
    case 'policy':
      return digits(13);
    case 'phone':
      return digits(9).map((d) => `+628${d}`);
    case 'email':
      return fc.constantFrom('siti@contoh.id', 'a.b@desa.go.id');
    case 'area':
      return fc.uuid();
  }
}

describe('what a form shows and what it says', () => {
  for (const column of residentColumns) {
    test(`${column}: left as it is it changes nothing; told, it says something`, () => {
      fc.assert(
        fc.property(anyValue(column), (value) => {
          const present: ResidentValues = { [column]: value };
          const shown = typedValue(column, value);
          expect(shown).not.toBe('');
          expect(readResidentFields({ [column]: shown }, present)).toEqual({
            values: {},
            problems: {},
          });
          expect(tellValue(column, value)).not.toBe('');
        }),
        { numRuns: 30 },
      );
    });

    test(`${column}: written anew it is the same value`, () => {
      const masked = ['nik', 'kk', 'phone', 'policy'].includes(residentField(column).is.kind);
      fc.assert(
        fc.property(anyValue(column), (value) => {
          const text = masked ? String(value) : typedValue(column, value);
          expect(readOne(column, text)).toBe(value);
        }),
        { numRuns: 30 },
      );
    });
  }

  test('numbers are masked in forms and in words', () => {
    expect(typedValue('father_nik', '5207024708840001')).toBe('5207••••••••0001');
    expect(tellValue('phone', '+6281234567890')).toBe('0812-••••-•890');
    expect(tellWhole('father_nik', '5207024708840001')).toBe('5207024708840001');
    expect(tellWhole('phone', '+6281234567890')).toBe('0812-3456-7890');
  });

  test('no text whatever is taken for something else, and none breaks the reading', () => {
    fc.assert(
      fc.property(fc.constantFrom(...residentColumns), fc.string(), (column, text) => {
        const { values, problems } = readResidentFields({ [column]: text }, {});
        expect(Object.keys(values).length + Object.keys(problems).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('what is typed is understood, or refused with what to write', () => {
  expect(readOne('name', "siti  nur'aini")).toBe("SITI NUR'AINI");
  expect(readOne('name', '')).toBe('Isi nama lengkap.');
  expect(readOne('sex', '')).toBe('Pilih jenis kelamin.');
  expect(readOne('birth_date', '31-02-1980')).toMatch(/tanggal itu tidak ada/);
  expect(readOne('birth_date', '23 November 1980')).toBe('1980-11-23');
  expect(readOne('birth_time', '4.05')).toBe('04:05');
  expect(readOne('birth_time', '25:00')).toMatch(/jam dan menit/);
  expect(readOne('birth_weight_g', '3.100')).toBe(3100);
  expect(readOne('birth_order', '0')).toMatch(/1 sampai 30/);
  expect(readOne('religion', '12')).toMatch(/dari daftar/);
  expect(readOne('father_nik', '5207 0247 0884 0001')).toBe('5207024708840001');
  expect(readOne('father_nik', '5207••••••••0001')).toMatch(/NIK ayah/);
  expect(readOne('latitude', '-8,74')).toBe(-8.74);
  expect(readOne('phone', '12')).toMatch(/0812-3456-7890/);
  expect(readOne('area_id', '-'.repeat(36))).toMatch(/dari daftar/);
});

test('old data does not stand in the way: an empty required field that was empty is passed over', () => {
  expect(readResidentFields({ birth_date: '' }, { birth_date: null })).toEqual({
    values: {},
    problems: {},
  });
  expect(readResidentFields({ birth_date: '' }, { birth_date: '1980-01-01' }).problems).toEqual({
    birth_date: 'Isi tanggal lahir.',
  });
});

const today = '2026-11-23';

test('what cannot be is refused, once it is new', () => {
  const problems = (person: ResidentValues, changed = Object.keys(person) as ResidentColumn[]) =>
    Object.keys(residentProblems(person, changed, today));
  expect(problems({ birth_date: '2026-11-24' })).toEqual(['birth_date']);
  expect(problems({ birth_date: '1889-12-31' })).toEqual(['birth_date']);
  expect(problems({ birth_date: '2000-01-01', married_on: '1999-01-01' })).toEqual(['married_on']);
  expect(problems({ married_on: '2020-01-01', divorced_on: '2019-01-01' })).toEqual([
    'divorced_on',
  ]);
  expect(problems({ sex: 1, pregnant: true })).toEqual(['pregnant']);
  expect(problems({ sex: 1, relation: 3 })).toEqual(['relation']);
  expect(problems({ latitude: -8.7, longitude: null })).toEqual(['longitude']);
  expect(problems({ father_nik: '5207024708840001', mother_nik: '5207024708840001' })).toEqual([
    'father_nik',
  ]);
  expect(problems({ sex: 1, pregnant: true }, ['name'])).toEqual([]);
});

test('what looks odd is only said', () => {
  const person = { nik: '5207025506850001', sex: 1, birth_date: '1985-06-15' };
  expect(residentNotes(person, today)[0]).toMatch(/milik perempuan/);
  expect(residentNotes({ ...person, sex: 2 }, today)).toEqual([]);
  expect(residentNotes({ ...person, sex: 2, birth_date: '1985-06-16' }, today)[0]).toMatch(
    /Tanggal lahir dalam NIK berbeda/,
  );
  expect(residentNotes({ birth_date: '2014-01-01', marital_status: 2 }, today)).toEqual([
    'Sudah kawin pada umur 12 tahun.',
  ]);
  expect(residentNotes({ father_nik: '5207025506850001' }, today)).toEqual([
    'NIK ayah bertanda perempuan.',
  ]);
});
