import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatRegionCode } from '../../src/lib/domain/region.ts';
import { carryBatch } from '../../src/lib/server/opensid/carry-batch.ts';
import {
  type CarriedImport,
  carryOpensid,
  findFormerAccountHolders,
  listKeptRecords,
  listRefusedSources,
  openKeptRecord,
} from '../../src/lib/server/opensid/index.ts';
import { platform } from '../../src/lib/server/platform/index.ts';
import { declareChange } from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeStaff, makeVillage, residentVisitor, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { at, bare, inVillage, picture, setCells, table, useDumps } from './carry-helpers.ts';
import { makeOpensidVillage, type Tables, type Value } from './opensid-village.ts';
import { backup, mysqldump, together } from './write-dump.ts';

useWorld();

const { folder, write } = useDumps();
const COUNT = 300;

describe('a whole dump', () => {
  let village: VillageContext;
  let tables: Tables;
  let path: string;
  let done: CarriedImport;

  beforeAll(async () => {
    village = await makeVillage();
    tables = makeOpensidVillage({ count: COUNT, code: bare(village) });
    path = write(mysqldump(tables));
    done = await carryOpensid(village, path);
  });

  it('comes over: everybody in family, household and place, under the right head', async () => {
    expect(done).toMatchObject({ state: 'done', version: '2410.0.0', villageName: 'Batu Putih' });
    expect(table(done, 'tweb_penduduk')).toMatchObject({ read: COUNT, new: COUNT, refused: 0 });
    const { rows } = await inVillage(village, (tx) =>
      sql<Record<string, unknown>>`
        select r.nik, r.name, r.birth_date::text, r.phone, r.chronic_illness, r.residence, r.note,
               r.birth_weight_g, r.household_relation, f.kk_number, f.registered_on::text,
               f.card_printed_on, f.address as family_address, h.number, h.social_data, a.hamlet, a.rt,
               hd.nik as head_nik, hh.nik as household_head, r.latitude, r.photo_file_id
        from resident r
        left join family f on f.village_id = r.village_id and f.id = r.family_id
        left join resident hd on hd.village_id = f.village_id and hd.id = f.head_id
        left join household h on h.village_id = r.village_id and h.id = r.household_id
        left join resident hh on hh.village_id = h.village_id and hh.id = h.head_id
        left join area a on a.village_id = r.village_id and a.id = r.area_id`.execute(tx),
    );
    const byNik = new Map(rows.map((row) => [row.nik, row]));
    const value = (row: Value[], column: string) => row[at('tweb_penduduk', column)];
    const families = new Map(tables.tweb_keluarga!.rows.map((row) => [row[0], row]));
    for (const row of tables.tweb_penduduk!.rows) {
      const family = families.get(value(row, 'id_kk')!)!;
      const head = tables.tweb_penduduk!.rows.find(
        (one) => String(one[0]) === family[at('tweb_keluarga', 'nik_kepala')],
      );
      const headLives = head && value(head, 'status_dasar') === 1;
      expect(byNik.get(value(row, 'nik'))).toMatchObject({
        name: value(row, 'nama'),
        birth_date: value(row, 'tanggallahir'),
        phone: value(row, 'telepon') ? `+62${String(value(row, 'telepon')).slice(1)}` : null,
        chronic_illness: 14,
        residence: value(row, 'status'),
        note: value(row, 'ket'),
        birth_weight_g: value(row, 'berat_lahir'),
        household_relation: value(row, 'rtm_level'),
        kk_number: family[at('tweb_keluarga', 'no_kk')],
        registered_on: '2019-08-17',
        card_printed_on: null,
        family_address: family[at('tweb_keluarga', 'alamat')],
        number: value(row, 'id_rtm'),
        social_data: value(row, 'id_rtm') ? true : null,
        head_nik: headLives ? value(head, 'nik') : null,
        latitude: Number(row[0]) % 5 === 0 ? -8.7409 : null,
        photo_file_id: null,
      });
    }
  });

  it('tells of every table what came over, and why the rest stayed behind', () => {
    for (const one of done.tables.filter(({ fate }) => fate === 'over' || fate === 'kept')) {
      const told = one.new + one.changed + one.unchanged + one.refused + one.left;
      // Rows of hamlets and RWs are no places of their own: only their heads come over.
      if (one.table !== 'tweb_wil_clusterdesa') expect(told, one.table).toBe(one.read);
      expect(one.read, one.table).toBe(tables[one.table]!.rows.length);
    }
    expect(table(done, 'user')).toMatchObject({ fate: 'left', read: 1, left: 1 });
    expect(table(done, 'user').notes[0]).toContain('kata sandi tidak dapat dipindahkan');
    expect(table(done, 'keuangan_master').notes[0]).toContain('Belum ada tempatnya');
    expect(table(done, 'tweb_penduduk').notes.join()).toContain('foto');
  });

  it('writes the past events down so that they fit who lives here now', async () => {
    const { rows } = await inVillage(village, (tx) =>
      sql<{ living: number; sum: number }>`
        select (select count(*) from resident where basic_status = 1) as living,
               (select sum(effect) from population_event) as sum`.execute(tx),
    );
    expect(rows[0]!.sum).toBe(rows[0]!.living);
    expect(table(done, 'log_penduduk')).toMatchObject({ refused: 0, left: 0 });
  });

  it('brings officials without the right to sign, and the profile where it was blank', async () => {
    const officials = await inVillage(village, (tx) =>
      tx.selectFrom('official').selectAll().orderBy('rank').execute(),
    );
    expect(officials).toMatchObject([
      { position: 'Kepala Desa', employee_no: '123/2020', rank: 1, signs: false },
      { name: 'CONTOH SEKRETARIS', position: 'Sekretaris Desa', employee_no: '198501012010011001' },
    ]);
    expect(officials[0]!.name).toMatch(/, S\.Sos\.$/);
    const profile = await inVillage(village, (tx) =>
      tx.selectFrom('village_profile').selectAll().executeTakeFirstOrThrow(),
    );
    expect(profile).toMatchObject({
      address: "Jl. Raya No. 1; Dusun 'Atas'",
      postal_code: '84452',
      phone: '+6237281234',
      email: 'kantor@batu-putih.desa.id',
    });
  });

  it('keeps no PIN, password or token, and no row that was put aside', async () => {
    const { rows } = await inVillage(village, (tx) =>
      sql<{ text: string }>`
        select string_agg(c::text, ' ') || (select string_agg(i::text, ' ') from opensid_import i)
          as text from carried_record c`.execute(tx),
    );
    expect(rows[0]!.text.includes('Keterangan Usaha')).toBe(true);
    for (const secret of ['rahasia', 'd41d8cd98f00b204', '987321', '10.0.0.7']) {
      expect(rows[0]!.text.includes(secret), secret).toBe(false);
    }
    const left = await inVillage(village, (tx) =>
      tx.selectFrom('opensid_row').select('number').execute(),
    );
    expect(left).toEqual([]);
  });

  it('knows who had an account', async () => {
    const holders = await inVillage(village, findFormerAccountHolders);
    expect(holders).toHaveLength(COUNT / 10);
  });

  it('shows kept records by kind and search, numbers masked; opening one is recorded', async () => {
    const officer = staffVisitor(await makeStaff(village.id, ['official']));
    const find = (input: { kind: string; search: string }) =>
      inVillage(village, (tx) => listKeptRecords(tx, officer, { ...input, page: 1 }));
    const all = await find({ kind: '', search: '' });
    expect(all.kinds.map(({ kind }) => kind)).toEqual([
      'letter',
      'incoming',
      'outgoing',
      'aid-programme',
      'aid-recipient',
      'article',
      'agenda',
      'category',
      'account',
      'official',
      'profile',
    ]);
    const letters = await find({ kind: 'letter', search: 'no. 7 (2024)' });
    expect(letters.items[0]).toMatchObject({ kind: 'letter', onDate: '2024-07-12' });
    const [aid] = (await find({ kind: 'aid-recipient', search: '' })).items;
    const opened = await inVillage(village, (tx) =>
      openKeptRecord(tx, village.id, officer, aid!.id),
    );
    expect(opened.fields.find(({ name }) => name === 'kartu_nik')).toMatchObject({
      label: 'NIK di kartu peserta',
      value: expect.stringMatching(/^\d{4}•{8}\d{4}$/) as unknown,
    });
    const audit = await inVillage(village, (tx) =>
      tx
        .selectFrom('audit_event')
        .selectAll()
        .where('action', '=', 'opensid.open-record')
        .execute(),
    );
    expect(audit).toMatchObject([{ resident_id: aid!.residentId, actor_id: officer.staffId }]);
    const [article] = (await find({ kind: 'article', search: 'gotong' })).items;
    const text = await inVillage(village, (tx) =>
      openKeptRecord(tx, village.id, officer, article!.id),
    );
    expect(text.fields.find(({ name }) => name === 'isi')!.value).toBe('Mari & bersama');
  });

  it.each([
    ['an editor', () => makeStaff(village.id, ['editor']).then(staffVisitor), 'forbidden'],
    ['an overseer', () => makeStaff(village.id, ['overseer']).then(staffVisitor), 'forbidden'],
    [
      'a resident',
      async () => residentVisitor({ id: crypto.randomUUID(), name: 'X' }),
      'not-signed-in',
    ],
    ['nobody', async () => ({ kind: 'nobody' }) as const, 'not-signed-in'],
  ])('shows %s nothing', async (_who, make, kind) => {
    const visitor = await make();
    await expect(
      inVillage(village, (tx) => listKeptRecords(tx, visitor, { kind: '', search: '', page: 1 })),
    ).rejects.toMatchObject({ kind });
  });

  it('changes nothing when it comes again, in whichever of the two forms', async () => {
    const before = await picture(village);
    const again = await carryOpensid(village, path);
    for (const one of again.tables) expect(one, one.table).toMatchObject({ new: 0, changed: 0 });
    expect(table(again, 'tweb_penduduk').unchanged).toBe(COUNT);
    const packed = join(folder, 'cadangan.sql.gz');
    writeFileSync(packed, gzipSync([...backup(tables)].join('')));
    await carryOpensid(village, packed);
    expect(await picture(village)).toEqual(before);
  });

  it('brings what is new in a later dump, and leaves what the village has changed here', async () => {
    const value = (column: string) => tables.tweb_penduduk!.rows[3]![at('tweb_penduduk', column)];
    const nik = String(value('nik'));
    await inVillage(village, async (tx) => {
      await declareChange(tx, { kind: 'system', name: 'Uji' }, { kind: 'edit', reason: 'uji' });
      await tx
        .updateTable('resident')
        .set({ phone: '+628111111111', occupation: 88 })
        .where('nik', '=', nik)
        .execute();
    });
    const later = structuredClone(tables);
    setCells(later, 'tweb_penduduk', 3, {
      pekerjaan_id: 9,
      suku: 'SASAK BARU',
      telepon: '081299999999',
    });
    setCells(later, 'log_surat', 0, { no_surat: '99' });
    const result = await carryOpensid(village, write(mysqldump(later)));
    expect(table(result, 'tweb_penduduk')).toMatchObject({ new: 0, changed: 1 });
    expect(table(result, 'tweb_penduduk').notes.join()).toContain('2 kolom dibiarkan');
    expect(table(result, 'log_surat')).toMatchObject({ new: 0, changed: 1 });
    const resident = await inVillage(village, (tx) =>
      tx.selectFrom('resident').selectAll().where('nik', '=', nik).executeTakeFirstOrThrow(),
    );
    expect(resident).toMatchObject({
      phone: '+628111111111',
      occupation: 88,
      ethnicity: 'SASAK BARU',
    });
  });
});

describe('rows that cannot go in', () => {
  it('are refused with table, key and reason, and leave the others alone', async () => {
    const village = await makeVillage();
    const tables = makeOpensidVillage({ count: 60, code: bare(village) });
    setCells(tables, 'tweb_penduduk', 0, { nama: 'ANGKA 123' });
    setCells(tables, 'tweb_penduduk', 1, { nik: '1111111111111111' });
    setCells(tables, 'tweb_penduduk', 2, { tanggallahir: '2027-01-01' });
    setCells(tables, 'tweb_penduduk', 3, { sex: 7, nik: '0' });
    setCells(tables, 'tweb_penduduk', 4, { nik: null });
    setCells(tables, 'tweb_penduduk', 5, { pekerjaan_id: 999, tempat_cetak_ktp: null });
    setCells(tables, 'tweb_keluarga', 5, { no_kk: 'abc' });
    setCells(tables, 'log_penduduk', 20, { tgl_peristiwa: '0000-00-00 00:00:00' });
    setCells(tables, 'log_penduduk', 21, { kode_peristiwa: 2 });
    const done = await carryOpensid(village, write(mysqldump(tables)));
    expect(table(done, 'tweb_penduduk')).toMatchObject({ new: 56, refused: 4 });
    expect(table(done, 'tweb_penduduk').notes.join()).toContain('kolom pekerjaan_id tidak terbaca');
    const refused = await inVillage(village, (tx) =>
      listRefusedSources(tx, { kind: 'system', name: 'uji' }, done.id, 1),
    );
    const of = (name: string) => refused.filter((one) => one.table === name);
    expect(of('tweb_penduduk').map(({ id, reasons }) => [id, reasons.join()])).toEqual([
      ['1', expect.stringContaining('nama tanpa angka')],
      ['2', expect.stringContaining('bukan 16 angka yang sama')],
      ['3', expect.stringContaining('tanggal lahir yang sudah lewat')],
      ['4', expect.stringContaining('sex: tertulis "7"')],
    ]);
    expect(JSON.stringify(refused)).not.toMatch(/\d{16}/);
    expect(of('tweb_keluarga')).toMatchObject([{ id: '6' }]);
    expect(of('log_penduduk').length).toBeGreaterThanOrEqual(5);
    // One whose log says dead and whose record says alive: kept, not counted.
    expect(table(done, 'log_penduduk')).toMatchObject({ left: 1 });
    const temporary = await inVillage(village, (tx) =>
      tx
        .selectFrom('resident')
        .select('nik')
        .where('nik_temporary', '=', true)
        .orderBy('nik')
        .execute(),
    );
    expect(new Set(temporary.map(({ nik }) => nik)).size).toBe(temporary.length);
    const loose = await inVillage(village, (tx) =>
      tx.selectFrom('resident').select('id').where('family_id', 'is', null).execute(),
    );
    expect(loose.length).toBeGreaterThan(0);
  });
});

describe('a run that is stopped', () => {
  it('goes on with the same command, and comes to the same', async () => {
    const [whole, stopped] = [await makeVillage(), await makeVillage()];
    const dumpOf = (village: VillageContext) =>
      write(
        mysqldump(makeOpensidVillage({ count: 120, code: '5207022015', seed: 3 })),
        `${village.id}.sql`,
      );
    const other = { otherCode: true };
    await carryOpensid(whole, dumpOf(whole), other);

    const path = dumpOf(stopped);
    // Stopped while the rows are put aside, and then after each few batches.
    let left = 2;
    const stopAfter = (count: number) => {
      left = count;
      return {
        ...other,
        onProgress: () => {
          if ((left -= 1) < 0) throw new Error('stopped');
        },
      };
    };
    for (const count of [1, 3, 5, 6, 9, 14]) {
      await expect(carryOpensid(stopped, path, stopAfter(count))).rejects.toThrow('stopped');
    }
    const done = await carryOpensid(stopped, path, other);
    expect(table(done, 'tweb_penduduk')).toMatchObject({ read: 120, new: 120, unchanged: 0 });
    expect(done.state).toBe('done');
    const sizes = async (village: VillageContext) =>
      (await picture(village)).map(({ digest, count }) => [digest.split(' ')[0], count]);
    expect(await sizes(stopped)).toEqual(await sizes(whole));
    const runs = await inVillage(stopped, (tx) =>
      tx.selectFrom('opensid_import').select('state').execute(),
    );
    expect(runs).toEqual([{ state: 'done' }]);
    expect(await carryBatch(stopped, done.id)).toBeUndefined();
  });
});

describe('several villages in one dump', () => {
  it('are told apart: one is chosen by its config_id, and only its own comes over', async () => {
    const village = await makeVillage();
    const one = makeOpensidVillage({ count: 40, code: '5207022099', name: 'Satu' });
    const two = makeOpensidVillage({
      count: 30,
      code: bare(village),
      name: 'Dua',
      configId: 2,
      seed: 9,
    });
    const path = write(mysqldump(together(one, two)));
    await expect(carryOpensid(village, path)).rejects.toThrow(
      /berisi 2 desa[\s\S]*1 {2}Satu[\s\S]*2 {2}Dua/,
    );
    await expect(carryOpensid(village, path, { configId: 3 })).rejects.toThrow('config_id 3');
    await expect(carryOpensid(village, path, { configId: 1 })).rejects.toThrow(
      'Dump ini milik Satu',
    );
    const done = await carryOpensid(village, path, { configId: 2 });
    expect(table(done, 'tweb_penduduk')).toMatchObject({ read: 30, new: 30 });
    expect(table(done, 'config')).toMatchObject({ read: 1 });
  });
});

describe('files that are no OpenSID dump', () => {
  const good = () => [...mysqldump(makeOpensidVillage({ count: 20 }))].join('');
  it.each<[string, () => string | Buffer, string]>([
    ['an empty file', () => '', 'kosong'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'bukan dump'],
    ['a spreadsheet as text', () => 'nama,nik\nA,1\n', 'bukan dump'],
    ['a page', () => '<html>; insert into</html>', 'bukan dump'],
    ['a dump of PostgreSQL', () => '--\n-- PostgreSQL database dump\n--\n', 'PostgreSQL'],
    [
      'another application',
      () => 'CREATE TABLE `wp_posts` (`ID` int);\nINSERT INTO `wp_posts` VALUES (1);\n',
      'bukan dump OpenSID',
    ],
    ['one cut off in a row', () => good().slice(0, -4000), 'terpotong'],
    [
      'one cut off between statements',
      () => good().replace(/-- Dump completed.*/, ''),
      'terpotong',
    ],
    ['one packed and cut off', () => gzipSync(good()).subarray(0, 900), 'terpotong'],
    [
      'one packed and damaged',
      () => {
        const b = gzipSync(good());
        b.fill(7, 200, 400);
        return b;
      },
      'rusak',
    ],
    [
      'a bomb',
      () =>
        gzipSync(
          Buffer.concat([Buffer.from('SET x = 1;\n'), Buffer.alloc(120 * 1024 * 1024, ' ')]),
        ),
      'tidak wajar',
    ],
    ['a zip that is none', () => Buffer.from('PK\x03\x04 and so on'), 'rusak'],
  ])('%s is refused with a sentence, and nothing is written', async (_name, make, words) => {
    const village = await makeVillage();
    const path = join(folder, `bad-${village.id}.sql`);
    writeFileSync(path, make());
    await expect(carryOpensid(village, path, { otherCode: true })).rejects.toThrow(words);
    const runs = await inVillage(village, (tx) =>
      tx.selectFrom('opensid_import').select('id').execute(),
    );
    expect(runs).toEqual([]);
  });

  it('a village without a code of its own is never taken for this one', async () => {
    const village = await makeVillage();
    const path = write(mysqldump(makeOpensidVillage({ count: 20, code: '5207022016' })));
    await expect(carryOpensid(village, path)).rejects.toThrow(
      `bukan Desa ${village.name} (${formatRegionCode(bare(village))})`,
    );
    expect(platform()).toBeDefined();
  });
});
