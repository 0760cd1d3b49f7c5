import { beforeAll, expect, test } from 'vitest';
import type { StaffVisitor } from '../../../src/lib/domain/visitor.ts';
import { now, withVillage, type VillageTx } from '../../../src/lib/server/platform/index.ts';
import {
  distinguishResidents,
  findNamedResidents,
  mergeResidents,
  searchResidents,
} from '../../../src/lib/server/population/index.ts';
import { writeSpreadsheet } from '../../../src/lib/server/population/generated/index.ts';
import { findPairs } from '../../../src/lib/server/population/record/doubles-store.ts';
import {
  residentReferences,
  unboundReferences,
} from '../../../src/lib/server/population/record/merge-references.ts';
import type { VillageContext } from '../../../src/lib/server/villages/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeStaff,
  makeVillage,
  staffVisitor,
} from '../../factories.ts';
import { useWorld } from '../../world.ts';
import { importFile } from '../import-helpers.ts';

const world = useWorld();

let village: VillageContext;
let operator: StaffVisitor;

beforeAll(async () => {
  village = await makeVillage();
  operator = staffVisitor(await makeStaff(village.id, ['operator']));
});

const run = <T>(work: (tx: VillageTx) => Promise<T>) => withVillage(village.id, work);
const read = (id: string) =>
  run((tx) => tx.selectFrom('resident').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
type Take = Parameters<typeof mergeResidents>[3]['take'];
const merge = (a: string, b: string, take: Take = {}, visitor = operator) =>
  run((tx) => mergeResidents(tx, village, visitor, { a, b, take, reason: 'Orang yang sama' }));
const account = (id: string, state: string) =>
  run((tx) =>
    tx
      .insertInto('resident_account')
      .values({
        village_id: village.id,
        resident_id: id,
        pin_hash: 'x',
        state,
        issued_at: now(),
      })
      .execute(),
  );

/** Every foreign key to a resident that the database knows, as "table.column". */
const referencesInCatalogue = () =>
  world.superuser(async (client) => {
    const { rows } = await client.query<{ reference: string }>(`
      select c.conrelid::regclass || '.' || a.attname as reference
      from pg_constraint c
      join unnest(c.conkey) k (attnum) on true
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
      where c.contype = 'f' and c.confrelid = 'resident'::regclass and a.attname <> 'village_id'
      order by 1`);
    return rows.map((row) => row.reference);
  });

test('what refers without a foreign key is there', () =>
  world.superuser(async (client) => {
    for (const reference of unboundReferences) {
      const [table, column] = reference.split('.');
      await client.query(`select ${column} from ${table} limit 0`);
    }
  }));

test('whatever refers to a resident says what a merge does to it', async () => {
  expect(Object.keys(residentReferences).sort()).toEqual(
    [...new Set(await referencesInCatalogue())].sort(),
  );
});

test('nothing refers to the lost record afterwards but its closed account', async () => {
  const a = await makeResident(village.id);
  const b = await makeResident(village.id);
  const family = await makeFamily(village.id);
  await account(a.id, 'active');
  await account(b.id, 'issued');
  const older = await makeResident(village.id, { merged_into: b.id });
  const base = { village_id: village.id };
  await run(async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('resident')
      .set({ family_id: family, relation: 1 })
      .where('id', '=', b.id)
      .execute();
    await tx.updateTable('family').set({ head_id: b.id }).where('id', '=', family).execute();
    const at = now();
    const { id: requestId } = await tx
      .insertInto('letter_request')
      .values({
        ...base,
        type_slug: 'pengantar',
        definition: '{}',
        applicant_id: b.id,
        subject_id: b.id,
        status: 'draft',
        created_at: at,
        updated_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: household } = await tx
      .insertInto('household')
      .values({ ...base, number: 'RT-1', head_id: b.id })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('resident')
      .set({ household_id: household, household_relation: 1 })
      .where('id', '=', b.id)
      .execute();
    await tx
      .insertInto('area_leader')
      .values({ ...base, hamlet: 'A', resident_id: b.id, name: b.name })
      .execute();
    await tx
      .insertInto('known_device')
      .values(
        [a.id, b.id].flatMap((resident_id) =>
          (resident_id === a.id ? ['same'] : ['same', 'other']).map((token) => ({
            ...base,
            resident_id,
            token_hash: Buffer.from(token),
            label: 'HP',
            first_seen_at: at,
            last_seen_at: at,
          })),
        ),
      )
      .execute();
    await tx
      .insertInto('session')
      .values({
        ...base,
        kind: 'resident',
        resident_id: b.id,
        token_hash: Buffer.from('session'),
        device: 'HP',
        proved_at: at,
        created_at: at,
        last_seen_at: at,
        expires_at: at,
      })
      .execute();
    const { id: change_id } = await tx
      .insertInto('register_change')
      .values({ ...base, at, kind: 'event', actor_kind: 'system', actor_name: 'Uji' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('population_event')
      .values({
        ...base,
        kind: 'arrival',
        resident_id: b.id,
        effect: 1,
        occurred_on: '2026-01-01',
        reported_on: '2026-01-01',
        change_id,
        created_at: at,
      })
      .execute();
    await tx
      .insertInto('event_proposal')
      .values({
        ...base,
        kind: 'departure',
        request_id: requestId,
        resident_id: b.id,
        created_at: at,
      })
      .execute();
    await tx
      .insertInto('correction_request')
      .values({ ...base, resident_id: b.id, asked_by: b.id, wishes: '[]', created_at: at })
      .execute();
    await tx
      .insertInto('pin_request')
      .values({
        ...base,
        name: 'B',
        nik: b.nik,
        contact: '08',
        resident_id: b.id,
        created_at: at,
      })
      .execute();
    const { id: batch_id } = await tx
      .insertInto('pin_batch')
      .values({ ...base, name: 'Dusun A', state: 'done', total: 1, created_at: at })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('pin_batch_slip')
      .values({ ...base, batch_id, resident_id: b.id, position: 1 })
      .execute();
    await tx
      .insertInto('notice')
      .values({
        ...base,
        resident_id: b.id,
        outbox_id: crypto.randomUUID(),
        text: 'Halo',
        link: '/',
        at,
      })
      .execute();
    await tx
      .insertInto('outbox')
      .values({
        ...base,
        topic: 'x',
        payload: JSON.stringify({ residentId: b.id }),
        created_at: at,
      })
      .execute();
    await tx
      .insertInto('source_key')
      .values({
        ...base,
        source: 'opensid',
        table_name: 'tweb_penduduk',
        source_id: '7',
        our_id: b.id,
      })
      .execute();
    await tx
      .insertInto('carried_record')
      .values({
        ...base,
        source: 'opensid',
        source_table: 'komentar',
        source_id: '7',
        kind: 'complaint',
        title: 'Jalan rusak',
        resident_id: b.id,
        data: '{}',
        created_at: at,
      })
      .execute();
    await tx
      .insertInto('distinct_people')
      .values({
        ...base,
        first_id: [a.id, b.id].sort()[0]!,
        second_id: [a.id, b.id].sort()[1]!,
        decided_at: at,
      })
      .execute();
  });
  const officer = await makeStaff(village.id, ['official'], { resident_id: b.id });

  const kept = await merge(a.id, b.id, { family_id: 'b', nik: 'a' });
  expect(kept).toBe(a.id);
  const left: string[] = [];
  await run(async (tx) => {
    for (const reference of [...Object.keys(residentReferences), ...unboundReferences]) {
      const [table, column] = reference.split('.') as [never, never];
      const rows = await tx
        .selectFrom(table)
        .selectAll()
        .where(column, '=', b.id as never)
        .execute();
      for (const row of rows as object[]) left.push(`${reference} ${JSON.stringify(row)}`);
    }
  });
  // The account that a PIN would still fit, closed; and the device that the kept record has too.
  expect(left.map((line) => line.split(' ')[0])).toEqual([
    'known_device.resident_id',
    'resident_account.resident_id',
  ]);
  expect(left[1]).toContain('"state":"closed"');
  expect(await read(a.id)).toMatchObject({
    family_id: family,
    relation: 1,
    household_relation: 1,
    merged_into: null,
  });
  expect(await read(b.id)).toMatchObject({ merged_into: a.id, family_id: null, nik: b.nik });
  expect((await read(older.id)).merged_into).toBe(a.id);
  await run(async (tx) => {
    const at = await tx
      .selectFrom('family')
      .select('head_id')
      .where('id', '=', family)
      .executeTakeFirstOrThrow();
    expect(at.head_id).toBe(a.id);
    const session = await tx.selectFrom('session').selectAll().executeTakeFirstOrThrow();
    expect(session).toMatchObject({ resident_id: a.id, ended_at: now() });
    const outbox = await tx
      .selectFrom('outbox')
      .select('payload')
      .where('topic', '=', 'x')
      .executeTakeFirstOrThrow();
    expect(outbox.payload).toEqual({ residentId: a.id });
    const staff = await tx
      .selectFrom('staff_account')
      .select('resident_id')
      .where('id', '=', officer.id)
      .executeTakeFirstOrThrow();
    expect(staff.resident_id).toBe(a.id);
  });
});

test('what is chosen stands in the kept record, the NIK too; what is not chosen is told', async () => {
  const a = await makeResident(village.id, {
    name: 'SITI',
    nik: '0520702200100077',
    nik_temporary: true,
    occupation: 9,
    nickname: '',
    latitude: null,
  });
  const b = await makeResident(village.id, {
    name: 'SITI AMINAH',
    occupation: 15,
    nickname: 'Iti',
    latitude: -8.5,
    longitude: 116.8,
  });
  expect(await merge(b.id, a.id, { name: 'a', occupation: 'b' })).toBe(a.id);
  expect(await read(a.id)).toMatchObject({
    nik: b.nik,
    nik_temporary: false,
    name: 'SITI AMINAH',
    occupation: 9,
    nickname: 'Iti',
    latitude: -8.5,
    longitude: 116.8,
  });
  expect(await read(b.id)).toMatchObject({ nik: a.nik, nik_temporary: true, merged_into: a.id });
  const told = await run((tx) =>
    tx
      .selectFrom('register_change_field')
      .select(['field', 'old', 'new'])
      .where('subject_id', '=', a.id)
      .where('field', 'in', ['name', 'nik', 'occupation'])
      .orderBy('field')
      .execute(),
  );
  expect(told).toEqual([
    { field: 'name', old: 'SITI', new: 'SITI AMINAH' },
    { field: 'nik', old: a.nik, new: b.nik },
  ]);
  const audit = await run((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['resident_id', 'subject_id'])
      .where('action', '=', 'population.merge')
      .where('subject_id', '=', a.id)
      .execute(),
  );
  expect(audit.map((row) => row.resident_id).sort()).toEqual([a.id, b.id].sort());
});

test('the account that works decides which record is kept; a head that moves leaves an empty seat', async () => {
  const a = await makeResident(village.id);
  const b = await makeResident(village.id);
  const [left, joined] = [await makeFamily(village.id), await makeFamily(village.id)];
  await account(a.id, 'issued');
  await account(b.id, 'active');
  await run(async (tx) => {
    await declareTestChange(tx);
    for (const [id, family_id] of [
      [b.id, left],
      [a.id, joined],
    ] as const) {
      await tx
        .updateTable('resident')
        .set({ family_id, relation: id === b.id ? 1 : 4 })
        .where('id', '=', id)
        .execute();
    }
    await tx.updateTable('family').set({ head_id: b.id }).where('id', '=', left).execute();
  });
  expect(await merge(a.id, b.id, { family_id: 'a' })).toBe(b.id);
  expect(await read(b.id)).toMatchObject({ family_id: joined, relation: 4 });
  const accounts = await run((tx) =>
    tx
      .selectFrom('resident_account')
      .select(['resident_id', 'state'])
      .where('resident_id', 'in', [a.id, b.id])
      .execute(),
  );
  expect(Object.fromEntries(accounts.map((r) => [r.resident_id, r.state]))).toEqual({
    [a.id]: 'closed',
    [b.id]: 'active',
  });
  const { head_id } = await run((tx) =>
    tx.selectFrom('family').select('head_id').where('id', '=', left).executeTakeFirstOrThrow(),
  );
  expect(head_id).toBeNull();
});

test('refused: with itself, once merged, changed meanwhile, without a reason, without the right', async () => {
  const a = await makeResident(village.id);
  const b = await makeResident(village.id);
  await expect(merge(a.id, a.id)).rejects.toMatchObject({ kind: 'not-found' });
  await expect(merge(a.id, crypto.randomUUID())).rejects.toMatchObject({ kind: 'not-found' });
  const stale = { a: a.updated_at.toISOString(), b: '2020-01-01T00:00:00.000Z' };
  await expect(
    run((tx) =>
      mergeResidents(tx, village, operator, {
        a: a.id,
        b: b.id,
        take: {},
        reason: 'Ganda',
        seen: stale,
      }),
    ),
  ).rejects.toMatchObject({ kind: 'conflict' });
  await expect(
    run((tx) => mergeResidents(tx, village, operator, { a: a.id, b: b.id, take: {}, reason: '' })),
  ).rejects.toMatchObject({ kind: 'invalid', fields: { alasan: expect.any(String) } });
  const head = staffVisitor(await makeStaff(village.id, ['head']));
  await expect(merge(a.id, b.id, {}, head)).rejects.toMatchObject({ kind: 'forbidden' });
  await merge(a.id, b.id);
  await expect(merge(a.id, b.id)).rejects.toMatchObject({ kind: 'conflict' });
});

test('likely doubles are listed, the likeliest first, until someone says that they are two', async () => {
  const other = await makeVillage();
  const here = staffVisitor(await makeStaff(other.id, ['admin']));
  const make = (values: Parameters<typeof makeResident>[1]) => makeResident(other.id, values);
  const same = await make({
    name: 'LALU HENDRA',
    nik: '5207011111800001',
    birth_date: '1980-11-11',
  });
  const twin = await make({
    name: 'LALU HENDRA',
    nik: '5207012222900001',
    birth_date: '1980-11-11',
  });
  const slip = await make({
    name: 'BAIQ NURUL AINI',
    nik: '5207014103850001',
    birth_date: '1985-03-01',
    sex: 2,
  });
  const slipped = await make({
    name: 'BAIQ NURUL AINI',
    nik: '5207014130850001',
    birth_date: '1985-03-30',
    sex: 2,
  });
  const alike = await make({
    name: 'SITI RAHMAWATI',
    nik: '5207015009770003',
    birth_date: '1977-09-10',
    sex: 2,
  });
  const likewise = await make({
    name: 'SITI RAHMAWTI',
    nik: '5207025209770041',
    birth_date: '1977-09-10',
    sex: 2,
  });
  await make({ name: 'ORANG LAIN', nik: '5207011111800002', birth_date: '1980-11-11' });
  await make({
    name: 'LALU HENDRA',
    nik: '5207033333700001',
    birth_date: '1980-11-11',
    merged_into: same.id,
  });
  const pairs = async () => {
    const found = await withVillage(other.id, (tx) => findPairs(tx, { limit: 10, offset: 0 }));
    return found.pairs.map((p) => [p.why, ...[p.first_id, p.second_id].sort()]);
  };
  expect(await pairs()).toEqual([
    ['same', same.id, twin.id],
    ['swap', slip.id, slipped.id],
    ['alike', alike.id, likewise.id],
  ]);
  await withVillage(other.id, (tx) =>
    distinguishResidents(tx, other.id, here, { a: twin.id, b: same.id }),
  );
  expect((await pairs()).map(([why]) => why)).toEqual(['swap', 'alike']);
});

test('a merged double is hidden, and whoever asks by its NIK finds the kept record', async () => {
  const a = await makeResident(village.id, { name: 'TETAP ADA', nik: '5207021506850901' });
  const b = await makeResident(village.id, { name: 'TETAP ADAA', nik: '5207021506850902' });
  await merge(a.id, b.id, { nik: 'a', name: 'a' });
  const search = (text: string) =>
    run(async (tx) => {
      const { items } = await searchResidents(tx, operator, { search: text, page: 1 });
      return items.map(({ id }) => id);
    });
  expect(await search('tetap ada')).toEqual([a.id]);
  expect(await search(b.nik)).toEqual([a.id]);
  expect(await run((tx) => findNamedResidents(tx, operator, b.nik))).toMatchObject([{ id: a.id }]);

  // a spreadsheet that still has the double changes the kept record, not its NIK
  const row = { nik: b.nik, no_kk: '0', nama: 'TETAP ADA', sex: 'L', tanggallahir: '15-06-1985' };
  const { counts } = await importFile(
    village.id,
    writeSpreadsheet([{ ...row, tempatlahir: 'Taliwang', pekerjaan_id: '15' }]),
  );
  expect(counts).toMatchObject({ new: 0, changed: 1 });
  expect(await read(a.id)).toMatchObject({ nik: a.nik, occupation: 15 });
  expect(await read(b.id)).toMatchObject({ nik: b.nik, occupation: 9, merged_into: a.id });
  const nameless = { ...row, nik: '0', nama: 'TETAP ADAA', tempatlahir: 'Taliwang' };
  const again = await importFile(village.id, writeSpreadsheet([nameless]));
  expect(again.counts).toMatchObject({ new: 0, changed: 1 });
  expect(await read(a.id)).toMatchObject({ nik: a.nik, nik_temporary: false });
});
