import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as codes from '../../src/lib/domain/reference-codes.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import { ALL_COLUMNS, COLUMNS } from '../../src/lib/server/population/columns.ts';
import type { ExportOrder } from '../../src/lib/server/population/exporting/export-residents.ts';
import { makeResident, makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { cellsIn, exported, whole } from './export-helpers.ts';
import { importFile, registerOf } from './import-helpers.ts';

useWorld();

/** Text as officers and other programs have left it in registers. */
const odd = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+62',
    '-5',
    '@A1',
    "'=A1",
    '<b>&amp;"</b>',
    'dua  spasi',
    'é'.normalize('NFD'),
    '😀',
    '007',
    '1E5',
    '01/02/2003',
    '###x',
    '-',
    '_x0041_',
    'TRUE',
  ),
  fc
    .string({ unit: 'binary', maxLength: 12 })
    .map((text) => text.toWellFormed().replaceAll('\0', '')),
);
const day = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const code = (list: codes.ReferenceList) =>
  maybe(fc.constantFrom(...list.entries.map((entry) => entry.code)));
const digits = (length: number) =>
  fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 2}}[1-9]$`));

const resident = fc.record({
  name: fc.constantFrom('SITI AMINAH', "NUR'AINI", 'AHMAD', 'I GUSTI NGURAH-RAI', 'ÉLÉONORE'),
  sex: fc.constantFrom(1, 2),
  birth_place: odd,
  birth_date: maybe(day),
  religion: code(codes.RELIGION),
  education: code(codes.EDUCATION),
  studying: code(codes.SCHOOLING),
  occupation: code(codes.OCCUPATION),
  marital_status: code(codes.MARITAL_STATUS),
  relation: maybe(fc.integer({ min: 2, max: 11 })),
  citizenship: fc.constantFrom(1, 2, 3),
  blood_type: code(codes.BLOOD_TYPE),
  address: odd,
  current_address: odd,
  father_nik: maybe(digits(16)),
  father_name: fc.constantFrom('', 'BUDI'),
  mother_nik: maybe(digits(16)),
  mother_name: fc.constantFrom('', 'SRI'),
  phone: maybe(fc.constantFrom('+6281234567890', '+62372812345')),
  email: maybe(fc.constant('siti@contoh.id')),
  birth_certificate: maybe(odd),
  passport: maybe(odd),
  passport_until: maybe(day),
  stay_permit: maybe(odd),
  marriage_certificate: maybe(odd),
  married_on: maybe(day),
  divorce_certificate: maybe(odd),
  divorced_on: maybe(day),
  disability: code(codes.DISABILITY),
  contraception: code(codes.CONTRACEPTION),
  pregnant: maybe(fc.boolean()),
  id_card: code(codes.ID_CARD),
  id_card_recording: code(codes.ID_CARD_RECORDING),
  basic_status: fc.constantFrom(1, 2, 3, 4, 6, 9),
  ethnicity: maybe(odd),
  id_card_tag: maybe(odd),
  insurance: code(codes.HEALTH_INSURANCE),
  insurance_number: maybe(odd),
  latitude: fc.constantFrom(-8.746123456789, 0.1),
  longitude: fc.constantFrom(116.85, 95.000001),
  residence: fc.constantFrom(1, 2),
  title_before: odd,
  title_after: odd,
  nickname: odd,
  previous_address: odd,
  previous_kk: maybe(digits(16)),
  chronic_illness: code(codes.CHRONIC_ILLNESS),
  employment_insurance: maybe(odd),
  home_country: maybe(odd),
  birth_time: maybe(fc.constantFrom('00:00', '07:30', '23:59')),
  birth_facility: code(codes.BIRTH_FACILITY),
  birth_kind: code(codes.BIRTH_KIND),
  birth_order: maybe(fc.integer({ min: 1, max: 30 })),
  birth_attendant: code(codes.BIRTH_ATTENDANT),
  birth_weight_g: maybe(fc.integer({ min: 100, max: 20_000 })),
  birth_length_cm: maybe(fc.integer({ min: 10, max: 100 })),
  id_card_printed_at: maybe(odd),
  id_card_printed_on: maybe(day),
  note: fc.tuple(odd, odd).map((lines) => lines.join('\n')),
  household_relation: maybe(fc.constant(2)),
});

const register = fc.record({
  residents: fc.array(
    fc.record({
      person: resident,
      temporary: fc.boolean(),
      family: fc.option(fc.nat(3)),
      area: fc.option(fc.nat(2)),
      household: fc.option(fc.nat(1)),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  families: fc.tuple(
    ...Array.from({ length: 4 }, () =>
      fc.record({
        address: odd,
        social_class: maybe(fc.integer({ min: 1, max: 5 })),
        registered_on: maybe(day),
        card_printed_on: maybe(day),
        closed_on: maybe(day),
        area: fc.option(fc.nat(2)),
      }),
    ),
  ),
  households: fc.tuple(
    ...Array.from({ length: 2 }, () =>
      fc.record({
        social_data: fc.boolean(),
        social_data_number: maybe(odd),
        registered_on: maybe(day),
      }),
    ),
  ),
});

const AREAS = [
  { hamlet: 'BATU PUTIH', rw: '001', rt: '002' },
  { hamlet: 'LABUHAN', rw: '-', rt: '-' },
  { hamlet: "L'ANTAI = 2", rw: 'A', rt: '010' },
];

/** Puts a made-up register into a village, by plain rows. */
async function settle(
  village: { id: number },
  made: typeof register extends fc.Arbitrary<infer T> ? T : never,
) {
  const village_id = village.id;
  await withVillage(village_id, async (tx) => {
    const areas = AREAS.map((area) => ({ ...area, village_id, id: randomUUID() }));
    await tx.insertInto('area').values(areas).execute();
    const place = (index: number | null) => (index === null ? null : areas[index]!.id);
    const families = made.families.map(({ area, ...family }, index) => ({
      ...family,
      village_id,
      id: randomUUID(),
      area_id: place(area),
      kk_number: `520702010210000${index + 1}`,
    }));
    await tx.insertInto('family').values(families).execute();
    const households = made.households.map((household, index) => ({
      ...household,
      village_id,
      id: randomUUID(),
      number: `R-${index}`,
    }));
    await tx.insertInto('household').values(households).execute();
    await tx
      .insertInto('resident')
      .values(
        made.residents.map(({ person, temporary, family, area, household }, index) => ({
          ...person,
          village_id,
          nik: `${temporary ? '05207022015' : '52070201018'}${String(index + 1).padStart(5, '0')}`,
          nik_temporary: temporary,
          // Who has a temporary NIK is told apart by name and birth.
          birth_date: temporary
            ? `1980-01-${String(index + 1).padStart(2, '0')}`
            : person.birth_date,
          family_id: family === null ? null : families[family]!.id,
          household_id: household === null ? null : households[household]!.id,
          area_id: place(area),
        })),
      )
      .execute();
  });
}

it('what is exported and imported elsewhere is exported again cell for cell', async () => {
  await fc.assert(
    fc.asyncProperty(register, async (made) => {
      const [here, there] = [await makeVillage(), await makeVillage()];
      await settle(here, made);
      const file = await exported(here.id);
      const { counts } = await importFile(there.id, file);
      expect(counts).toMatchObject({ new: made.residents.length, refused: 0 });
      expect(await cellsIn(await exported(there.id))).toEqual(await cellsIn(file));
      // and once more into the village that it came from: nothing to change
      expect((await importFile(there.id, file)).counts).toMatchObject({
        unchanged: made.residents.length,
      });
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

it('has OpenSID’s columns first, keeps codes as numbers and everything else as text', async () => {
  const { id } = await makeVillage();
  await makeResident(id, { nik: '5207026311800003', name: 'SITI', phone: '+6281234567890' });
  const [headings, siti] = await cellsIn(await exported(id));
  expect(headings).toEqual(ALL_COLUMNS);
  expect(headings!.slice(0, 43)).toEqual(COLUMNS);
  const cell = (key: string) => siti![headings!.indexOf(key)];
  expect([cell('nik'), cell('no_kk'), cell('sex'), cell('tanggallahir'), cell('telepon')]).toEqual([
    '5207026311800003',
    '0',
    1,
    '15-06-1985',
    '081234567890',
  ]);
});

it('masks numbers, leaves out merged doubles, and is written down with its reason', async () => {
  const { id } = await makeVillage();
  const kept = await makeResident(id, { nik: '5207026311800003', name: 'SITI' });
  await makeResident(id, { merged_into: kept.id });
  await makeResident(id, { name: 'AHMAD' });
  const officer = staffVisitor(await makeStaff(id, ['secretary']));
  const order: ExportOrder = {
    numbers: 'masked',
    reason: ' Rapat   dusun ',
    search: { search: 'siti' },
  };
  const rows = await cellsIn(await exported(id, order, officer));
  expect(rows).toHaveLength(2);
  expect(rows[1]).toContain('5207••••••••0003');
  expect(JSON.stringify(rows)).not.toContain('5207026311800003');
  const event = await withVillage(id, (tx) =>
    tx
      .selectFrom('audit_event')
      .selectAll()
      .where('action', '=', 'population.export')
      .executeTakeFirstOrThrow(),
  );
  expect(event).toMatchObject({
    actor_id: officer.staffId,
    details: { count: 1, numbers: 'masked', filtered: true, reason: 'Rapat dusun' },
  });
  expect(await registerOf(id)).toHaveLength(3);
});

it('is refused without a reason, and to whoever may not', async () => {
  const { id } = await makeVillage();
  const editor = staffVisitor(await makeStaff(id, ['editor', 'official', 'overseer']));
  await expect(exported(id, whole, editor)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(exported(id, { ...whole, reason: ' ab ' })).rejects.toMatchObject({
    kind: 'invalid',
    fields: { alasan: expect.stringContaining('untuk apa') as unknown },
  });
});
