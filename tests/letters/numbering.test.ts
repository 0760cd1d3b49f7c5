import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  allotIncomingNumber,
  allotNumber,
  listNumbers,
  printLetter,
  reserveNumbers,
  startCounterAt,
  useReservedNumber,
  voidNumber,
  type ChosenNumber,
} from '../../src/lib/server/letters/index.ts';
import { makeResident, makeStaff, residentVisitor, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

const world = useWorld();
const office = useLetterOffice();

const pattern = '{kode}/{nomor,3}/{bulan_romawi}/{tahun}';
/** Each series of a test has a counter of its own: that of an archive code. */
const counting = () => ({
  ...office.village,
  counterScope: 'classification' as const,
  numberPattern: pattern,
});
let codes = 0;
const freshCode = () => `900.${++codes}`;
const place = (counter: string, sequence: number, year = 2026) => ({
  counter,
  year,
  sequence,
  suffix: '',
});

const allot = (classification: string, chosen?: ChosenNumber) =>
  office.run((tx) =>
    allotNumber(tx, counting(), {
      usedFor: 'letter',
      classification,
      typeCode: 'SKU',
      subject: 'Surat Keterangan Usaha',
      by: office.operator.staffId,
      chosen,
    }),
  );
const reserve = (classification: string, count = '1', reason = 'Surat tulisan tangan') =>
  office.run((tx) =>
    reserveNumbers(tx, counting(), office.operator, {
      classification,
      typeCode: '',
      count,
      reason,
    }),
  );
const drop = (classification: string, sequence: number, reason = 'Suratnya tidak jadi') =>
  office.run((tx) =>
    voidNumber(tx, counting(), office.operator, { place: place(classification, sequence), reason }),
  );
const backDated = { reason: 'Lupa dicatat kemarin' };

/** Every number of a counter and year, plain ones in order. */
const book = async (counter: string, year = 2026) =>
  office.run((tx) =>
    tx
      .selectFrom('letter_number')
      .selectAll()
      .where('counter', '=', counter)
      .where('year', '=', year)
      .orderBy('sequence')
      .orderBy('suffix')
      .execute(),
  );

describe('a counter', () => {
  test('begins where the village says, once only, and anew next year', async () => {
    const code = freshCode();
    const start = (start: string) =>
      office.run((tx) =>
        startCounterAt(tx, counting(), office.operator, {
          classification: code,
          typeCode: '',
          start,
        }),
      );
    await start('500');
    await start('213');
    expect(await allot(code)).toMatchObject({ sequence: 213, number: `${code}/213/XI/2026` });
    await expect(start('1')).rejects.toEqual(refused('conflict'));
    await expect(start('nol')).rejects.toMatchObject({ fields: { mulai: expect.any(String) } });
    world.clock.set('2026-12-31T16:30:00Z');
    expect(await allot(code)).toMatchObject({ year: 2027, number: `${code}/001/I/2027` });
    world.clock.set('2026-11-23T00:30:00Z');
  });

  test('numbers letters that come in by themselves, or together with those that go out', async () => {
    const incoming = (counterShared: boolean) =>
      office.run((tx) =>
        allotIncomingNumber(
          tx,
          { ...office.village, counterShared },
          { subject: 'Undangan rapat', by: office.operator.staffId },
        ),
      );
    expect(await incoming(false)).toMatchObject({ counter: 'masuk', sequence: 1 });
    const { sequence, counter } = await incoming(true);
    expect(counter).toBe('village');
    const next = await office.run((tx) =>
      allotNumber(tx, office.village, {
        usedFor: 'office',
        classification: '005',
        typeCode: 'UMUM',
        subject: 'Undangan',
        by: office.operator.staffId,
      }),
    );
    expect(next).toMatchObject({ counter: 'village', sequence: sequence + 1 });
  });
});

describe('numbers set aside', () => {
  test('are passed over, used, or made void with a reason; none is lost', async () => {
    const code = freshCode();
    expect(await reserve(code, '2')).toMatchObject({ from: 1, to: 2 });
    expect(await allot(code)).toMatchObject({ sequence: 3 });
    const used = await allot(code, { reserved: place(code, 2) });
    expect(used).toMatchObject({ sequence: 2, number: `${code}/002/XI/2026` });
    await expect(allot(code, { reserved: place(code, 2) })).rejects.toEqual(refused('conflict'));
    await expect(drop(code, 1, '')).rejects.toMatchObject({
      fields: { alasanBatal: expect.any(String) },
    });
    await drop(code, 1);
    await expect(drop(code, 1)).rejects.toEqual(refused('conflict'));
    await expect(drop(code, 3)).rejects.toEqual(refused('conflict'));
    expect((await book(code)).map(({ state }) => state)).toEqual(['void', 'used', 'used']);
  });

  test('are written down when a letter by hand has used them', async () => {
    const code = freshCode();
    await reserve(code);
    const use = (change = {}) =>
      office.run((tx) =>
        useReservedNumber(tx, counting(), office.operator, {
          place: place(code, 1),
          subject: 'Undangan musyawarah desa',
          classification: code,
          date: '2026-11-20',
          ...change,
        }),
      );
    for (const [field, change] of [
      ['perihal', { subject: '' }],
      ['klasifikasi', { classification: 'kode?' }],
      ['klasifikasi', { classification: '400.10' }],
      ['tanggal', { date: '2025-11-20' }],
      ['tanggal', { date: '2026-11-24' }],
      ['tanggal', { date: '' }],
    ] as const)
      await expect(use(change)).rejects.toMatchObject({ fields: { [field]: expect.any(String) } });
    expect(await use()).toBe(`${code}/001/XI/2026`);
    await expect(use()).rejects.toEqual(refused('conflict'));
  });

  test('belong to their counter and year', async () => {
    const [one, other] = [freshCode(), freshCode()];
    await reserve(one);
    await expect(allot(other, { reserved: place(one, 1) })).rejects.toEqual(refused('invalid'));
    world.clock.set('2027-01-04T01:00:00Z');
    await expect(allot(one, { reserved: place(one, 1) })).rejects.toEqual(refused('invalid'));
    const late = { reserved: place(one, 1), date: '2026-12-30', ...backDated };
    expect(await allot(one, late)).toMatchObject({ number: `${one}/001/XII/2026` });
    world.clock.set('2026-11-23T00:30:00Z');
  });

  test('need a count and a reason', async () => {
    for (const [field, count, reason] of [
      ['banyak', '0', 'Surat tulisan tangan'],
      ['banyak', '21', 'Surat tulisan tangan'],
      ['banyak', 'dua', 'Surat tulisan tangan'],
      ['alasan', '1', 'ya'],
    ] as const)
      await expect(reserve('900', count, reason)).rejects.toMatchObject({
        fields: { [field]: expect.any(String) },
      });
    await expect(reserve('')).rejects.toMatchObject({ fields: { urutan: expect.any(String) } });
  });
});

describe('an earlier day', () => {
  test('takes the next number where none was given since, else stands in between', async () => {
    const code = freshCode();
    world.clock.set('2026-11-02T01:00:00Z');
    await allot(code);
    world.clock.set('2026-11-23T00:30:00Z');
    expect(await allot(code, { date: '2026-11-20', ...backDated })).toMatchObject({
      sequence: 2,
      suffix: '',
      date: '2026-11-20',
    });
    await allot(code);
    const between = (date: string) => allot(code, { date, ...backDated });
    expect((await between('2026-11-21')).number).toBe(`${code}/002.a/XI/2026`);
    expect((await between('2026-11-20')).number).toBe(`${code}/002.b/XI/2026`);
    expect((await between('2026-10-01')).number).toBe(`${code}/001.a/X/2026`);
    expect(await allot(code)).toMatchObject({ sequence: 4 });
  });

  test('needs a reason, and is neither to come nor long ago', async () => {
    const code = freshCode();
    for (const [field, chosen] of [
      ['alasanTanggal', { date: '2026-11-20' }],
      ['tanggalSurat', { date: '2026-11-24', ...backDated }],
      ['tanggalSurat', { date: '2024-12-31', ...backDated }],
    ] as const)
      await expect(allot(code, chosen)).rejects.toMatchObject({
        fields: { [field]: expect.any(String) },
      });
    expect(await book(code)).toEqual([]);
  });
});

test('only who keeps the book may', async () => {
  const editor = staffVisitor(await makeStaff(office.village.id, ['editor']));
  const as = (who: StaffVisitor) =>
    office.run((tx) => listNumbers(tx, office.village, who, { limit: 5 }));
  await expect(as(editor)).rejects.toEqual(refused('forbidden'));
  expect((await as(office.secretary)).year).toBe(2026);
});

/** What may happen to a counter; `fails` stands for an approval that is rolled back after its number. */
const deed = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'allot' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'fails' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('reserve' as const),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('use' as const), pick: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('void' as const), pick: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('date-back' as const),
      days: fc.integer({ min: 1, max: 400 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('days-pass' as const),
      days: fc.integer({ min: 1, max: 120 }),
    }),
  },
);

test('whatever happens over the years: no number twice, none missing, none unaccounted for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), async (deeds) => {
      const code = freshCode();
      world.clock.set('2026-11-23T00:30:00Z');
      for (const one of deeds) {
        const year = world.clock.now().getUTCFullYear();
        const reserved = (await book(code, year)).filter(({ state }) => state === 'reserved');
        if (one.kind === 'allot') await allot(code);
        if (one.kind === 'fails')
          await office
            .run(async (tx) => {
              await allotNumber(tx, counting(), {
                usedFor: 'letter',
                classification: code,
                typeCode: 'SKU',
                subject: 'Gagal',
                by: office.operator.staffId,
              });
              throw new Error('the signature failed');
            })
            .catch(() => undefined);
        if (one.kind === 'reserve') await reserve(code, String(one.count));
        if (one.kind === 'days-pass') world.clock.advance(one.days * 86_400_000);
        if ((one.kind === 'use' || one.kind === 'void') && reserved.length > 0) {
          const { sequence } = reserved[one.pick % reserved.length]!;
          if (one.kind === 'use') await allot(code, { reserved: place(code, sequence, year) });
          else
            await office.run((tx) =>
              voidNumber(tx, counting(), office.operator, {
                place: place(code, sequence, year),
                reason: 'Suratnya tidak jadi',
              }),
            );
        }
        if (one.kind === 'date-back') {
          const day = new Date(world.clock.now().getTime() - one.days * 86_400_000);
          const date = day.toISOString().slice(0, 10);
          await allot(code, { date, ...backDated }).catch((error: unknown) => {
            // Longer ago than last year's first day, or out of letters: said, and nothing was used.
            expect(error).toEqual(refused('invalid'));
          });
        }
      }
      const years = [2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035];
      for (const year of years) {
        const rows = await book(code, year);
        const plain = rows.filter(({ suffix }) => suffix === '').map(({ sequence }) => sequence);
        expect(plain).toEqual(plain.map((_, index) => index + 1));
        for (const sequence of new Set(rows.map((row) => row.sequence))) {
          const letters = rows
            .filter((row) => row.sequence === sequence && row.suffix !== '')
            .map(({ suffix }) => suffix);
          expect(letters).toEqual(letters.map((_, index) => String.fromCharCode(97 + index)));
          expect(plain).toContain(sequence);
        }
        const numbers = rows.flatMap(({ number }) => number ?? []);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const row of rows)
          expect(row.state === 'used' ? row.number : (row.reason ?? row.void_reason)).toBeTruthy();
      }
    }),
    { numRuns: 25, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
  );
  world.clock.set('2026-11-23T00:30:00Z');
}, 60_000);

test('fifty approvals at once: fifty numbers in a row, every letter signed', async () => {
  const references = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const asker = residentVisitor(await makeResident(office.village.id));
      const { reference } = await office.send(asker);
      await office.bringToSigning(reference);
      return reference;
    }),
  );
  const before = (await book('village')).length;
  const approved = await Promise.all(references.map((reference) => office.approve(reference)));
  expect(new Set(approved.map(({ number }) => number)).size).toBe(50);
  const rows = await book('village');
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
  expect(rows.length).toBe(before + 50);
  const files = await Promise.all(
    references.map((reference) =>
      office.run((tx) => printLetter(tx, office.village, office.operator, reference)),
    ),
  );
  for (const { bytes } of files) {
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/ByteRange/g),
    ).toHaveLength(1);
  }
}, 120_000);
