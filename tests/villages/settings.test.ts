import fc from 'fast-check';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../../src/lib/domain/dates-id.ts';
import { access, staffRoles, type StaffRole } from '../../src/lib/domain/roles.ts';
import { Refusal } from '../../src/lib/domain/refusal.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { readTrail } from '../../src/lib/server/audit/index.ts';
import {
  addPhrase,
  listPhrases,
  removePhrase,
  saveNumbering,
} from '../../src/lib/server/letters/index.ts';
import { readLogo, readStoredFile, withVillage } from '../../src/lib/server/platform/index.ts';
import {
  addHoliday,
  addNationalHolidays,
  findVillage,
  getVillage,
  listHolidays,
  missingNationalHolidays,
  removeHoliday,
  saveLook,
  saveOffice,
  setLogo,
  type VillageContext,
} from '../../src/lib/server/villages/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';

useWorld();

let village: VillageContext;
let admin: StaffVisitor;
beforeEach(async () => {
  village = await makeVillage();
  admin = staffVisitor(await makeStaff(village.id, ['admin']));
});

const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const office = {
  alamat: 'Jalan Raya Taliwang No. 12',
  pos: '84455',
  telepon: '0372 81234',
  email: 'kantor@batuputih.desa.id',
  situs: 'batuputih.desa.id',
  tentang: 'Desa di pesisir barat.\r\n\r\n\r\nTiga dusun.',
  'jam-1-buka': '8.00',
  'jam-1-tutup': '15:00',
  'jam-5-buka': '0800',
  'jam-5-tutup': '11.30',
};
const numbering = {
  singkatan: 'btp',
  pola: '{kode_surat}/{nomor,3}/{singkatan_desa}/{tahun}',
  hitungan: 'village',
  loket: 'on',
  simpan: '180',
};
const told = async () =>
  (await run((tx) => readTrail(tx, village.id, admin, { group: 'settings' }))).events.map(
    (e) => e.sentence,
  );
const refusedAt = (...fields: string[]) =>
  expect.objectContaining({
    kind: 'invalid',
    fields: expect.toSatisfy((found: object) => fields.every((f) => f in found)),
  });

describe('who may change settings', () => {
  const acts: Record<string, (officer: StaffVisitor) => Promise<unknown>> = {
    office: (o) => saveOffice(village, o, office),
    look: (o) => saveLook(village, o, { bawaan: '1' }),
    logo: (o) => setLogo(village, o, null),
    numbering: (o) => saveNumbering(village, o, numbering),
    holidays: (o) => run((tx) => listHolidays(tx, village, o)),
    'a holiday': (o) =>
      run((tx) => addHoliday(tx, village, o, { day: '2026-12-24', name: 'Cuti bersama' })),
    'national holidays': (o) => run((tx) => addNationalHolidays(tx, village, o, [])),
    'no holiday': (o) => run((tx) => removeHoliday(tx, village, o, '2026-12-24')),
    phrases: (o) => run((tx) => listPhrases(tx, o)),
    'a phrase': (o) =>
      run((tx) => addPhrase(tx, village.id, o, { kind: 'return', text: 'KTP tidak terbaca.' })),
    'no phrase': (o) => run((tx) => removePhrase(tx, village.id, o, crypto.randomUUID())),
  };
  test.each(staffRoles)('%s', async (role: StaffRole) => {
    const officer = staffVisitor(await makeStaff(village.id, [role]));
    const allowed = (access['village.settings'] as readonly StaffRole[]).includes(role);
    for (const [name, act] of Object.entries(acts)) {
      if (allowed) await act(officer);
      else
        await expect(act(officer), name).rejects.toMatchObject({
          name: 'Refusal',
          kind: 'forbidden',
        });
    }
  });

  test('nobody without a session', async () => {
    for (const [name, act] of Object.entries(acts))
      await expect(act({ kind: 'nobody' } as never), name).rejects.toMatchObject({
        kind: 'not-signed-in',
      });
  });
});

describe('the office', () => {
  test('is saved as it reads best, shows at once, and is on record by name of what changed', async () => {
    await findVillage('localhost');
    await saveOffice(village, admin, office);
    expect(await getVillage(village.id)).toMatchObject({
      address: office.alamat,
      postalCode: '84455',
      phone: '0372-81234',
      email: office.email,
      website: 'https://batuputih.desa.id',
      about: 'Desa di pesisir barat.\n\nTiga dusun.',
      officeHours: { 1: ['08:00', '15:00'], 5: ['08:00', '11:30'] },
    });
    expect(await told()).toEqual([
      'mengubah pengaturan desa: alamat kantor, kode pos, telepon, alamat email, situs web, tentang desa, jam buka',
    ]);
    expect(await saveOffice(village, admin, { ...office, telepon: '' })).toEqual(['phone']);
    expect(await saveOffice(village, admin, { ...office, telepon: '' })).toEqual([]);
    expect(await told()).toHaveLength(2);
  });

  test.each([
    ['pos', '8445'],
    ['telepon', 'telepon saja'],
    ['email', 'kantor'],
    ['situs', 'javascript:alert(1)'],
    ['situs', 'https://a:b@jahat.id'],
    ['alamat', 'x'.repeat(201)],
    ['alamat', 'Jalan 🌾'],
    ['tentang', 'x'.repeat(2001)],
    ['jam-1-buka', 'pagi'],
    ['jam-1-tutup', ''],
    ['jam-1-tutup', '07:00'],
    ['jam-5-buka', '24:00'],
  ])('refuses %s “%s”, and changes nothing', async (field, value) => {
    const typed = { ...office, [field]: value };
    await expect(saveOffice(village, admin, typed)).rejects.toEqual(refusedAt(field));
    expect(await getVillage(village.id)).toMatchObject({ postalCode: '', phone: '' });
  });

  test('is open at least one day', async () => {
    await expect(saveOffice(village, admin, {})).rejects.toEqual(refusedAt('jam-1-buka'));
  });

  test('whatever is typed, it is saved or refused in words, never a failure', async () => {
    const names = [...Object.keys(office), 'jam-7-buka', 'jam-7-tutup'];
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 40 })),
        async (typed) => {
          const result = await saveOffice(village, admin, { ...office, ...typed }).catch(
            (error: unknown) => error,
          );
          expect(Array.isArray(result) || result instanceof Refusal).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('numbering', () => {
  test('is saved and used', async () => {
    await saveNumbering(village, admin, numbering);
    expect(await getVillage(village.id)).toMatchObject({
      shortCode: 'BTP',
      numberPattern: numbering.pola,
      uploadRetentionDays: 180,
    });
    expect((await told())[0]).toBe(
      'mengubah pengaturan desa: singkatan desa, pola nomor surat, masa simpan lampiran',
    );
  });

  test.each([
    ['singkatan', ''],
    ['singkatan', 'DESA BATU PUTIH'],
    ['pola', '{nomor}'],
    ['pola', '{nomor}/{tahun}/{lain}'],
    ['pola', ''],
    ['hitungan', 'lain'],
    ['simpan', '29'],
    ['simpan', '3651'],
    ['simpan', '90,5'],
    ['simpan', ''],
  ])('refuses %s “%s”', async (field, value) => {
    await expect(saveNumbering(village, admin, { ...numbering, [field]: value })).rejects.toEqual(
      refusedAt(field),
    );
  });

  test('a counter for each type needs the type in the number', async () => {
    const perType = { ...numbering, hitungan: 'type' };
    await expect(
      saveNumbering(village, admin, { ...perType, pola: '{nomor}/{tahun}' }),
    ).rejects.toEqual(refusedAt('pola'));
    expect(await saveNumbering(village, admin, perType)).toContain('counterScope');
  });

  test('the way of counting stays once the year has a number', async () => {
    await run((tx) =>
      tx
        .insertInto('letter_number')
        .values({
          village_id: village.id,
          counter: 'village',
          year: 2026,
          sequence: 3,
          state: 'reserved',
          on_date: '2026-11-23',
          reason: 'Surat tulisan tangan',
          given_by: admin.staffId,
          given_at: new Date(),
        })
        .execute(),
    );
    await expect(saveNumbering(village, admin, { ...numbering, hitungan: 'type' })).rejects.toEqual(
      refusedAt('hitungan'),
    );
    expect(await getVillage(village.id)).toMatchObject({ counterScope: 'village' });
    await saveNumbering(village, admin, numbering);
  });
});

describe('the look', () => {
  test('takes a colour that reads well, and the green back', async () => {
    await saveLook(village, admin, { warna: '#1A4A7A' });
    expect(await getVillage(village.id)).toMatchObject({ accent: '#1a4a7a' });
    await saveLook(village, admin, { warna: '#1a4a7a', bawaan: '1' });
    expect(await getVillage(village.id)).toMatchObject({ accent: null });
  });

  test.each(['#ffff00', '#cc0000', 'hijau', '', '#12345'])('refuses %s', async (warna) => {
    await expect(saveLook(village, admin, { warna })).rejects.toEqual(refusedAt('warna'));
  });

  test('puts up a logo, replaces it and takes it down, leaving no file behind', async () => {
    const draw = async (background: string) =>
      readLogo(
        new File(
          [
            new Uint8Array(
              await sharp({ create: { width: 40, height: 40, channels: 3, background } })
                .png()
                .toBuffer(),
            ),
          ],
          'logo.png',
        ),
      );
    await setLogo(village, admin, await draw('#0e5a44'));
    const first = (await getVillage(village.id)).logoFileId!;
    expect((await run((tx) => readStoredFile(tx, village.id, first))).mediaType).toBe('image/png');
    await setLogo(village, admin, await draw('#553311'));
    await expect(run((tx) => readStoredFile(tx, village.id, first))).rejects.toThrow();
    await setLogo(village, admin, null);
    await setLogo(village, admin, null);
    expect((await getVillage(village.id)).logoFileId).toBeNull();
    expect(await told()).toEqual([
      'menghapus logo desa',
      'memasang logo desa',
      'memasang logo desa',
    ]);
  });
});

describe('holidays', () => {
  const add = (day: string, name: string) =>
    run((tx) => addHoliday(tx, village, admin, { day, name }));
  const days = async () => (await run((tx) => listHolidays(tx, village, admin))).map((h) => h.day);

  test('are added, listed in order, and removed', async () => {
    await add('2027-03-20', 'Idulfitri');
    await add('2026-12-24', '  Cuti   bersama ');
    expect(await run((tx) => listHolidays(tx, village, admin))).toEqual([
      { day: '2026-12-24', name: 'Cuti bersama' },
      { day: '2027-03-20', name: 'Idulfitri' },
    ]);
    expect((await getVillage(village.id)).holidays).toContain('2026-12-24');
    await run((tx) => removeHoliday(tx, village, admin, '2026-12-24'));
    await run((tx) => removeHoliday(tx, village, admin, 'bukan tanggal'));
    expect(await days()).toEqual(['2027-03-20']);
    expect(await told()).toEqual([
      'menghapus hari libur kantor: 2026-12-24 Cuti bersama',
      'menambah hari libur kantor: 2026-12-24 Cuti bersama',
      'menambah hari libur kantor: 2027-03-20 Idulfitri',
    ]);
  });

  test.each([
    ['', 'Libur', 'tanggal'],
    ['2026-02-30', 'Libur', 'tanggal'],
    ['2020-01-01', 'Libur', 'tanggal'],
    ['2099-01-01', 'Libur', 'tanggal'],
    ['2026-12-24', '  ', 'nama'],
    ['2026-12-24', 'x'.repeat(101), 'nama'],
  ])('refuses “%s” “%s”', async (day, name, field) => {
    await expect(add(day, name)).rejects.toEqual(refusedAt(field));
  });

  test('one day twice is refused', async () => {
    await add('2026-12-24', 'Cuti bersama');
    await expect(add('2026-12-24', 'Lagi')).rejects.toEqual(refusedAt('tanggal'));
  });

  test('the national ones that are chosen come in, without those past or entered', async () => {
    await add('2026-12-25', 'Natal');
    const missing = async () =>
      missingNationalHolidays(village, await run((tx) => listHolidays(tx, village, admin)));
    const offered = await missing();
    expect(offered.map((h) => h.day)).not.toContain('2026-12-25');
    expect(offered.every((h) => h.day > '2026-11-01')).toBe(true);
    const fixed = offered.filter((h) => !h.reckoned).map((h) => h.day);
    expect(fixed).toEqual(expect.arrayContaining(['2027-01-01', '2027-08-17', '2027-12-25']));
    const choose = () =>
      run((tx) => addNationalHolidays(tx, village, admin, [...fixed, '2027-02-30', '2020-01-01']));
    expect(await choose()).toBe(fixed.length);
    expect(await choose()).toBe(0);
    expect(await days()).toHaveLength(fixed.length + 1);
    expect((await missing()).every((h) => h.reckoned)).toBe(true);
  });

  test('one that was entered a day off what was reckoned is not offered again', async () => {
    const named = async (name: string) =>
      missingNationalHolidays(village, await run((tx) => listHolidays(tx, village, admin))).filter(
        (h) => h.name === name,
      );
    const [first] = await named('Iduladha');
    await add(addDays(first!.day, 1), 'Iduladha');
    expect((await named('Iduladha')).map((h) => h.day)).not.toContain(first!.day);
  });
});

describe('kept phrases', () => {
  test('are kept once, by kind, and forgotten', async () => {
    const add = (kind: 'return' | 'reject', text: string) =>
      run((tx) => addPhrase(tx, village.id, admin, { kind, text }));
    await add('return', 'Foto KTP tidak terbaca. Foto ulang di tempat terang.');
    await add('reject', 'Foto KTP tidak terbaca. Foto ulang di tempat terang.');
    await expect(
      add('return', 'Foto KTP tidak terbaca. Foto ulang di tempat terang.'),
    ).rejects.toEqual(refusedAt('kalimat'));
    await expect(add('return', 'Salah')).rejects.toEqual(refusedAt('kalimat'));
    const { return: kept } = await run((tx) => listPhrases(tx, admin));
    expect(kept).toHaveLength(1);
    await run((tx) => removePhrase(tx, village.id, admin, kept[0]!.id));
    const left = await run((tx) => listPhrases(tx, admin));
    expect([left.return.length, left.reject.length]).toEqual([0, 1]);
  });
});
