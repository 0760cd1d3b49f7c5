import type { Insertable } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import { staffRoles } from '../../src/lib/domain/roles.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  carryOutBatch,
  changePin,
  dropBatch,
  fetchSlips,
  handOverSlips,
  issueBatch,
  issuePin,
  listBatches,
  listPlaces,
  openBatch,
  openHandOverList,
  prepareBatch,
  renderHandOverList,
  resumeBatches,
  takeBackHandOver,
  type BatchChoice,
} from '../../src/lib/server/access/index.ts';
import { doChores } from '../../src/lib/server/chores.ts';
import { platform, withVillage, type DB } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  declareTestChange,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { poppler } from '../letters/read-pdf.ts';
import { useWorld } from '../world.ts';
import { enter, key, makeHolder, trail } from './people.ts';

const world = useWorld();
const minute = 60_000;
const day = 24 * 60 * minute;
let village: VillageContext;
let operator: StaffVisitor;

beforeEach(async () => {
  world.clock.set('2026-11-23T00:30:00Z');
  village = await makeVillage();
  operator = staffVisitor(await makeStaff(village.id, ['operator']));
});

const fresh = () => ({ ...operator, provedAt: world.clock.now() });
const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Refusal) => error,
  );
const prepare = (choice: BatchChoice, visitor: StaffVisitor = operator) =>
  run((tx) => prepareBatch(tx, village, visitor, choice));
const issue = (batchId: string, validDays = 3) =>
  run((tx) =>
    issueBatch(tx, village.id, fresh(), {
      batchId,
      validDays,
      signInUrl: 'https://contoh.desa.id/layanan-mandiri/masuk',
    }),
  );
const everything = { words: '', place: undefined, handed: undefined, page: 1 };
const open = (batchId: string, filter = {}) =>
  run((tx) => openBatch(tx, operator, batchId, { ...everything, ...filter }));
const fetchDocument = (batchId: string) =>
  run((tx) => fetchSlips(tx, village.id, fresh(), batchId));
const accounts = () => run((tx) => tx.selectFrom('resident_account').selectAll().execute());

async function makeArea(hamlet: string, rw = '001', rt = '001') {
  const { id } = await run((tx) =>
    tx
      .insertInto('area')
      .values({ village_id: village.id, hamlet, rw, rt })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}
const person = (name: string, areaId?: string, values: Partial<Insertable<DB['resident']>> = {}) =>
  makeResident(village.id, { name, area_id: areaId ?? null, ...values });

/** The words of a PDF, page by page. */
const pages = (pdf: Uint8Array): string[] =>
  poppler('pdftotext', pdf, '-layout').split('\f').slice(0, -1);
const pins = (text: string) =>
  [...text.matchAll(/(?<!\d)(\d{3}) (\d{3})(?!\d)/g)].map(([, a, b]) => `${a}${b}`);
/** What the slip of one person says; the sheet holds one slip. */
const slipOf = (document: Uint8Array, name: string) =>
  pages(document).find((page) => page.includes(name))!;

async function issued(choice: BatchChoice, validDays?: number) {
  const id = await prepare(choice);
  await issue(id, validDays);
  await carryOutBatch(village.id, id);
  return id;
}

describe('who is in it', () => {
  test('a place, in order of hamlet, RW, RT and name; who gets none is told why', async () => {
    const [far, near, other] = [
      await makeArea('MEKAR', '001', '002'),
      await makeArea('MEKAR', '001', '001'),
      await makeArea('SENTOSA'),
    ];
    await person('ZAINAL', near);
    await person('AMIN', far);
    await person('BUDI', near);
    await person('ORANG LAIN', other);
    await person('ANAK', near, { birth_date: '2015-01-01', marital_status: 1 });
    await person('SEMENTARA', near, { nik: '0520702201500077', nik_temporary: true });
    await person('ALMARHUM', near, { basic_status: 2 });
    await makeHolder(village, {}, { name: 'SUDAH PUNYA', area_id: near });

    const batch = await open(
      await prepare({ kind: 'place', place: { hamlet: 'MEKAR', rw: '', rt: '' } }),
    );
    expect(batch).toMatchObject({ name: 'Dusun MEKAR', state: 'preview', total: 3 });
    expect(batch.groups.map((g) => [g.words, g.slips.map((s) => s.name)])).toEqual([
      ['Dusun MEKAR, RW 001, RT 001', ['BUDI', 'ZAINAL']],
      ['Dusun MEKAR, RW 001, RT 002', ['AMIN']],
    ]);
    expect(batch.leftOut).toEqual([
      { count: 1, words: 'akunnya sudah aktif' },
      { count: 1, words: 'masih memakai NIK sementara' },
      { count: 1, words: 'belum 17 tahun dan belum kawin' },
    ]);
    expect(batch.leftOutPeople.map((p) => p.name)).toEqual(['SEMENTARA']);
    expect(await accounts()).toHaveLength(1);
  });

  test('everybody without an account; the places to choose from are listed', async () => {
    const area = await makeArea('MEKAR', '001', '002');
    await makeArea('SENTOSA', '-', '-');
    await person('AMIN', area);
    await person('TANPA ALAMAT');
    await makeHolder(village);
    const batch = await open(await prepare({ kind: 'everyone' }));
    expect(batch.groups.map((g) => g.words)).toEqual([
      'Dusun MEKAR, RW 001, RT 002',
      'Alamat belum tercatat',
    ]);
    expect((await run((tx) => listPlaces(tx, operator))).map((p) => p.words)).toEqual([
      'Dusun MEKAR',
      'Dusun MEKAR, RW 001',
      'Dusun MEKAR, RW 001, RT 002',
      'Dusun SENTOSA',
    ]);
  });

  test('pasted NIKs: those not on the register are told, masked', async () => {
    const amin = await person('AMIN');
    const dead = await person('ALMARHUM', undefined, { basic_status: 2 });
    const batch = await open(
      await prepare({ kind: 'niks', pasted: `${amin.nik}\n${dead.nik}, 5207021506859999\n12345` }),
    );
    expect(batch.total).toBe(1);
    expect(batch.leftOutPeople).toMatchObject([{ name: 'ALMARHUM', words: 'sudah meninggal' }]);
    expect(batch.unknown).toEqual(['5207••••••••9999', '12345']);
    expect(JSON.stringify(batch.unknown)).not.toContain('5207021506859999');
    expect((await refused(prepare({ kind: 'niks', pasted: ' \n' })))?.fields).toHaveProperty(
      'daftar-nik',
    );
  });

  test('a list of residents, also handed in by the command line; nobody of another village', async () => {
    const amin = await person('AMIN');
    const stranger = await makeResident((await makeVillage()).id);
    const id = await run((tx) =>
      prepareBatch(
        tx,
        village,
        { kind: 'system', name: 'Balai' },
        {
          kind: 'residents',
          ids: [amin.id, amin.id, stranger.id],
          name: 'Calon penerima PIN',
        },
      ),
    );
    expect(await open(id)).toMatchObject({ name: 'Calon penerima PIN', total: 1, issuedBy: null });
    expect((await refused(prepare({ kind: 'residents', ids: [] })))?.kind).toBe('invalid');
  });

  test('not the officer who makes it', async () => {
    const self = await person('PETUGAS');
    const own = { ...operator, residentId: self.id };
    const id = await prepare({ kind: 'residents', ids: [self.id] }, own);
    expect(await open(id)).toMatchObject({ total: 0 });
    expect((await refused(issue(id)))?.kind).toBe('conflict');
  });

  test('not the officer who says yes, where somebody else prepared it', async () => {
    const self = await person('PETUGAS');
    const amin = await person('AMIN');
    const id = await prepare({ kind: 'everyone' });
    operator = { ...operator, residentId: self.id };
    await issue(id);
    await carryOutBatch(village.id, id);
    expect((await accounts()).map((a) => a.resident_id)).toEqual([amin.id]);
    expect((await open(id)).leftOut).toMatchObject([{ count: 1, words: /petugas/ }]);
  });
});

describe('issuing', () => {
  test('makes PINs that let in, and a document of slips in order, six a sheet', async () => {
    const [one, two] = [
      await makeArea('MEKAR', '001', '001'),
      await makeArea('MEKAR', '001', '002'),
    ];
    const names = Array.from({ length: 8 }, (_, n) => `WARGA ${'ABCDEFGH'[n]}`);
    const people = new Map<string, Awaited<ReturnType<typeof person>>>();
    for (const name of names.toReversed()) people.set(name, await person(name, one));
    people.set('AMIN', await person('AMIN', two));
    const id = await issued({ kind: 'everyone' });
    expect(await open(id)).toMatchObject({ state: 'done', total: 9, done: 9, fetchable: true });

    const document = await fetchDocument(id);
    const sheets = pages(document);
    expect(sheets).toHaveLength(3);
    expect(sheets[0]).toContain('Dusun MEKAR, RW 001, RT 001');
    expect(sheets[0]).toContain('lembar 1 dari 2');
    expect(sheets[2]).toContain('Dusun MEKAR, RW 001, RT 002');
    const order = sheets.join('\n').match(/WARGA [A-H]|AMIN/g);
    expect(order).toEqual([...names, 'AMIN']);
    expect(sheets.join()).not.toMatch(/\d{16}/);
    const made = pins(sheets.join('\n'));
    expect(new Set(made).size).toBe(9);
    expect(sheets[0]).toContain('Berlaku sampai 26 November 2026, 08.30 WITA');

    const first = await enter(village, people.get('WARGA A')!.nik, made[0]);
    expect(await first.visitor()).toMatchObject({ mustChangePin: true });
    await enter(village, people.get('AMIN')!.nik, made[8]);
    world.clock.advance(3 * day + minute);
    expect(await refused(enter(village, people.get('WARGA B')!.nik, made[1]))).toBeDefined();
  });

  test('is on record for each resident; the PINs stand nowhere', async () => {
    const amin = await person('AMIN');
    const id = await issued({ kind: 'everyone' });
    const [pin] = pins(slipOf(await fetchDocument(id), 'AMIN'));
    expect((await trail(village, 'access.issue-pin'))[0]).toMatchObject({
      resident_id: amin.id,
      actor_id: operator.staffId,
      details: { batch: id, anew: false },
    });
    expect((await trail(village, 'access.issue-batch'))[0]).toMatchObject({ subject_id: id });
    expect((await trail(village, 'access.fetch-slips'))[0]).toMatchObject({ subject_id: id });
    const dump = await world.superuser(async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`,
      );
      const texts = [];
      for (const { name } of tables)
        texts.push(JSON.stringify((await client.query(`select t::text from ${name} t`)).rows));
      return texts.join('\n');
    });
    expect(dump).not.toMatch(new RegExp(`(?<![0-9a-f])${pin}(?![0-9a-f])`));
  });

  test('judges once more: who died or signed in meanwhile gets none', async () => {
    const [amin, budi] = [await person('AMIN'), await person('BUDI')];
    const id = await prepare({ kind: 'everyone' });
    await run(async (tx) => {
      await declareTestChange(tx);
      await tx.updateTable('resident').set({ basic_status: 2 }).where('id', '=', amin.id).execute();
    });
    await issue(id);
    await carryOutBatch(village.id, id);
    expect((await accounts()).map((a) => a.resident_id)).toEqual([budi.id]);
    const batch = await open(id);
    expect(batch).toMatchObject({ total: 1, leftOut: [{ count: 1, words: 'sudah meninggal' }] });
    expect(pages(await fetchDocument(id)).join()).not.toContain('AMIN');
  });

  test('with nobody left ends without a document', async () => {
    const amin = await person('AMIN');
    const id = await prepare({ kind: 'everyone' });
    await issuePin(village.id, fresh(), amin.id, key());
    await issue(id);
    await carryOutBatch(village.id, id);
    expect(await open(id)).toMatchObject({ state: 'done', total: 0, fetchable: false });
  });

  test('cut short has done nothing; begun anew it comes to its end once', async () => {
    const amin = await person('AMIN');
    const id = await prepare({ kind: 'everyone' });
    await issue(id);
    const put = platform().files.put;
    platform().files.put = () => Promise.reject(new Error('disk full'));
    await carryOutBatch(village.id, id);
    platform().files.put = put;
    expect(await open(id)).toMatchObject({ state: 'failed', done: 0 });
    expect(await accounts()).toEqual([]);
    await issue(id);
    // What a killed process leaves behind: work that is under way and nobody does.
    await resumeBatches(village.id);
    await Promise.all([carryOutBatch(village.id, id), carryOutBatch(village.id, id)]);
    expect(await open(id)).toMatchObject({ state: 'done', total: 1 });
    expect(await trail(village, 'access.issue-pin')).toHaveLength(1);
    const [pin] = pins(slipOf(await fetchDocument(id), 'AMIN'));
    await enter(village, amin.nik, pin);
    await carryOutBatch(village.id, id);
    expect(await trail(village, 'access.issue-pin')).toHaveLength(1);
  });

  test('wants a yes, a fresh proof and a reasonable time', async () => {
    await person('AMIN');
    const id = await prepare({ kind: 'everyone' });
    const input = { batchId: id, validDays: 3, signInUrl: 'https://contoh.desa.id' };
    await carryOutBatch(village.id, id);
    expect(await accounts()).toEqual([]);
    const stale = { ...operator, provedAt: new Date(world.clock.now().getTime() - 16 * minute) };
    const ask = (visitor: StaffVisitor, more = {}) =>
      refused(run((tx) => issueBatch(tx, village.id, visitor, { ...input, ...more })));
    expect((await ask(stale))?.kind).toBe('proof-needed');
    expect((await ask(fresh(), { validDays: 365 }))?.fields).toHaveProperty('berlaku');
    expect((await ask(fresh(), { batchId: key() }))?.kind).toBe('not-found');
    await issue(id);
    expect((await ask(fresh()))?.kind).toBe('conflict');
    expect((await refused(run((tx) => dropBatch(tx, operator, id))))?.kind).toBe('conflict');
  });

  test('is for operator and admin; a resident and another village are refused', async () => {
    const amin = await person('AMIN');
    const id = await issued({ kind: 'everyone' });
    const wrong = staffVisitor(
      await makeStaff(
        village.id,
        staffRoles.filter((role) => role !== 'operator' && role !== 'admin'),
      ),
    );
    for (const visitor of [wrong, residentVisitor(amin), { kind: 'nobody' as const }])
      for (const work of [
        () => run((tx) => prepareBatch(tx, village, visitor, { kind: 'everyone' })),
        () => run((tx) => listBatches(tx, visitor, 1)),
        () => run((tx) => listPlaces(tx, visitor)),
        () => run((tx) => openBatch(tx, visitor, id, everything)),
        () =>
          run((tx) =>
            issueBatch(tx, village.id, visitor, { batchId: id, validDays: 1, signInUrl: '' }),
          ),
        () => run((tx) => dropBatch(tx, visitor, id)),
        () => run((tx) => fetchSlips(tx, village.id, visitor, id)),
        () => run((tx) => openHandOverList(tx, village.id, visitor, id)),
        () =>
          run((tx) =>
            handOverSlips(tx, village.id, visitor, {
              batchId: id,
              residentIds: [amin.id],
              receivedBy: '',
            }),
          ),
        () =>
          run((tx) =>
            takeBackHandOver(tx, village.id, visitor, { batchId: id, residentId: amin.id }),
          ),
      ])
        expect(['forbidden', 'not-signed-in']).toContain((await refused(work()))?.kind);
    const elsewhere = await makeVillage();
    expect(
      await refused(withVillage(elsewhere.id, (tx) => openBatch(tx, operator, id, everything))),
    ).toMatchObject({ kind: 'not-found' });
  });
});

describe('the document', () => {
  test('is fetched once, again for a broken line only, and then forgotten', async () => {
    await person('AMIN');
    const id = await issued({ kind: 'everyone' });
    await fetchDocument(id);
    world.clock.advance(14 * minute);
    await fetchDocument(id);
    world.clock.advance(2 * minute);
    expect((await refused(fetchDocument(id)))?.kind).toBe('conflict');
    await doChores(village.id);
    expect(await open(id)).toMatchObject({ fetchable: false, state: 'done' });
    const files = await run((tx) =>
      tx.selectFrom('stored_file').select(['deleted_at', 'swept_at']).execute(),
    );
    expect(files).toEqual([{ deleted_at: expect.any(Date), swept_at: expect.any(Date) }]);
  });

  test('that nobody fetched is forgotten after a day; one only shown after a week', async () => {
    await person('AMIN');
    const id = await issued({ kind: 'everyone' });
    const shown = await prepare({ kind: 'everyone' });
    world.clock.advance(day - minute);
    await doChores(village.id);
    expect((await open(id)).fetchable).toBe(true);
    world.clock.advance(2 * minute);
    expect((await refused(fetchDocument(id)))?.kind).toBe('conflict');
    await doChores(village.id);
    expect((await trail(village, 'access.drop-slips'))[0]?.details).toEqual({ count: 1 });
    world.clock.advance(7 * day);
    await doChores(village.id);
    expect((await refused(open(shown)))?.kind).toBe('not-found');
  });

  test('needs a fresh proof', async () => {
    await person('AMIN');
    const id = await issued({ kind: 'everyone' });
    world.clock.advance(16 * minute);
    const work = run((tx) => fetchSlips(tx, village.id, operator, id));
    expect((await refused(work))?.kind).toBe('proof-needed');
  });
});

describe('handing over', () => {
  const handOver = (batchId: string, residentIds: string[], receivedBy = '') =>
    run((tx) => handOverSlips(tx, village.id, operator, { batchId, residentIds, receivedBy }));

  test('many at once, to themselves or somebody else; a wrong tick is taken back', async () => {
    const area = await makeArea('MEKAR');
    const [amin, budi, cici] = [
      await person('AMIN', area),
      await person('BUDI', area),
      await person('CICI'),
    ];
    const id = await issued({ kind: 'everyone' });
    expect(await handOver(id, [amin.id, budi.id])).toBe(2);
    expect(await handOver(id, [budi.id, cici.id], ' Ketua RT 001 ')).toBe(1);
    const batch = await open(id);
    expect(batch.handed).toBe(3);
    expect(batch.places).toMatchObject([
      { words: 'Dusun MEKAR, RW 001, RT 001', slips: 2, handed: 2 },
      { words: 'Alamat belum tercatat', slips: 1, handed: 1 },
    ]);
    const lines = batch.groups.flatMap((g) => g.slips);
    expect(lines.map((s) => [s.name, s.receivedBy, s.handedBy])).toEqual([
      ['AMIN', null, operator.name],
      ['BUDI', null, operator.name],
      ['CICI', 'Ketua RT 001', operator.name],
    ]);
    expect((await trail(village, 'access.hand-over-slip')).map((e) => e.resident_id)).toEqual([
      cici.id,
      budi.id,
      amin.id,
    ]);
    await run((tx) =>
      takeBackHandOver(tx, village.id, operator, { batchId: id, residentId: budi.id }),
    );
    expect((await open(id, { handed: false })).groups[0]?.slips).toMatchObject([{ name: 'BUDI' }]);
    expect(await trail(village, 'access.take-back-hand-over')).toMatchObject([
      { resident_id: budi.id },
    ]);
    expect((await refused(handOver(id, [])))?.fields).toHaveProperty('warga');
    expect((await refused(handOver(id, [amin.id], 'x'.repeat(101))))?.fields).toHaveProperty(
      'penerima',
    );
  });

  test('only of slips that were made', async () => {
    const [amin, child] = [
      await person('AMIN'),
      await person('ANAK', undefined, { birth_date: '2020-01-01', marital_status: 1 }),
    ];
    const id = await prepare({ kind: 'everyone' });
    expect(await handOver(id, [amin.id, child.id])).toBe(0);
  });

  test('is searched by name, NIK, place', async () => {
    const area = await makeArea('MEKAR');
    const amin = await person('AMIN', area);
    await person('BUDI_');
    const id = await issued({ kind: 'everyone' });
    const names = async (filter: object) =>
      (await open(id, filter)).groups.flatMap((g) => g.slips.map((s) => s.name));
    expect(await names({ words: 'ami' })).toEqual(['AMIN']);
    expect(await names({ words: amin.nik })).toEqual(['AMIN']);
    expect(await names({ words: '_' })).toEqual(['BUDI_']);
    expect(await names({ place: 'Dusun MEKAR, RW 001, RT 001' })).toEqual(['AMIN']);
    expect(await names({ words: 'tidak ada' })).toEqual([]);
  });

  test('what was not handed over is made again, in place of the lost slip', async () => {
    const [amin, budi, cici] = [await person('AMIN'), await person('BUDI'), await person('CICI')];
    const id = await issued({ kind: 'everyone' });
    const lost = pins(slipOf(await fetchDocument(id), 'AMIN'));
    await handOver(id, [amin.id]);
    const browser = await enter(village, cici.nik, lost[2]);
    await changePin(browser, await browser.visitor(), {
      pin: lost[2]!,
      newPin: '739164',
      repeated: '739164',
    });
    const again = await issued({ kind: 'again', batchId: id });
    const batch = await open(again);
    expect(batch.groups.flatMap((g) => g.slips.map((s) => s.name))).toEqual(['BUDI']);
    expect(batch.leftOut).toMatchObject([{ count: 1, words: 'akunnya sudah aktif' }]);
    const [pin] = pins(slipOf(await fetchDocument(again), 'BUDI'));
    expect(await refused(enter(village, budi.nik, lost[1]))).toBeDefined();
    await enter(village, budi.nik, pin);
    const states = (await open(id)).groups.flatMap((g) => g.slips.map((s) => [s.name, s.state]));
    expect(states).toEqual([
      ['AMIN', 'waiting'],
      ['BUDI', 'replaced'],
      ['CICI', 'used'],
    ]);
  });

  test('on paper: a list to sign, by neighbourhood', async () => {
    const area = await makeArea('MEKAR');
    const amin = await person('AMIN', area);
    await person('BUDI');
    const id = await issued({ kind: 'everyone' });
    await handOver(id, [amin.id], 'Ketua RT');
    const list = await run((tx) => openHandOverList(tx, village.id, operator, id));
    const sheets = pages(await renderHandOverList(village, list, world.clock.now()));
    expect(sheets).toHaveLength(2);
    expect(sheets[0]).toMatch(/Dusun MEKAR, RW 001, RT 001[\s\S]*AMIN[\s\S]*23-11-2026 +Ketua RT/);
    expect(sheets[1]).toContain('BUDI');
    expect(sheets.join()).not.toMatch(/\d{16}|(?<!\d)\d{6}(?!\d)/);
    expect(await trail(village, 'access.print-hand-over-list')).toHaveLength(1);
  });
});

test('the list of batches tells how far each is', async () => {
  await person('AMIN');
  const id = await issued({ kind: 'everyone' });
  await prepare({ kind: 'everyone' });
  const { lines } = await run((tx) => listBatches(tx, operator, 1));
  expect(lines).toMatchObject([
    { state: 'preview', total: 0 },
    { id, state: 'done', total: 1, handed: 0, issuedBy: operator.name, waiting: true },
  ]);
  await run((tx) => dropBatch(tx, operator, lines[0]!.id));
  expect((await run((tx) => listBatches(tx, operator, 9))).lines).toHaveLength(1);
});
