import { describe, expect, it } from 'vitest';
import { describeSubject, type RegisteredPerson, subjectProblem } from './letter-subject.ts';
import { letterPlaceholders, letterValues, validUntilOf } from './letter-values.ts';
import { type LetterType, letterFieldSchema } from './letter-type.ts';
import { districtHead, districtTitle, regencyTitle } from './village-names.ts';

const village = {
  kind: 'Desa',
  name: 'Batu Putih',
  district: 'Taliwang',
  regency: 'Kabupaten Sumbawa Barat',
  province: 'Nusa Tenggara Barat',
};
const person: RegisteredPerson = {
  name: 'SITI AMINAH',
  nik: '5207024106900003',
  nikTemporary: false,
  kkNumber: '5207021203120004',
  birthPlace: 'Taliwang',
  birthDate: '1990-06-01',
  sex: 2,
  religion: 1,
  maritalStatus: 1,
  occupation: 8,
  citizenship: 1,
  education: 5,
  bloodType: 4,
  relation: 4,
  fatherName: 'MUHAMMAD SALEH',
  motherName: 'NURHAYATI',
  headName: 'MUHAMMAD SALEH',
  basicStatus: 1,
  address: '',
  hamlet: 'Labuhan',
  rt: '003',
  rw: '001',
};

describe('the person on the letter', () => {
  it('is described in words', () => {
    expect(describeSubject(person, village)).toEqual({
      name: 'SITI AMINAH',
      nik: '5207024106900003',
      kkNumber: '5207021203120004',
      birthPlace: 'Taliwang',
      birthDate: '1990-06-01',
      sex: 'Perempuan',
      religion: 'Islam',
      maritalStatus: 'Belum kawin',
      occupation: 'Perdagangan',
      citizenship: 'Warga Negara Indonesia',
      education: 'SLTA/sederajat',
      bloodType: 'O',
      fatherName: 'MUHAMMAD SALEH',
      motherName: 'NURHAYATI',
      relation: 'Anak',
      headName: 'MUHAMMAD SALEH',
      hamlet: 'Labuhan',
      rt: '003',
      rw: '001',
      address:
        'Dusun Labuhan, RT 003/RW 001, Desa Batu Putih, Kecamatan Taliwang, Kabupaten Sumbawa Barat',
    });
  });

  it.each([
    [
      { address: 'Jalan Pantai 7' },
      'Jalan Pantai 7, Dusun Labuhan, RT 003/RW 001, Desa Batu Putih',
    ],
    [{ address: 'Dusun Labuhan RT 003 RW 001' }, 'Dusun Labuhan RT 003 RW 001, Desa Batu Putih'],
    [{ hamlet: 'Lingkungan Karang Anyar' }, 'Lingkungan Karang Anyar, RT 003/RW 001, Desa'],
    [{ hamlet: null, rt: null, rw: null }, 'Desa Batu Putih'],
    [{ rt: '000', rw: '-' }, 'Dusun Labuhan, Desa Batu Putih'],
    [{ rt: '003', rw: null }, 'Dusun Labuhan, RT 003, Desa Batu Putih'],
  ])('lives at %j', (change, address) => {
    expect(describeSubject({ ...person, ...change }, village).address).toMatch(
      new RegExp(`^${address}`),
    );
  });

  it('leaves empty what the register has not', () => {
    const unknown = { religion: null, maritalStatus: null, occupation: null, birthDate: null };
    expect(describeSubject({ ...person, ...unknown }, village)).toMatchObject({
      religion: '',
      maritalStatus: '',
      occupation: '',
      birthDate: '',
    });
  });
});

describe('who a letter may be about', () => {
  const type = {
    name: 'Surat Keterangan Belum Menikah',
    subject: { family: true, marital: [1], minAge: 17 },
  };
  const problem = (change: Partial<RegisteredPerson>) =>
    subjectProblem(type, { ...person, ...change }, '2026-11-23');

  it.each([
    [{}, undefined],
    [{ birthDate: '2009-11-23' }, undefined],
    [{ birthDate: '2009-11-24' }, 'hanya untuk umur 17 tahun ke atas'],
    [{ birthDate: null }, 'tanggal lahir orang ini belum ada'],
    [{ maritalStatus: 2 }, 'Dalam data desa, statusnya kawin'],
    [{ maritalStatus: null }, 'statusnya belum diisi'],
    [{ nikTemporary: true }, 'masih sementara'],
    [{ basicStatus: 2 }, 'tercatat sudah meninggal'],
    [{ basicStatus: 3 }, 'tercatat sudah pindah'],
  ])('%j', (change, reason) => {
    if (reason === undefined) expect(problem(change)).toBeUndefined();
    else expect(problem(change)).toContain(reason);
  });

  it('anyone alive with a NIK, where the letter asks nothing more', () => {
    const anyone = { name: 'Surat Pengantar', subject: { family: true } };
    const child = { ...person, birthDate: null, maritalStatus: null };
    expect(subjectProblem(anyone, child, '2026-11-23')).toBeUndefined();
  });
});

describe('values', () => {
  const fields = [
    { key: 'income', type: 'money', label: 'Penghasilan', example: '1' },
    { key: 'count', type: 'number', label: 'Tanggungan', example: '1', unit: 'orang' },
    { key: 'until', type: 'date', label: 'Sampai', example: '1-1-2027' },
    { key: 'open', type: 'text', label: 'Catatan', example: 'abc', required: false },
    {
      key: 'kind',
      type: 'choice',
      label: 'Jenis',
      example: 'A',
      choices: [
        { value: 'a', label: 'Sewa atau kontrak', text: 'sewa' },
        { value: 'b', label: 'Milik' },
      ],
    },
  ].map((one) => letterFieldSchema.parse(one));
  const type = { fields, validity: { months: 6 } } as unknown as LetterType;
  const facts = {
    subject: describeSubject(person, village),
    village,
    signer: { name: 'ABDUL RAHMAN', position: 'Kepala Desa' },
    answers: { income: '1500000', count: '3', until: '2027-01-31', kind: 'a' },
    number: '1/2026',
    date: '2026-11-23',
  };

  it('are there for every placeholder that is offered', () => {
    const values = letterValues(type, facts);
    for (const name of Object.keys(letterPlaceholders)) expect(values[name]).toBeTruthy();
    expect(values).toMatchObject({
      'subject.birth': 'Taliwang, 1 Juni 1990',
      'subject.age': '36 tahun',
      'village.title': 'Desa Batu Putih',
      'village.district': 'Kecamatan Taliwang',
      'village.regency': 'Kabupaten Sumbawa Barat',
      'signer.position': 'Kepala Desa Batu Putih',
      'letter.date': '23 November 2026',
      'letter.validUntil': '23 Mei 2027',
      'answers.income': 'Rp1.500.000',
      'answers.income.words': 'satu juta lima ratus ribu rupiah',
      'answers.count': '3',
      'answers.count.words': 'tiga',
      'answers.until': '31 Januari 2027',
      'answers.kind': 'sewa',
    });
    expect(values['answers.open']).toBeUndefined();
  });

  it('say nothing of persons and groups whose condition does not hold', () => {
    const when = { field: 'kind', is: 'b' };
    const asked = [
      ...fields,
      ...[
        { key: 'buyer', type: 'person', label: 'Pembeli', when },
        { key: 'heirs', type: 'group', label: 'Ahli waris', item: 'waris', asks: ['name'], when },
        { key: 'stay', type: 'period', label: 'Tinggal', when },
      ].map((one) => letterFieldSchema.parse(one)),
    ];
    const answers = {
      'buyer.birthDate': '1990-06-01',
      'heirs.1.name': 'AHMAD',
      'stay.from': '2026-01-01',
      'stay.until': '2026-01-02',
    };
    const names = (kind: string) => {
      const values = letterValues(
        { ...type, fields: asked },
        { ...facts, answers: { ...answers, kind } },
      );
      return Object.keys(values).filter((name) => /buyer|heirs|stay/.test(name));
    };
    expect(names('a')).toEqual([]);
    expect(names('b')).toEqual(
      expect.arrayContaining(['answers.buyer.age', 'answers.heirs.count', 'answers.stay']),
    );
  });

  it('say nothing of a birth that the register does not know', () => {
    const subject = { ...facts.subject, birthPlace: '', birthDate: '' };
    const values = letterValues(type, { ...facts, subject });
    expect(values['subject.birth']).toBe('');
    expect(values['subject.age']).toBe('');
  });

  it('end when the type says so', () => {
    const end = (validity: LetterType['validity']) =>
      validUntilOf({ validity }, '2026-08-31', { until: '2027-01-31' });
    expect(end({ months: 6 })).toBe('2027-02-28');
    expect(end({ days: 7 })).toBe('2026-09-07');
    expect(end({ untilField: 'until' })).toBe('2027-01-31');
    expect(end('none')).toBeUndefined();
  });
});

it('names districts and regencies as they are called', () => {
  const named = (district: string, regency: string) => {
    const names = { ...village, district, regency };
    return `${districtTitle(names)}, ${regencyTitle(names)}`;
  };
  expect(named('Taliwang', 'Sumbawa Barat')).toBe('Kecamatan Taliwang, Kabupaten Sumbawa Barat');
  expect(named('Distrik Abepura', 'Kota Jayapura')).toBe('Distrik Abepura, Kota Jayapura');
  expect(named('KECAMATAN TALIWANG', 'KABUPATEN SUMBAWA BARAT')).toBe(
    'KECAMATAN TALIWANG, KABUPATEN SUMBAWA BARAT',
  );
});

it.each([
  ['Taliwang', 'Camat Taliwang'],
  ['Kecamatan Taliwang', 'Camat Taliwang'],
  ['Distrik Abepura', 'Kepala Distrik Abepura'],
  ['Kapanewon Kalasan', 'Panewu Kalasan'],
  ['KEMANTREN TEGALREJO', 'Mantri Pamong Praja TEGALREJO'],
])('who heads %s is called %s', (district, head) => {
  expect(districtHead({ ...village, district })).toBe(head);
});
