import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { listAccesses, recordEvent } from '../../src/lib/server/audit/index.ts';
import { provePin, signInResident } from '../../src/lib/server/access/index.ts';
import {
  openRequest,
  saveDraft,
  startDraft,
  submitRequest,
} from '../../src/lib/server/letters/index.ts';
import { storeFile, withVillage } from '../../src/lib/server/platform/index.ts';
import {
  listCopies,
  openOwnPhoto,
  readFamilyMember,
  readOwnRecord,
} from '../../src/lib/server/population/index.ts';
import { copyBiodata, copyFamilyCard } from '../../src/lib/server/take-copies.ts';
import { takeMyData } from '../../src/lib/server/take-my-data.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { examples } from '../letters/examples.ts';
import { goodPin, makeHolder } from '../access/people.ts';
import { Browser } from '../callers.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';

const world = useWorld();

type Resident = Awaited<ReturnType<typeof makeResident>>;
let village: VillageContext;
let family: string;
let head: Resident;
let wife: Resident;
let grandmother: Resident;
let child: Resident;
let stranger: Resident;
beforeAll(async () => {
  village = await makeVillage();
  family = await makeFamily(village.id);
  const person = (name: string, relation: number, birth: string, more = {}) =>
    makeResident(village.id, { name, relation, birth_date: birth, family_id: family, ...more });
  head = await person('AHMAD', 1, '1980-01-01', {
    phone: '+6281234567890',
    father_nik: '5207024106500001',
    contraception: 1,
    blood_type: 13,
  });
  wife = await person('SITI', 3, '1983-01-01');
  grandmother = await person('MARIAM', 7, '1950-01-01');
  child = await person('RIZKI', 4, '2015-01-01', { phone: '+6281299998888' });
  stranger = await makeResident(village.id);
});

const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const own = (as: Resident, numbers = false) =>
  run((tx) => readOwnRecord(tx, village, residentVisitor(as), { numbers }));
const member = (as: Resident, of: { id: string }, numbers = false) =>
  run((tx) => readFamilyMember(tx, village, residentVisitor(as), of.id, { numbers }));
const names = async (as: Resident) => (await own(as)).members.map((m) => m.name);
const lines = ({ parts }: { parts: { lines: { key: string; value: string }[] }[] }) =>
  Object.fromEntries(parts.flatMap((p) => p.lines.map((l) => [l.key, l.value])));
const accesses = async (as: Resident, by: 'self' | 'others') =>
  (await run((tx) => listAccesses(tx, residentVisitor(as), { by, limit: 20 }))).accesses;

describe('one’s own record', () => {
  test('is read in words, its numbers masked until they are asked for', async () => {
    const masked = lines(await own(head));
    expect(masked).toMatchObject({
      nama: 'AHMAD',
      jenis_kelamin: 'Laki-laki',
      tanggal_lahir: '1 Januari 1980',
      hubungan_keluarga: 'Kepala keluarga',
      golongan_darah: 'Tidak tahu',
      cara_kb: 'Pil',
      email: '',
    });
    expect(JSON.stringify(masked)).not.toMatch(/\d{16}|81234567890/);
    const open = lines(await own(head, true));
    expect(open).toMatchObject({ nik: head.nik, telepon: '0812-3456-7890' });
    expect(open.nomor_kk).toMatch(/^\d{16}$/);
    expect(open.nik_ayah).toBe('5207••••••••0001');
  });

  test('reading it is on record', async () => {
    await own(stranger);
    await own(stranger, true);
    expect((await accesses(stranger, 'self')).map((a) => a.sentence)).toEqual([
      'menampilkan NIK dan nomor KK sendiri',
      'membaca data sendiri',
    ]);
    expect(await accesses(stranger, 'others')).toEqual([]);
  });

  test('an export of many is told to everyone, for they may be among them', async () => {
    const operator = staffVisitor(await makeStaff(village.id, ['operator'], { name: 'Pak Op' }));
    await run((tx) =>
      recordEvent(tx, village.id, operator, {
        action: 'population.export',
        details: { count: 5, numbers: 'full', reason: 'Laporan kecamatan' },
      }),
    );
    expect((await accesses(stranger, 'others'))[0]).toMatchObject({
      who: 'Pak Op, Kasi Pelayanan',
      sentence: expect.stringMatching(/^mengekspor data 5 warga.*mungkin termasuk data Anda/),
    });
    expect((await accesses(stranger, 'self')).map((a) => a.sentence).join()).not.toContain(
      'mengekspor',
    );
    await run((tx) =>
      recordEvent(tx, village.id, operator, {
        action: 'population.read',
        residentId: stranger.id,
      }),
    );
    const page = (before?: number) =>
      run((tx) => listAccesses(tx, residentVisitor(stranger), { by: 'others', limit: 1, before }));
    const newest = await page();
    expect(newest.accesses[0]!.sentence).toBe('membuka data warga');
    const older = await page(newest.olderThan);
    expect(older.accesses[0]!.sentence).toContain('mengekspor');
    expect(older.olderThan).toBeUndefined();
  });

  test('is not for officers, nor before PIN and terms are settled', async () => {
    const admin = staffVisitor(await makeStaff(village.id, ['admin']));
    for (const visitor of [
      admin,
      { kind: 'nobody' } as const,
      { ...residentVisitor(head), mustChangePin: true },
      { ...residentVisitor(head), mustAcceptTerms: true },
    ])
      await expect(
        run((tx) => readOwnRecord(tx, village, visitor, { numbers: true })),
      ).rejects.toMatchObject({ name: 'Refusal' });
  });
});

describe('the family', () => {
  test('adults see who is in their KK; a child and one without a KK see nobody', async () => {
    expect(await names(wife)).toEqual(['AHMAD', 'RIZKI', 'MARIAM']);
    expect(await names(grandmother)).toHaveLength(3);
    expect(await names(child)).toEqual([]);
    expect(await names(stranger)).toEqual([]);
    expect((await own(head)).members[1]).toEqual({
      id: child.id,
      name: 'RIZKI',
      relation: 'Anak',
      birthYear: '2015',
    });
  });

  test('a child of sixteen becomes an adult on the birthday', async () => {
    const teenager = await makeResident(village.id, {
      name: 'TEEN',
      relation: 4,
      family_id: await makeFamily(village.id),
      birth_date: '2009-11-24',
    });
    await makeResident(village.id, { name: 'SIBLING', relation: 4, family_id: teenager.family_id });
    expect(await names(teenager)).toEqual([]);
    world.clock.advance(24 * 60 * 60_000);
    expect(await names(teenager)).toEqual(['SIBLING']);
  });

  test('head and spouse open a member’s data, without contacts and health', async () => {
    for (const parent of [head, wife]) {
      const shown = lines(await member(parent, child));
      expect(shown).toMatchObject({ nama: 'RIZKI', hubungan_keluarga: 'Anak' });
      expect(shown).not.toHaveProperty('telepon');
      expect(JSON.stringify(shown)).not.toContain(child.nik);
    }
    expect(lines(await member(wife, head))).not.toHaveProperty('cara_kb');
    expect(lines(await member(wife, child, true)).nik).toBe(child.nik);
    const acts = (await accesses(child, 'others')).filter(
      (a) => a.who !== 'Pak Op, Kasi Pelayanan',
    );
    expect(acts.map((a) => `${a.who} ${a.sentence}`)).toEqual([
      'SITI menampilkan NIK anggota keluarga',
      'SITI membaca data anggota keluarga',
      'AHMAD membaca data anggota keluarga',
    ]);
  });

  test.each([
    ['another adult of the family', () => member(grandmother, child)],
    ['the child itself', () => member(child, head)],
    ['a stranger', () => member(stranger, child)],
    ['the head, of a stranger', () => member(head, stranger)],
    ['the head, of oneself', () => member(head, head)],
    ['the head, of nobody', () => member(head, { id: crypto.randomUUID() })],
  ])('refused as not there: %s', async (_who, act) => {
    await expect(act()).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('nobody of another village', async () => {
    const other = await makeVillage();
    await expect(
      withVillage(other.id, (tx) =>
        readFamilyMember(tx, other, residentVisitor(head), child.id, { numbers: false }),
      ),
    ).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('taking all one’s data', () => {
  test('gives everything held, and is on record', async () => {
    const visitor = residentVisitor(head);
    const id = await run((tx) =>
      startDraft(tx, village, visitor, { slug: 'pengantar', subjectId: child.id }),
    );
    await run((tx) => saveDraft(tx, visitor, id, examples('pengantar')));
    const { reference } = await run((tx) =>
      submitRequest(tx, village, visitor, { requestId: id, idempotencyKey: crypto.randomUUID() }),
    );
    const operator = staffVisitor(await makeStaff(village.id, ['operator'], { name: 'Pak Op' }));
    await run((tx) => openRequest(tx, village, operator, reference));

    const data = JSON.parse(await takeMyData(village, visitor));
    expect(data.data_kependudukan).toMatchObject({ nama: 'AHMAD', nik: head.nik });
    expect(data.permohonan_surat).toMatchObject([
      { nomor_permohonan: reference, untuk: 'RIZKI', status: 'Menunggu Verifikasi' },
    ]);
    expect(Object.keys(data.permohonan_surat[0].jawaban).length).toBe(
      Object.keys(examples('pengantar')).length,
    );
    expect(Object.keys(data)).toEqual(
      expect.arrayContaining(['pemberitahuan', 'sesi', 'siapa_yang_melihat', 'yang_anda_lakukan']),
    );
    // Others' numbers are theirs.
    expect(JSON.stringify(data)).not.toMatch(/5207024106500001/);
    expect(JSON.stringify(data)).not.toContain(child.nik);
    expect((await accesses(head, 'self'))[0]?.sentence).toBe(
      'mengambil salinan semua data tentang dirinya',
    );
    expect((await accesses(child, 'others')).map((a) => a.reference)).toContain(reference);
  });

  test('never holds a PIN’s hash or a session’s token', async () => {
    const holder = await makeHolder(village);
    const text = await takeMyData(village, residentVisitor(holder));
    expect(JSON.parse(text).akun).toMatchObject({ keadaan: 'active' });
    expect(text).not.toMatch(/argon2|hash|token/i);
  });

  test('wants the PIN again when the last proof is old', async () => {
    const visitor = residentVisitor(head);
    world.clock.advance(15 * 60_000 + 1);
    await expect(takeMyData(village, visitor)).rejects.toMatchObject({ kind: 'proof-needed' });
  });

  test('proving again takes the right PIN, and changes the session’s token', async () => {
    const holder = await makeHolder(village);
    const browser = new Browser(village);
    await signInResident(browser, { nik: holder.nik, pin: goodPin, kiosk: false });
    const before = await browser.visitor();
    await expect(provePin(browser, before, '000001')).rejects.toMatchObject({
      kind: 'invalid',
    });
    world.clock.advance(14 * 60_000);
    const late = await browser.visitor();
    world.clock.advance(2 * 60_000);
    await expect(takeMyData(village, late)).rejects.toMatchObject({ kind: 'proof-needed' });
    await provePin(browser, late, `${goodPin.slice(0, 3)} ${goodPin.slice(3)}`);
    await takeMyData(village, await browser.visitor());
  });
});

describe('copies to keep', () => {
  const text = (pdf: Uint8Array) =>
    execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s+/g, ' ');
  const copy = (as: Resident, of: { id: string }) =>
    copyBiodata(village, { ...residentVisitor(as), provedAt: world.clock.now() }, of.id);

  test('of one’s own record: everything, numbers in full, said to be a copy', async () => {
    const shown = text((await copy(head, head)).pdf);
    for (const words of ['SALINAN – bukan dokumen kependudukan', 'AHMAD', head.nik, '0812-3456'])
      expect(shown).toContain(words);
    expect((await accesses(head, 'self'))[0]!.sentence).toBe('mengunduh salinan biodata sendiri');
  });

  test('of a member for head and spouse, without contacts; the member reads who took it', async () => {
    const shown = text((await copy(wife, child)).pdf);
    expect(shown).toContain(child.nik);
    expect(shown).not.toContain('9999-8888');
    expect((await accesses(child, 'others'))[0]).toMatchObject({
      who: 'SITI',
      sentence: 'mengunduh salinan biodata anggota keluarga',
    });
  });

  test.each([
    ['another adult of the family', () => copy(grandmother, child)],
    ['the child, of the head', () => copy(child, head)],
    ['a stranger', () => copy(stranger, child)],
  ])('not for %s', async (_who, act) => {
    await expect(act()).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('of nobody without a fresh proof', async () => {
    const late = { ...residentVisitor(head), provedAt: new Date(0) };
    await expect(copyBiodata(village, late, head.id)).rejects.toMatchObject({
      kind: 'proof-needed',
    });
  });

  test('of the family card for head and spouse alone; every member reads who took it', async () => {
    const card = (as: Resident) =>
      copyFamilyCard(village, { ...residentVisitor(as), provedAt: world.clock.now() });
    const shown = text((await card(wife)).pdf);
    for (const words of ['SALINAN – bukan pengganti Kartu Keluarga', child.nik, head.nik])
      expect(shown).toContain(words);
    for (const one of [head, child, grandmother])
      expect((await accesses(one, 'others'))[0]).toMatchObject({
        who: 'SITI',
        sentence: 'mengunduh salinan kartu keluarga',
      });
    for (const other of [grandmother, child, stranger])
      await expect(card(other)).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('who may take which is listed', async () => {
    const people = async (as: Resident) =>
      (await run((tx) => listCopies(tx, village, residentVisitor(as)))).people.map((p) => p.name);
    expect(await people(head)).toEqual(['AHMAD', 'SITI', 'RIZKI', 'MARIAM']);
    expect(await people(grandmother)).toEqual(['MARIAM']);
  });
});

describe('what is missing, and papers', () => {
  test('is said with the way to mend it', async () => {
    const { gaps } = await own(stranger);
    expect(gaps.columns.map((c) => c.column)).toEqual(
      expect.arrayContaining(['blood_type', 'father_name', 'address', 'phone']),
    );
    expect(gaps.columns.map((c) => c.column)).not.toContain('religion');
    expect(gaps.atOffice.join(' ')).toContain('Belum masuk KK');
  });

  test('a minor’s papers are for head and spouse, a grown member’s are not', async () => {
    await run(async (tx) => {
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ birth_certificate: 'AL 77/2015', chronic_illness: 13 })
        .where('id', 'in', [child.id, grandmother.id])
        .execute();
    });
    const shown = lines(await member(head, child));
    expect(shown).toMatchObject({ akta_lahir: 'AL 77/2015' });
    expect(shown).not.toHaveProperty('sakit_menahun');
    expect(lines(await member(head, grandmother))).not.toHaveProperty('akta_lahir');
    expect(lines(await own(grandmother))).toMatchObject({ sakit_menahun: 'Asma' });
  });

  test('the photo opens for whoever opens the record; of a member it is on record', async () => {
    const photo = (as: Resident, of: Resident) =>
      run((tx) => openOwnPhoto(tx, village, residentVisitor(as), of.id));
    await expect(photo(head, child)).rejects.toMatchObject({ kind: 'not-found' });
    await run(async (tx) => {
      const file = await storeFile(tx, village.id, Buffer.from('a face'), 'image/jpeg');
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ photo_file_id: file.id })
        .where('id', '=', child.id)
        .execute();
    });
    expect((await member(head, child)).photo).toBe(true);
    expect((await photo(head, child)).content.toString()).toBe('a face');
    expect((await accesses(child, 'others'))[0]!.sentence).toBe('melihat foto');
    await photo(child, child);
    await expect(photo(grandmother, child)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
