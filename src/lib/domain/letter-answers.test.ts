import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersForDisplay, readAnswer, validateAnswers } from './letter-answers.ts';
import { letterFieldSchema, type PlainField } from './letter-type.ts';

const today = '2026-11-23';
const field = (written: Record<string, unknown>) =>
  letterFieldSchema.parse({
    key: 'x',
    label: 'Nama usaha',
    example: 'Kios',
    ...written,
  }) as PlainField;
const message = (one: PlainField, typed: string) => {
  const read = readAnswer(one, typed, today);
  return read.ok ? `ok: ${read.value}` : read.message;
};

describe('each type of question', () => {
  const text = field({ type: 'text', minLength: 3, maxLength: 10 });
  const npwp = field({
    type: 'text',
    label: 'NPWP',
    pattern: '\\d{15,16}',
    patternHint: 'Tulis 15 atau 16 angka NPWP.',
  });
  const number = field({ type: 'number', label: 'Jumlah tanggungan', max: 30, example: '4' });
  const money = field({ type: 'money', label: 'Penghasilan', min: 1000, example: '1.200.000' });
  const date = field({
    type: 'date',
    label: 'Tanggal hilang',
    min: '2020-01-01',
    max: 'today',
    example: '3-11-2026',
  });
  const month = field({
    type: 'month',
    label: 'Mulai usaha',
    min: '2000-06-15',
    max: 'today',
    example: 'Maret 2021',
  });
  const phone = field({ type: 'phone', label: 'Nomor HP', example: '0812-3456-7890' });
  const choice = field({
    type: 'choice',
    label: 'Status',
    choices: [
      { value: 'sewa', label: 'Sewa' },
      { value: 'milik', label: 'Milik sendiri' },
    ],
  });

  it.each([
    [text, '  Kios\u0000  Aminah ', 'Singkatkan nama usaha: paling banyak 10 huruf, sekarang 11.'],
    [text, ' Kios\tA ', 'ok: Kios A'],
    [text, 'a', 'Tulis nama usaha lebih lengkap, paling sedikit 3 huruf.'],
    [text, '', 'Isi nama usaha.'],
    [text, ' \u200b ', 'Isi nama usaha.'],
    [text, 'Kios 😀', 'Hapus dari nama usaha tanda yang tidak dapat dicetak di surat: 😀'],
    [npwp, '12345', 'Tulis 15 atau 16 angka NPWP.'],
    [npwp, '123456789012345', 'ok: 123456789012345'],
    [npwp, '', 'Isi NPWP.'],
    [field({ type: 'longtext' }), 'satu\r\n\r\n\r\ndua ', 'ok: satu\n\ndua'],
    [number, '4', 'ok: 4'],
    [number, '04', 'ok: 4'],
    [number, 'empat', 'Tulis jumlah tanggungan dengan angka saja, misalnya 4.'],
    [number, '-1', 'Tulis jumlah tanggungan dengan angka saja, misalnya 4.'],
    [number, '31', 'Periksa jumlah tanggungan: paling banyak 30.'],
    [money, 'Rp 1.500.000,-', 'ok: 1500000'],
    [money, '1,5 juta', 'Tulis penghasilan dalam rupiah dengan angka saja, misalnya 1.200.000.'],
    [money, '500', 'Periksa penghasilan: paling sedikit Rp1.000.'],
    [date, '3 November 2026', 'ok: 2026-11-03'],
    [date, '2026-11-23', 'ok: 2026-11-23'],
    [date, '24-11-2026', 'Periksa tanggal hilang: paling akhir 23 November 2026.'],
    [date, '31/12/2019', 'Periksa tanggal hilang: paling awal 1 Januari 2020.'],
    [date, '31/2/2026', 'Tulis tanggal hilang sebagai tanggal, bulan, tahun, misalnya 3-11-2026.'],
    [date, '-', 'Tulis tanggal hilang sebagai tanggal, bulan, tahun, misalnya 3-11-2026.'],
    [month, 'Maret 2021', 'ok: 2021-03'],
    [month, 'mar 2021', 'ok: 2021-03'],
    [month, '3/2021', 'ok: 2021-03'],
    [month, '03-2021', 'ok: 2021-03'],
    [month, '2021-03', 'ok: 2021-03'],
    [month, '2021', 'ok: 2021'],
    [month, '2000', 'ok: 2000'],
    [month, '6-2000', 'ok: 2000-06'],
    [month, '5-2000', 'Periksa mulai usaha: paling awal Juni 2000.'],
    [month, '12-2026', 'Periksa mulai usaha: paling akhir November 2026.'],
    [month, '2027', 'Periksa mulai usaha: paling akhir 2026.'],
    [
      month,
      '13-2021',
      'Tulis mulai usaha sebagai bulan dan tahun, atau tahunnya saja, misalnya Maret 2021.',
    ],
    [
      month,
      'kemarin',
      'Tulis mulai usaha sebagai bulan dan tahun, atau tahunnya saja, misalnya Maret 2021.',
    ],
    [phone, '0812 3456 7890', 'ok: +6281234567890'],
    [phone, '123', 'Tulis nomor HP dengan benar, misalnya 0812-3456-7890.'],
    [choice, 'sewa', 'ok: sewa'],
    [choice, '', 'Pilih status.'],
    [choice, 'lain', 'Pilih status dari daftar.'],
  ])('%#: %j', (one, typed, outcome) => {
    expect(message(one, typed)).toBe(outcome);
  });
});

describe('a whole form', () => {
  const fields = [
    field({ type: 'text' }),
    field({ key: 'note', type: 'text', label: 'Catatan', required: false }),
    field({ key: 'income', type: 'money', label: 'Penghasilan', example: '1', sensitive: true }),
    field({ key: 'count', type: 'number', label: 'Tanggungan', example: '1', unit: 'orang' }),
  ];

  it('is good without the questions that may stay open, and drops what was not asked', () => {
    const raw = { x: 'Kios', income: '1.000', count: '3', note: ' ', other: 'x', __proto__: 'y' };
    expect(validateAnswers({ fields }, raw, today)).toEqual({
      ok: true,
      answers: { x: 'Kios', income: '1000', count: '3' },
    });
  });

  it('names every fault, in the order of the questions', () => {
    const read = validateAnswers({ fields }, { income: 'x' }, today);
    expect(read.ok ? [] : read.errors.map(({ field: key }) => key)).toEqual([
      'x',
      'income',
      'count',
    ]);
  });

  it('is shown as people read it', () => {
    expect(answersForDisplay({ fields }, { x: 'Kios', income: '1500000', count: '3' })).toEqual([
      { key: 'x', label: 'Nama usaha', value: 'Kios', sensitive: false },
      { key: 'note', label: 'Catatan', value: '', sensitive: false },
      { key: 'income', label: 'Penghasilan', value: 'Rp1.500.000', sensitive: true },
      { key: 'count', label: 'Tanggungan', value: '3 orang', sensitive: false },
    ]);
  });

  it('is shown while it is being written: as it will be stored, or as typed', () => {
    const month = field({ key: 'm', type: 'month', example: 'Maret 2015' });
    const shown = (typed: string) => answersForDisplay({ fields: [month] }, { m: typed })[0]?.value;
    expect(['2015-3', '03-2015', 'Maret 2015', '2015-03'].map(shown)).toEqual([
      '2015-3',
      'Maret 2015',
      'Maret 2015',
      'Maret 2015',
    ]);
    expect(shown('kapan-kapan')).toBe('kapan-kapan');
    fc.assert(fc.property(fc.string(), (typed) => void shown(typed)));
  });

  it('never fails, and what it takes it takes again', () => {
    const all = [
      ...fields,
      field({ key: 'd', type: 'date', example: '1-1-2020' }),
      field({ key: 'm', type: 'month', example: '2020' }),
      field({ key: 'p', type: 'phone', required: false }),
      field({ key: 'l', type: 'longtext', required: false }),
    ];
    const typed = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '1',
        '2020',
        '1-2-2020',
        '08123456789',
        'Rp1',
        'constructor',
        '\ud800',
        '9'.repeat(400),
      ),
    );
    const raw = fc.record(Object.fromEntries(all.map(({ key }) => [key, typed])));
    fc.assert(
      fc.property(raw, (values) => {
        for (const one of all) {
          const read = readAnswer(one, values[one.key] ?? '', today);
          if (!read.ok) expect(read.message).toMatch(/^[A-Z]/);
          else if (read.value) expect(readAnswer(one, read.value, today)).toEqual(read);
        }
        const read = validateAnswers({ fields: all }, values, today);
        if (read.ok) expect(() => answersForDisplay({ fields: all }, read.answers)).not.toThrow();
      }),
    );
  });
});
