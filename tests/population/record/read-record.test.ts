import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { StaffVisitor } from '../../../src/lib/domain/visitor.ts';
import { listAccesses } from '../../../src/lib/server/audit/index.ts';
import {
  readPortrait,
  withVillage,
  type VillageTx,
} from '../../../src/lib/server/platform/index.ts';
import {
  addResident,
  changeResident,
  checkNewcomer,
  compareResidents,
  findMergedIds,
  listDoubles,
  mergeResidents,
  openForChange,
  openResident,
  readHistory,
  readPhoto,
  setPhoto,
  suggestDoubles,
  unmaskResident,
} from '../../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../../src/lib/server/villages/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../../factories.ts';
import { useWorld } from '../../world.ts';

const world = useWorld();

let village: VillageContext;
let operator: StaffVisitor;
let official: StaffVisitor;

beforeAll(async () => {
  village = await makeVillage();
  operator = staffVisitor(await makeStaff(village.id, ['operator']));
  official = staffVisitor(await makeStaff(village.id, ['official']));
});

const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
const history = (residentId: string, page = 1, visitor = operator) =>
  run((tx) => readHistory(tx, village.id, visitor, { residentId, page }));
const change = (residentId: string, typed: Record<string, string>, reason = 'Sesuai KK') =>
  run((tx) =>
    changeResident(tx, village, operator, { residentId, typed, reason, acceptNotes: true }),
  );
const actionsOn = (residentId: string) =>
  run(async (tx) => {
    const rows = await tx
      .selectFrom('audit_event')
      .select('action')
      .where('resident_id', '=', residentId)
      .orderBy('seq')
      .execute();
    return rows.map((row) => row.action);
  });

test('a history tells who, when, why, and each field in words, numbers masked', async () => {
  const family = await makeFamily(village.id);
  const area = await run((tx) =>
    tx
      .insertInto('area')
      .values({ village_id: village.id, hamlet: 'DASAN', rw: '-', rt: '003' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const { id } = await makeResident(village.id, { occupation: 9 });
  world.clock.advance(60_000);
  await change(id, { occupation: '15', phone: '0812 3456 7890', area_id: area.id }, 'Pindah kerja');
  await run(async (tx) => {
    await declareTestChange(tx);
    await tx.updateTable('resident').set({ family_id: family }).where('id', '=', id).execute();
  });
  const told = await history(id);
  expect(told).toMatchObject({ total: 2, page: 1, pages: 1 });
  const edit = told.entries.find((entry) => entry.reason === 'Pindah kerja');
  expect(edit).toMatchObject({ what: 'Data diubah', who: expect.stringContaining(operator.name) });
  expect(edit?.lines).toEqual([
    { label: 'Dusun, RW, dan RT', old: '', new: 'DASAN, RT 003' },
    { label: 'Telepon', old: '', new: '0812-••••-•890' },
    { label: 'Pekerjaan', old: 'Petani/pekebun', new: 'Karyawan swasta' },
  ]);
  const moved = told.entries.find((entry) => entry !== edit)?.lines[0];
  expect(moved).toEqual({
    label: 'Keluarga',
    old: '',
    new: expect.stringMatching(/^KK 5207•+\d{4}$/),
  });
  expect(JSON.stringify(told)).not.toMatch(/\d{16}|81234567890/);
  expect(await actionsOn(id)).toContain('population.read-history');
});

test('a long history has pages; past its end it begins anew', async () => {
  const { id } = await makeResident(village.id, { nickname: '' });
  for (let i = 0; i < 21; i++) {
    world.clock.advance(1000);
    await change(id, { nickname: `Nama ${i}` });
  }
  const [first, second, beyond] = [await history(id), await history(id, 2), await history(id, 99)];
  expect(first).toMatchObject({ total: 21, pages: 2 });
  expect(first.entries[0]?.lines).toEqual([
    { label: 'Nama panggilan', old: 'Nama 19', new: 'Nama 20' },
  ]);
  expect(second.entries).toHaveLength(1);
  expect(beyond.page).toBe(1);
});

test('after a merge the double’s history and accesses are the kept record’s too', async () => {
  const a = await makeResident(village.id, { name: 'GANDA SATU' });
  const b = await makeResident(village.id, { name: 'GANDA DUA' });
  world.clock.advance(1000);
  await change(b.id, { nickname: 'Dua' }, 'Sebelum digabung');
  world.clock.advance(1000);
  const kept = await run((tx) =>
    mergeResidents(tx, village, operator, {
      a: a.id,
      b: b.id,
      take: { name: 'b' },
      reason: 'Sama',
    }),
  );
  expect(kept).toBe(a.id);
  const { entries } = await history(a.id);
  expect(entries.map(({ what, ofDouble }) => [what, ofDouble])).toEqual([
    ['Data ganda digabung', false],
    ['Data diubah', true],
  ]);
  const opened = await run((tx) => openResident(tx, village.id, official, a.id));
  expect(opened).toMatchObject({ merged: 1, mergedInto: null });
  const double = await run((tx) => openResident(tx, village.id, official, b.id));
  expect(double.mergedInto).toEqual({ id: a.id, name: 'GANDA DUA' });
  const accesses = await run(async (tx) =>
    listAccesses(tx, residentVisitor(a), {
      by: 'others',
      limit: 50,
      mergedIds: await findMergedIds(tx, a.id),
    }),
  );
  expect(accesses.accesses.map((access) => access.sentence)).toContain(
    'mengubah data warga: nama panggilan',
  );
  await expect(run((tx) => openForChange(tx, village.id, operator, b.id))).rejects.toMatchObject({
    kind: 'not-found',
  });
});

test('a record is shown whole, masked until unmasked, with what is missing', async () => {
  const { id } = await makeResident(village.id, {
    father_nik: '5207024708600001',
    phone: '+6281234567890',
    insurance_number: '0001234567891',
    birth_time: '04:30',
    chronic_illness: 13,
  });
  const opened = await run((tx) => openResident(tx, village.id, official, id));
  const lines = opened.sections.flatMap((part) => part.lines);
  const told = Object.fromEntries(lines.map((l) => [l.label, l.value]));
  expect(told).toMatchObject({
    'Jam lahir': '04:30',
    'Sakit menahun': 'Asma',
    'NIK ayah': '5207••••••••0001',
    Telepon: '0812-••••-•890',
  });
  expect(opened.sections.flatMap((part) => part.missing)).toContain('Nomor paspor');
  expect(JSON.stringify(opened.sections)).not.toMatch(/\d{13,}|81234567890/);
  const whole = await run((tx) =>
    unmaskResident(tx, village.id, operator, { residentId: id, reason: 'Mencocokkan KTP' }),
  );
  expect(JSON.stringify(whole.sections)).toMatch(/5207024708600001.*0812-3456-7890.*0001234567891/);
});

test('a photo is made small and upright, kept for readers alone, replaced and removed', async () => {
  const { id } = await makeResident(village.id);
  const picture = async (colour: string) => {
    const bytes = await sharp({
      create: { width: 1600, height: 900, channels: 3, background: colour },
    })
      .withExif({ IFD0: { Artist: 'Rahasia' } })
      .jpeg()
      .toBuffer();
    return readPortrait(new File([new Uint8Array(bytes)], 'wajah.jpg'));
  };
  const set = async (visitor: StaffVisitor, colour?: string) => {
    const upload = colour ? await picture(colour) : null;
    await run((tx) => setPhoto(tx, village.id, visitor, id, upload));
  };
  await expect(set(official, '#777777')).rejects.toMatchObject({ kind: 'forbidden' });
  await set(operator, '#777777');
  const read = (visitor: StaffVisitor) => run((tx) => readPhoto(tx, village.id, visitor, id));
  const { content, mediaType } = await read(official);
  expect(mediaType).toBe('image/jpeg');
  const found = await sharp(content).metadata();
  expect({ width: found.width, height: found.height, exif: found.exif }).toEqual({
    width: 480,
    height: 270,
    exif: undefined,
  });
  const editor = staffVisitor(await makeStaff(village.id, ['editor']));
  await expect(read(editor)).rejects.toMatchObject({ kind: 'forbidden' });
  await set(operator, '#aa0000');
  await set(operator);
  await expect(read(official)).rejects.toMatchObject({ kind: 'not-found' });
  const kept = await run((tx) =>
    tx
      .selectFrom('stored_file')
      .select('deleted_at')
      .where('media_type', '=', 'image/jpeg')
      .execute(),
  );
  expect(kept.map((file) => file.deleted_at !== null)).toEqual([true, true]);
  expect((await history(id)).entries.map(({ lines }) => lines[0])).toHaveLength(3);
  await expect(readPortrait(new File(['%PDF-1.7'], 'foto.jpg'))).rejects.toMatchObject({
    kind: 'invalid',
  });
});

test('two records are compared in full, for who may change them, and that is recorded', async () => {
  const a = await makeResident(village.id, { name: 'BANDING SATU', birth_date: '1970-01-02' });
  const b = await makeResident(village.id, {
    name: 'BANDING SATU',
    birth_date: '1970-01-02',
    occupation: 15,
  });
  const compared = await run((tx) =>
    compareResidents(tx, village.id, operator, { a: a.id, b: b.id }),
  );
  expect(compared.differ.map(({ part, a: left, b: right }) => [part, left, right])).toEqual([
    ['nik', a.nik, b.nik],
    ['occupation', 'Petani/pekebun', 'Karyawan swasta'],
  ]);
  expect(compared.same).toContain('Nama lengkap');
  expect(compared.account).toBeNull();
  for (const id of [a.id, b.id]) expect(await actionsOn(id)).toContain('population.compare');
  await expect(
    run((tx) => compareResidents(tx, village.id, official, { a: a.id, b: b.id })),
  ).rejects.toMatchObject({ kind: 'forbidden' });
  const listed = await run((tx) => listDoubles(tx, operator, { page: 1 }));
  expect(listed.pairs.map((pair) => [pair.a.id, pair.b.id].sort())).toContainEqual(
    [a.id, b.id].sort(),
  );
  expect(JSON.stringify(listed)).not.toMatch(/\d{16}/);
  const suggested = await run((tx) =>
    suggestDoubles(tx, operator, { residentId: a.id, search: 'banding' }),
  );
  expect(suggested.likely.map(({ id }) => id)).toEqual([b.id]);
  expect(suggested.found?.map(({ id }) => id)).toEqual([b.id]);
});

test('while somebody is typed in, the family and who is alike are told, masked', async () => {
  const familyId = await makeFamily(village.id);
  const head = await makeResident(village.id, { name: 'KEPALA KARTU', birth_date: '1960-02-03' });
  const kk = await run(async (tx) => {
    await declareTestChange(tx);
    const row = await tx
      .updateTable('family')
      .set({ head_id: head.id, address: 'JL. MELATI 3' })
      .where('id', '=', familyId)
      .returning('kk_number')
      .executeTakeFirstOrThrow();
    return row.kk_number;
  });
  const check = (typed: Record<string, string>) => run((tx) => checkNewcomer(tx, operator, typed));
  const found = await check({ kk, name: 'kepala kartu', birth_date: '3-2-1960' });
  expect(found).toMatchObject({
    card: { head: 'KEPALA KARTU', address: 'JL. MELATI 3' },
    doubles: [{ id: head.id }],
  });
  expect(JSON.stringify(found)).not.toMatch(/\d{16}/);
  expect(await check({ kk: '5207029999999999' })).toMatchObject({
    card: { problem: expect.stringContaining('belum ada') },
  });
  expect(await check({ kk: '52', name: '', birth_date: '31-31-1960' })).toEqual({ doubles: [] });
  const asked = await run((tx) =>
    addResident(tx, village, operator, {
      typed: {
        name: 'Kepala Kartu',
        birth_date: '3-2-1960',
        sex: '1',
        citizenship: '1',
        residence: '1',
      },
    }),
  );
  expect(asked.kind).toBe('asked');
});
