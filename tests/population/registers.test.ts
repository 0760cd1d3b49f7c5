import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/lib/domain/dates-id.ts';
import { presentOn } from '../../src/lib/domain/presence.ts';
import { columnsOf } from '../../src/lib/domain/book-headings.ts';
import { registerBooks, type PopulationBookKey } from '../../src/lib/domain/register-books.ts';
import { listAccesses, readTrail } from '../../src/lib/server/audit/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import {
  readBook,
  showBookNumbers,
  takeOutBook,
  type AskedExport,
} from '../../src/lib/server/population/index.ts';
import {
  monthScope,
  writeBookDocument,
  writeBookSheet,
  type BookPage,
} from '../../src/lib/server/registers/index.ts';
import { findEntryIds } from '../../src/lib/server/population/registers/book-store.ts';
import { presentAt } from '../../src/lib/server/population/registers/presence-store.ts';
import { takeOutRegister } from '../../src/lib/server/take-out-book.ts';
import { type VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { poppler } from '../letters/read-pdf.ts';
import { useWorld } from '../world.ts';
import { makeEvents } from './make-event.ts';

useWorld();

async function area(villageId: number, hamlet: string): Promise<string> {
  const row = await withVillage(villageId, (tx) =>
    tx
      .insertInto('area')
      .values({ village_id: villageId, hamlet, rw: '001', rt: '002' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return row.id;
}

const officer = async (village: VillageContext, ...roles: ('operator' | 'overseer')[]) =>
  staffVisitor(await makeStaff(village.id, roles));

/**
 * A village of two hamlets with a November known by heart.
 *
 * Atas: AMIR heads a family with his wife BUNGA and their child CITRA, born on the 5th; his father
 * DAENG died on the 10th; EKA, a foreigner, lives alone and came on the 20th.
 * Bawah: FAJAR alone moved away on the 15th; GITA was missing since October and came back on the
 * 12th; HADI arrived in October. INTAN is a temporary guest since the 2nd, JOKO a merged double.
 */
async function furnish() {
  const village = await makeVillage('Batu Putih');
  const { id } = village;
  const [atas, bawah] = [await area(id, 'ATAS'), await area(id, 'BAWAH')];
  const [amirs, fajars] = [await makeFamily(id), await makeFamily(id)];
  const add = (name: string, values: Parameters<typeof makeResident>[1]) =>
    makeResident(id, { name, ...values });
  const inAtas = { area_id: atas, family_id: amirs };
  const amir = await add('AMIR', {
    ...inAtas,
    relation: 1,
    sex: 1,
    nickname: 'Bang Amir',
    title_before: 'Drs.',
  });
  const people = {
    amir,
    bunga: await add('BUNGA', { ...inAtas, relation: 3, sex: 2 }),
    citra: await add('CITRA', { ...inAtas, relation: 4, sex: 2, birth_date: '2026-11-05' }),
    daeng: await add('DAENG', { ...inAtas, relation: 7, sex: 1, basic_status: 2 }),
    eka: await add('EKA', { area_id: atas, sex: 2, citizenship: 2 }),
    fajar: await add('FAJAR', {
      area_id: bawah,
      family_id: fajars,
      relation: 1,
      sex: 1,
      basic_status: 3,
    }),
    gita: await add('GITA', { area_id: bawah, sex: 2 }),
    hadi: await add('HADI', { area_id: bawah, sex: 1 }),
    intan: await add('INTAN', { area_id: bawah, sex: 2, residence: 2 }),
    joko: await add('JOKO', { area_id: bawah, sex: 1 }),
  };
  await withVillage(id, async (tx) => {
    await declareTestChange(tx);
    await tx.updateTable('family').set({ head_id: amir.id }).where('id', '=', amirs).execute();
    await tx
      .updateTable('resident')
      .set({ merged_into: people.hadi.id })
      .where('id', '=', people.joko.id)
      .execute();
    await tx
      .insertInto('official')
      .values([
        {
          village_id: id,
          name: 'H. SALEH',
          position: 'Kepala Desa',
          employee_no: '12345',
          signs: true,
          serves_from: '2026-11-01',
        },
        { village_id: id, name: 'LAMA', position: 'Kepala Desa', serves_until: '2026-10-31' },
        { village_id: id, name: 'RATNA', position: 'Sekretaris Desa' },
      ])
      .execute();
  });
  const event = (who: keyof typeof people, kind: string, on: string, details = {}) => ({
    resident_id: people[who].id,
    kind,
    occurred_on: on,
    details: JSON.stringify(details),
  });
  await makeEvents(id, [
    event('citra', 'birth', '2026-11-05'),
    event('daeng', 'death', '2026-11-10', { place: 'Puskesmas Taliwang' }),
    event('eka', 'arrival', '2026-11-20', { origin: 'Dili' }),
    event('fajar', 'departure', '2026-11-15', { destination: 'Mataram' }),
    event('gita', 'missing', '2026-10-01'),
    event('gita', 'return', '2026-11-12'),
    event('hadi', 'arrival', '2026-10-03', { origin: 'Seteluk' }),
    // recorded twice by mistake: adds nobody
    event('hadi', 'arrival', '2026-11-03', { origin: 'Seteluk' }),
    event('intan', 'arrival', '2026-11-02', { origin: 'Bima', purpose: 'Bekerja' }),
    event('joko', 'arrival', '2026-11-02'),
    { ...event('amir', 'death', '2026-11-20'), undone_by: null },
  ]);
  await withVillage(id, (tx) =>
    tx
      .updateTable('population_event')
      .set((eb) => ({ undone_by: eb.ref('change_id') }))
      .where('resident_id', '=', amir.id)
      .execute(),
  );
  return { village, people, visitor: await officer(village, 'operator') };
}

let place: Awaited<ReturnType<typeof furnish>>;
beforeAll(async () => {
  place = await furnish();
});

const open = (
  book: PopulationBookKey,
  asked: { month?: string; hamlet?: string; page?: number } = {},
): Promise<BookPage> =>
  withVillage(place.village.id, (tx) =>
    readBook(tx, place.village, place.visitor, { book, month: '2026-11', page: 1, ...asked }),
  );
const names = ({ rows }: BookPage) => rows.map((row) => row.name);

/** The figures that are not nothing, as "key=value". */
const figures = (row: Record<string, string | number>) =>
  Object.entries(row)
    .filter(
      ([key, value]) => value !== 0 && value !== '' && !/^(number|hamlet|note|remark)/.test(key),
    )
    .map(([key, value]) => `${key}=${value}`);

test('B.3 of the known November, to the last column', async () => {
  const { rows, total } = await open('rekapitulasi');
  expect(rows.map((row) => [row.number, row.hamlet, figures(row)])).toEqual(
    [
      [
        1,
        'ATAS',
        [
          // Amir, Bunga and Daeng, one family
          'start.native.1=2',
          'start.native.2=1',
          'born.native.2=1',
          'came.foreign.2=1',
          'died.native.1=1',
          'end.foreign.2=1',
          'end.native.1=1',
          'end.native.2=2',
          'start.families=1',
          'start.members=2',
          'start.people=3',
          'end.families=1',
          'end.members=3',
          'end.people=4',
        ].sort(),
      ],
      [
        2,
        'BAWAH',
        [
          'start.native.1=2',
          'came.native.2=1',
          'left.native.1=1',
          'end.native.1=1',
          'end.native.2=1',
          'start.families=1',
          'start.members=1',
          'start.people=2',
          'end.members=2',
          'end.people=2',
        ].sort(),
      ],
    ].map(([n, h, f]) => [
      n,
      h,
      expect.toSatisfy((found: string[]) => found.toSorted().join() === (f as string[]).join()),
    ]),
  );
  expect(rows[1]!.note).toBe('datang termasuk kembali 1');
  expect(total).toMatchObject({
    'start.people': 5,
    'end.people': 6,
    'start.families': 2,
    hamlet: 'Jumlah',
  });
});

test('one hamlet, another month, a month that has not begun', async () => {
  const one = await open('rekapitulasi', { hamlet: 'BAWAH' });
  expect(one.rows.map((r) => r.hamlet)).toEqual(['BAWAH']);
  expect(one.total!['end.people']).toBe(2);
  const october = await open('rekapitulasi', { month: '2026-10' });
  expect(october.total).toMatchObject({
    'start.people': 5,
    'end.people': 5,
    'came.native.1': 1,
    'left.native.2': 1,
  });
  expect((await open('rekapitulasi', { month: '2027-01' })).scope.month).toBe('2026-11');
  expect((await open('rekapitulasi', { month: 'nonsense' })).scope.month).toBe('2026-11');
});

test('B.1 has the permanent residents of the month’s end, family by family', async () => {
  expect(names(await open('induk'))).toEqual([
    'Drs. AMIR / Bang Amir',
    'BUNGA',
    'CITRA',
    'EKA',
    'GITA',
    'HADI',
  ]);
  expect(names(await open('induk', { month: '2026-10', hamlet: 'ATAS' }))).toEqual([
    'Drs. AMIR / Bang Amir',
    'BUNGA',
    'DAENG',
  ]);
  const [first] = (await open('induk')).rows;
  expect(first).toMatchObject({
    number: 1,
    sex: 'L',
    maritalStatus: 'Kawin',
    birthDate: '15-06-1985',
    citizenship: 'WNI',
  });
  expect(first!.nik).toMatch(/^5207••••••••\d{4}$/);
});

test('B.2 tells every coming and going, and which change nothing', async () => {
  const { rows } = await open('mutasi');
  expect(
    rows.map((r) => [
      r.name,
      r.origin,
      r.cameOn,
      r.destination,
      r.movedOn,
      r.deathPlace,
      r.diedOn,
      r.note,
    ]),
  ).toEqual([
    ['HADI', 'Seteluk', '03-11-2026', '', '', '', '', 'tidak mengubah jumlah'],
    ['CITRA', '', '05-11-2026', '', '', '', '', 'Lahir'],
    ['DAENG', '', '', '', '', 'Puskesmas Taliwang', '10-11-2026', ''],
    ['GITA', '', '12-11-2026', '', '', '', '', 'Kembali'],
    ['FAJAR', '', '', 'Mataram', '15-11-2026', '', '', ''],
    ['EKA', 'Dili', '20-11-2026', '', '', '', '', ''],
  ]);
});

test('B.4 has the temporary residents, B.5 the cards', async () => {
  expect((await open('sementara')).rows).toMatchObject([
    {
      name: 'INTAN',
      male: '',
      female: 'P',
      origin: 'Bima',
      purpose: 'Bekerja',
      cameOn: '02-11-2026',
      leftOn: '',
    },
  ]);
  expect((await open('sementara', { month: '2026-10' })).rows).toEqual([]);
  const cards = (await open('ktp-kk')).rows;
  expect(cards.map((r) => r.name)).toHaveLength(6);
  expect(cards.find((r) => r.name === 'CITRA')).toMatchObject({
    since: '05-11-2026',
    relation: 'Anak',
  });
});

test('every line has a value for each column of its book, and for nothing else', async () => {
  for (const book of ['induk', 'mutasi', 'rekapitulasi', 'sementara', 'ktp-kk'] as const) {
    const { rows } = await open(book);
    const keys = columnsOf(registerBooks[book].headings).map((c) => c.key);
    for (const row of rows) for (const key of keys) expect(row, key).toHaveProperty([key]);
  }
});

describe('numbers in full', () => {
  const show = (visitor = place.visitor, purpose = 'Laporan ke kecamatan') =>
    withVillage(place.village.id, (tx) =>
      showBookNumbers(tx, place.village, visitor, {
        book: 'induk',
        month: '2026-11',
        page: 1,
        purpose,
      }),
    );

  test('for a purpose, which is recorded', async () => {
    expect((await show()).rows[0]!.nik).toBe(place.people.amir.nik);
    const admin = staffVisitor(await makeStaff(place.village.id, ['admin']));
    const { events } = await withVillage(place.village.id, (tx) =>
      readTrail(tx, place.village.id, admin, { group: 'people' }),
    );
    expect(events[0]!.sentence).toBe(
      'menampilkan NIK dan nomor KK lengkap 6 baris Buku B.1 November 2026: “Laporan ke kecamatan”',
    );
  });

  test('not without one, and not for whoever may not', async () => {
    await expect(show(place.visitor, ' ')).rejects.toMatchObject({
      kind: 'invalid',
      fields: { keperluan: expect.any(String) },
    });
    await expect(show(await officer(place.village, 'overseer'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });
});

describe('taken out', () => {
  const take = (book: PopulationBookKey, asked: Partial<AskedExport> = {}) =>
    withVillage(place.village.id, (tx) =>
      takeOutBook(tx, place.village, place.visitor, {
        book,
        month: '2026-11',
        format: 'xlsx',
        part: 1,
        full: false,
        purpose: '',
        ...asked,
      }),
    );
  async function sheetOf(taken: Awaited<ReturnType<typeof take>>) {
    const pieces: Buffer[] = [];
    for await (const piece of writeBookSheet(taken)) pieces.push(piece);
    const workbook = XLSX.read(Buffer.concat(pieces));
    return XLSX.utils.sheet_to_json<unknown[]>(workbook.Sheets[workbook.SheetNames[0]!]!, {
      header: 1,
      defval: null,
      blankrows: true,
    });
  }
  const textOf = (pdf: Uint8Array) => poppler('pdftotext', pdf, '-layout');

  test('as a spreadsheet: title, numbered head, lines, officials of that time', async () => {
    const rows = await sheetOf(await take('induk', { full: true, purpose: 'Cetak buku' }));
    expect(rows[0]![0]).toBe('B.1 BUKU INDUK PENDUDUK');
    expect(rows[2]![0]).toBe('November 2026 · NIK dan nomor KK lengkap');
    expect(rows[6]).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    expect(rows[7]).toContain('Drs. AMIR / Bang Amir');
    expect(rows[7]).toContain(place.people.amir.nik);
    const feet = rows
      .slice(13)
      .flat()
      .filter((c) => c !== null && c !== '');
    expect(feet).toEqual([
      'MENGETAHUI',
      'Batu Putih, 23 November 2026',
      'KEPALA DESA',
      'SEKRETARIS DESA',
      'H. SALEH',
      'RATNA',
      'NIP/NIPD 12345',
    ]);
  });

  test('the recapitulation with its sum', async () => {
    const rows = await sheetOf(await take('rekapitulasi'));
    const numbered = rows.findIndex((r) => r[32] === 33);
    expect(rows[numbered + 1]!.slice(0, 9)).toEqual([1, 'ATAS', 0, 0, 2, 1, 1, 2, 3]);
    expect(rows[numbered + 3]!.slice(25, 32)).toEqual([0, 1, 2, 3, 1, 5, 6]);
  });

  test.each(['induk', 'mutasi', 'rekapitulasi', 'sementara', 'ktp-kk'] as const)(
    '%s as PDF',
    async (book) => {
      const text = textOf(await writeBookDocument(await take(book, { format: 'pdf' })));
      const { title, code, headings } = registerBooks[book];
      expect(text).toContain(title.toUpperCase());
      expect(text).toContain(code);
      expect(text).toContain('November 2026');
      const numbers = columnsOf(headings).map((_, i) => String(i + 1));
      expect(text.split('\n').some((l) => l.trim().split(/\s+/).join() === numbers.join())).toBe(
        true,
      );
      expect(text).toMatch(
        /MENGETAHUI\s+Batu Putih, 23 November 2026\s+KEPALA DESA\s+SEKRETARIS DESA\s+H\. SALEH\s+RATNA/,
      );
      if (book !== 'rekapitulasi') expect(text).not.toContain(place.people.amir.nik);
    },
  );

  test('an older month is signed by who served then', async () => {
    const text = textOf(
      await writeBookDocument(await take('induk', { format: 'pdf', month: '2026-10' })),
    );
    expect(text).toContain('LAMA');
    expect(text).not.toContain('H. SALEH');
    expect(text).toContain('Batu Putih, 31 Oktober 2026');
  });

  test('a book without lines says so', async () => {
    const text = textOf(
      await writeBookDocument(await take('sementara', { format: 'pdf', month: '2025-01' })),
    );
    expect(text).toContain('Tidak ada catatan untuk Januari 2025.');
  });

  test('only after a fresh proof, and on record', async () => {
    const asked = {
      book: 'induk',
      month: '2026-11',
      format: 'pdf',
      part: 1,
      full: false,
      purpose: '',
    } as const;
    const stale = { ...place.visitor, provedAt: new Date('2026-11-22T00:00:00Z') };
    await expect(takeOutRegister(place.village, stale, asked)).rejects.toMatchObject({
      kind: 'proof-needed',
    });
    await takeOutRegister(place.village, stale, { ...asked, book: 'rekapitulasi' });
    const admin = staffVisitor(await makeStaff(place.village.id, ['admin']));
    const { events } = await withVillage(place.village.id, (tx) =>
      readTrail(tx, place.village.id, admin, { group: 'people' }),
    );
    expect(events[0]!.sentence).toBe('mengambil Buku B.3 November 2026, 2 baris, sebagai PDF');
    // Sums speak of nobody: residents are told of the books about persons alone.
    await takeOutRegister(place.village, place.visitor, asked);
    const { accesses } = await withVillage(place.village.id, (tx) =>
      listAccesses(tx, residentVisitor(place.people.amir), { by: 'others', limit: 200 }),
    );
    const told = accesses.map(({ sentence }) => sentence).filter((s) => s.includes('Buku B.'));
    expect(told[0]).toMatch(/^mengambil Buku B\.1 November 2026, \d+ baris, sebagai PDF \(mungkin/);
    expect(told.filter((sentence) => sentence.includes('B.3'))).toEqual([]);
  });
});

test(
  'the database’s presence is the rule’s, and every month’s sums agree',
  { timeout: 120_000 },
  async () => {
    const day = fc.integer({ min: 0, max: 80 }).map((n) => addDays('2026-09-05', n));
    const life = fc.record({
      sex: fc.constantFrom(1, 2),
      citizenship: fc.constantFrom(1, 2),
      status: fc.constantFrom(1, 2, 3),
      area: fc.constantFrom(0, 1, 2),
      family: fc.constantFrom(0, 1, 2),
      events: fc.array(
        fc.record({ on: day, effect: fc.constantFrom(-1 as const, 0 as const, 1 as const) }),
        { maxLength: 5 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 8 }), day, async (lives, on) => {
        const village = await makeVillage();
        const visitor = await officer(village, 'overseer');
        const areas = [null, await area(village.id, 'SATU'), await area(village.id, 'DUA')];
        const families = [null, await makeFamily(village.id), await makeFamily(village.id)];
        const expected: string[] = [];
        for (const { events, status, ...one } of lives) {
          const { id } = await makeResident(village.id, {
            sex: one.sex,
            citizenship: one.citizenship,
            area_id: areas[one.area],
            family_id: families[one.family],
            basic_status: status,
          });
          await makeEvents(
            village.id,
            events.map((e) => ({
              resident_id: id,
              kind: e.effect < 0 ? 'departure' : 'arrival',
              effect: e.effect,
              occurred_on: e.on,
            })),
          );
          const series = events.map((e) => ({ occurredOn: e.on, effect: e.effect }));
          if (presentOn(series, status === 1, on)) expected.push(id);
        }
        const found = await withVillage(village.id, async (tx) => {
          const { rows } = await sql<{
            id: string;
          }>`select x.id from resident x where x.id in ${presentAt(on)}`.execute(tx);
          return rows.map((r) => r.id);
        });
        expect(found.sort()).toEqual(expected.sort());

        for (const month of ['2026-09', '2026-10', '2026-11']) {
          const recap = await withVillage(village.id, (tx) =>
            readBook(tx, village, visitor, { book: 'rekapitulasi', month, page: 1 }),
          );
          for (const row of [...recap.rows, recap.total!]) {
            const n = (key: string) => Number(row[key]);
            for (const who of ['foreign.1', 'foreign.2', 'native.1', 'native.2'])
              expect(
                n(`start.${who}`) +
                  n(`born.${who}`) +
                  n(`came.${who}`) -
                  n(`died.${who}`) -
                  n(`left.${who}`),
              ).toBe(n(`end.${who}`));
            for (const end of ['start', 'end']) {
              expect(n(`${end}.families`) + n(`${end}.members`)).toBe(n(`${end}.people`));
              const parts = ['foreign.1', 'foreign.2', 'native.1', 'native.2'].map((who) =>
                n(`${end}.${who}`),
              );
              expect(parts.reduce((a, b) => a + b)).toBe(n(`${end}.people`));
            }
          }
          const lines = await withVillage(village.id, (tx) =>
            findEntryIds(tx, 'induk', monthScope(village, { month })),
          );
          expect(lines).toHaveLength(Number(recap.total!['end.people']));
        }
      }),
      { numRuns: 12 },
    );
  },
);
