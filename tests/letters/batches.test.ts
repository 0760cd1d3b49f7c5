import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  addToList,
  answerBatch,
  approveBatch,
  carryOutLetterBatch,
  countBatchesWaiting,
  drawSample,
  dropLetterBatch,
  endBatch,
  fileBatch,
  forwardBatch,
  getOwnRequest,
  listArchive,
  listLetterBatches,
  listOwnRequests,
  openLetterBatch,
  openSigningDesk,
  printBatch,
  printLetter,
  resumeLetterBatches,
  saveService,
  sendBackBatch,
  startLetterBatch,
  takeOffList,
  verifyByCode,
  type ListChoice,
} from '../../src/lib/server/letters/index.ts';
import { now, platform } from '../../src/lib/server/platform/index.ts';
import {
  declareTestChange,
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';
import { openLetterOffice, origin, type LetterOffice } from './letter-office.ts';
import { poppler } from './read-pdf.ts';
import { refused } from './use-letter-office.ts';

useWorld();
let office: LetterOffice;
beforeEach(async () => {
  office = await openLetterOffice(await makeVillage());
});

const electronic = 'keterangan-umur';
const wet = 'keterangan-kelakuan-baik';
const purpose = 'pendaftaran beasiswa kabupaten';
const proven = (officer: StaffVisitor) => ({ ...officer, provedAt: now() });

const begin = (slug = electronic, as: StaffVisitor = office.operator, name = 'Calon beasiswa') =>
  office.run((tx) => startLetterBatch(tx, office.village.id, as, { slug, name }));
const answer = (batchId: string, typed: Record<string, string> = { purpose }, again = false) =>
  office.run((tx) =>
    answerBatch(tx, office.village, office.operator, { batchId, typed, seen: [], again }),
  );
const add = (batchId: string, choice: ListChoice) =>
  office.run((tx) => addToList(tx, office.village, office.operator, { batchId, choice }));
const open = (
  batchId: string,
  as = office.operator,
  filter: 'all' | 'gets' | 'left-out' | 'problem' = 'all',
) => office.run((tx) => openLetterBatch(tx, office.village, as, batchId, { filter, page: 1 }));
const input = async (batchId: string) => ({ batchId, version: (await open(batchId)).version });

type Mover = typeof fileBatch;
const moved = async (batchId: string, mover: Mover, as: StaffVisitor) => {
  const what = await input(batchId);
  await office.run((tx) => mover(tx, office.village, as, what));
};
const approve = async (batchId: string, as = proven(office.head)) => {
  const what = { ...(await input(batchId)), origin };
  await office.run((tx) => approveBatch(tx, office.village, as, what));
};
/** Hands a list on, up to the head. */
async function bringToHead(batchId: string) {
  await moved(batchId, fileBatch, office.operator);
  const { type } = await open(batchId);
  for (const { role } of type.chain.slice(0, -1)) await moved(batchId, forwardBatch, office[role]);
}
const people = async (names: readonly string[]) => {
  const made = [];
  for (const name of names) made.push(await makeResident(office.village.id, { name }));
  return made;
};
/** An approved list of so many people. */
async function approved(count: number, slug = electronic) {
  const listed = await people(Array.from({ length: count }, (_, i) => `PENERIMA ${i + 1}`));
  const batchId = await begin(slug);
  expect(await answer(batchId)).toEqual({});
  await add(batchId, { kind: 'residents', ids: listed.map(({ id }) => id) });
  await bringToHead(batchId);
  await approve(batchId);
  return { batchId, listed };
}
const carryOut = (batchId: string) => carryOutLetterBatch(office.village.id, batchId);
const letters = () =>
  office.run((tx) => tx.selectFrom('letter').selectAll().orderBy('sequence').execute());

describe('putting a list together', () => {
  test('only by those who take letters down, and only for letters that are the same for all', async () => {
    for (const officer of [office.official, office.secretary, office.head])
      await expect(begin(electronic, officer)).rejects.toEqual(refused('forbidden'));
    for (const slug of ['keterangan-usaha', 'keterangan-kematian', 'tidak-ada'])
      await expect(begin(slug)).rejects.toMatchObject({ fields: { jenis: expect.any(String) } });
    await expect(begin(electronic, office.operator, ' ')).rejects.toMatchObject({
      fields: { nama: expect.any(String) },
    });
  });

  test('each row is held against the register', async () => {
    const { village } = office;
    const [well] = await people(['SITI RAHMA, S.Pd.', 'KEMBAR', 'KEMBAR']);
    const dead = await makeResident(village.id, { name: 'ALMARHUM', basic_status: 2 });
    const gone = await makeResident(village.id, { name: 'PINDAH', basic_status: 3 });
    const unnumbered = await makeResident(village.id, { name: 'TANPA NIK', nik_temporary: true });
    const holder = residentVisitor(await makeResident(village.id, { name: 'PEMILIK' }));
    const { reference } = await office.send(holder, 'pengantar');
    await office.bringToSigning(reference);
    await office.approve(reference);
    const asking = residentVisitor(await makeResident(village.id, { name: 'PEMOHON' }));
    await office.send(asking, 'pengantar');

    const batchId = await begin('pengantar');
    const text = [
      'Siti Rahma, S.Pd.',
      ...[dead, gone, unnumbered].map(({ nik }) => nik),
      'kembar',
      'Tidak Dikenal',
      '5207021506850999',
    ].join('\n');
    expect(await add(batchId, { kind: 'pasted', text })).toEqual({ added: 4, unknown: 3 });
    const ids = [holder.residentId, asking.residentId, well!.id];
    expect(await add(batchId, { kind: 'residents', ids })).toEqual({ added: 2, unknown: 0 });

    const { items, counts, unknown } = await open(batchId);
    expect(Object.fromEntries(items.map(({ name, leftOut }) => [name, leftOut]))).toEqual({
      'SITI RAHMA, S.Pd.': null,
      ALMARHUM: 'dead',
      PINDAH: 'gone',
      'TANPA NIK': 'temporary',
      PEMILIK: 'has',
      PEMOHON: 'asked',
    });
    expect(counts).toMatchObject({ all: 6, gets: 1 });
    expect(unknown).toEqual([
      '5207••••••••0999',
      'KEMBAR (ada 2 orang: pakai NIK)',
      'TIDAK DIKENAL',
    ]);
    expect(JSON.stringify(items)).not.toContain(dead.nik);

    const typed = { destination: 'Dinas Sosial', purpose };
    expect(await answer(batchId, typed, true)).toEqual({});
    expect((await open(batchId)).counts.gets).toBe(2);
    await office.run((tx) =>
      takeOffList(tx, office.operator, { batchId, residentId: holder.residentId }),
    );
    expect((await open(batchId)).counts).toMatchObject({ all: 5, gets: 1 });
    await office.run((tx) => takeOffList(tx, office.operator, { batchId, residentId: 'all' }));
    expect((await open(batchId)).counts.all).toBe(0);
  });

  test('a search adds all whom it finds; too many, or nobody, are refused', async () => {
    await people(['UNTUNG SATU', 'UNTUNG DUA', 'LAIN']);
    const batchId = await begin();
    const search = { search: 'untung', basicStatus: 1 };
    expect(await add(batchId, { kind: 'search', search })).toMatchObject({ added: 2 });
    expect(await add(batchId, { kind: 'search', search })).toMatchObject({ added: 0 });
    const many = Array.from({ length: 2001 }, () => crypto.randomUUID());
    for (const choice of [
      { kind: 'residents', ids: many },
      { kind: 'residents', ids: [] },
      { kind: 'pasted', text: ' \n ' },
      { kind: 'search', search: { search: '' } },
      { kind: 'search', search: { search: 'siapa pun juga' } },
    ] as ListChoice[])
      await expect(add(batchId, choice)).rejects.toMatchObject({
        fields: { daftar: expect.any(String) },
      });
  });

  test('is handed on with answers and people only, and then is as it is', async () => {
    const batchId = await begin();
    expect(await answer(batchId, { purpose: 'x' })).toHaveProperty('purpose');
    expect((await open(batchId)).answers).toEqual({ purpose: 'x' });
    const [one] = await people(['SATU']);
    await add(batchId, { kind: 'residents', ids: [one!.id] });
    await expect(moved(batchId, fileBatch, office.operator)).rejects.toEqual(refused('invalid'));
    await answer(batchId);
    await office.run((tx) => takeOffList(tx, office.operator, { batchId, residentId: 'all' }));
    await expect(moved(batchId, fileBatch, office.operator)).rejects.toEqual(refused('invalid'));
    await add(batchId, { kind: 'residents', ids: [one!.id] });
    expect(
      await office.run((tx) => drawSample(tx, office.village, office.operator, batchId)),
    ).toContain('<svg');
    const stale = await input(batchId);
    await moved(batchId, fileBatch, office.operator);
    await expect(answer(batchId)).rejects.toEqual(refused('conflict'));
    await expect(
      office.run((tx) => dropLetterBatch(tx, office.village, office.operator, batchId)),
    ).rejects.toEqual(refused('conflict'));
    await expect(
      office.run((tx) => forwardBatch(tx, office.village, office.official, stale)),
    ).rejects.toEqual(refused('conflict'));
    const back = { ...(await input(batchId)), reason: 'Ada yang sudah pindah' };
    await expect(
      office.run((tx) => sendBackBatch(tx, office.village, office.head, back)),
    ).rejects.toEqual(refused('forbidden'));
    await office.run((tx) => sendBackBatch(tx, office.village, office.official, back));
    expect(await open(batchId)).toMatchObject({ state: 'draft', reason: back.reason });
    await office.run((tx) => dropLetterBatch(tx, office.village, office.operator, batchId));
    await expect(open(batchId)).rejects.toEqual(refused('not-found'));
  });
});

describe('approving', () => {
  test('is the head’s alone, with a fresh proof, when it is their turn', async () => {
    const [one] = await people(['SATU']);
    const batchId = await begin();
    await answer(batchId);
    await add(batchId, { kind: 'residents', ids: [one!.id] });
    await moved(batchId, fileBatch, office.operator);
    await expect(approve(batchId)).rejects.toEqual(refused('forbidden'));
    const waiting = (as: StaffVisitor) =>
      office.run((tx) => countBatchesWaiting(tx, office.village, as));
    const { type } = await open(batchId);
    for (const { role } of type.chain.slice(0, -1)) {
      expect(await waiting(office[role])).toBe(1);
      await moved(batchId, forwardBatch, office[role]);
    }
    expect(await waiting(office.head)).toBe(1);
    expect(await waiting(office.operator)).toBe(0);
    for (const officer of [office.operator, office.secretary])
      await expect(approve(batchId, proven(officer))).rejects.toEqual(refused('forbidden'));
    await expect(
      approve(batchId, { ...office.head, provedAt: new Date(now().getTime() - 16 * 60_000) }),
    ).rejects.toEqual(refused('proof-needed'));
    expect((await letters()).length).toBe(0);
    await approve(batchId);
    expect((await open(batchId)).state).toBe('working');
    await expect(approve(batchId)).rejects.toEqual(refused('conflict'));
  });

  test('nobody moves their own letter on', async () => {
    const resident = await makeResident(office.village.id, { name: 'PAK KASI' });
    const [other] = await people(['LAIN']);
    office.official = staffVisitor(
      await makeStaff(office.village.id, ['official'], { resident_id: resident.id }),
    );
    const batchId = await begin();
    await answer(batchId);
    await add(batchId, { kind: 'residents', ids: [resident.id, other!.id] });
    expect((await open(batchId)).counts.gets).toBe(2);
    await bringToHead(batchId);
    expect((await open(batchId, office.operator, 'left-out')).items).toMatchObject([
      { name: 'PAK KASI', leftOut: 'own' },
    ]);
  });
});

describe('the letters of a list', () => {
  test('each numbered in turn, signed, found, told and printed together', async () => {
    const { batchId, listed } = await approved(4);
    await carryOut(batchId);
    const made = await letters();
    expect(made.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(made.map(({ holder_name }) => holder_name)).toEqual(listed.map(({ name }) => name));
    expect(new Set(made.map(({ verification_code }) => verification_code)).size).toBe(4);
    expect(await open(batchId)).toMatchObject({
      state: 'done',
      counts: { all: 4, gets: 4, made: 4, problems: 0, letters: 4 },
    });
    // Done again, by a second worker or after a restart, nothing more is made.
    await carryOut(batchId);
    expect(await letters()).toHaveLength(4);

    const holder = residentVisitor(listed[1]!);
    const [own] = await office.run((tx) => listOwnRequests(tx, holder));
    expect(own).toMatchObject({ status: 'approved', typeName: 'Surat Keterangan Umur' });
    const { events } = await office.run((tx) =>
      getOwnRequest(tx, office.village, holder, { reference: own!.reference! }),
    );
    expect(events.map(({ action }) => action)).toEqual(['file', 'forward', 'approve']);
    const file = await office.run((tx) =>
      printLetter(tx, office.village, office.operator, own!.reference!),
    );
    expect(poppler('pdfsig', file.bytes, '-nocert')).toContain('Signature is Valid');
    expect(
      await office.run((tx) => verifyByCode(tx, office.village, made[1]!.verification_code)),
    ).toMatchObject({
      number: made[1]!.number,
    });
    const found = await office.run((tx) =>
      listArchive(tx, office.village, office.operator, {
        ...{ search: 'beasiswa', kind: '', state: '', type: '', signer: '' },
        ...{ classification: '', from: '', until: '', page: 1 },
      }),
    );
    expect(found.lines).toHaveLength(4);

    for (const bothSides of [false, true]) {
      const { pdf, name } = await printBatch(office.village, office.operator, {
        batchId,
        bothSides,
      });
      const whole = Buffer.concat(await Array.fromAsync(pdf));
      expect(name).toBe('surat-massal-keterangan-umur-4.pdf');
      expect(poppler('pdfinfo', whole)).toMatch(
        new RegExp(
          `Title: +Surat Keterangan Umur: Calon beasiswa[\\s\\S]*Pages: +${bothSides ? 8 : 4}`,
        ),
      );
      const pages = poppler('pdftotext', whole).split('\f').slice(0, -1);
      const filled = pages.filter((page) => page.trim());
      expect(filled).toHaveLength(4);
      filled.forEach((page, at) => {
        expect(page).toContain(listed[at]!.name);
        expect(page).toContain(made[at]!.number);
      });
      // Every font is there, and nothing is left of the signatures.
      expect(poppler('pdffonts', whole)).not.toMatch(/ no +(yes|no) +(yes|no) +\d/);
      expect(whole.includes('/Sig')).toBe(false);
      // What all letters share is kept once.
      expect(whole.length).toBeLessThan(4 * file.bytes.length);
    }
    await expect(
      printBatch(office.village, residentVisitor(listed[0]!), { batchId, bothSides: false }),
    ).rejects.toEqual(refused('not-signed-in'));
  });

  test('for wet signature are numbered and left to the pen', async () => {
    const { batchId } = await approved(2, wet);
    await carryOut(batchId);
    const made = await letters();
    expect(made.map(({ signature, certificate_id }) => [signature, certificate_id])).toEqual([
      ['wet', null],
      ['wet', null],
    ]);
    expect(made.every(({ collected_at }) => collected_at === null)).toBe(true);
  });

  test('two workers at once make none twice and leave no gap', async () => {
    const { batchId } = await approved(6);
    await Promise.all([carryOut(batchId), carryOut(batchId)]);
    const made = await letters();
    expect(made.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await open(batchId)).state).toBe('done');
  });

  test('go on after a stop of the server', async () => {
    const { batchId } = await approved(5);
    const { files } = platform();
    const keep = files.put.bind(files);
    let kept = 0;
    const put = vi.spyOn(files, 'put').mockImplementation((...what) => {
      if (++kept > 2) throw new Error('No room on the disk');
      return keep(...what);
    });
    await carryOut(batchId);
    put.mockRestore();
    expect(await letters()).toHaveLength(2);
    expect(await open(batchId)).toMatchObject({ state: 'stopped', counts: { problems: 3 } });
    await approve(batchId);
    await resumeLetterBatches(office.village.id);
    await carryOut(batchId);
    expect((await letters()).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(await open(batchId)).toMatchObject({ state: 'done', counts: { problems: 0 } });
  });

  test('stop when who approved may sign no longer, and go on with a new approval', async () => {
    const { batchId } = await approved(3);
    await office.run((tx) =>
      tx
        .updateTable('official')
        .set({ signs: false })
        .where('staff_id', '=', office.head.staffId)
        .execute(),
    );
    await carryOut(batchId);
    expect(await letters()).toHaveLength(0);
    expect(await open(batchId)).toMatchObject({
      state: 'stopped',
      reason: expect.stringContaining('tidak berwenang'),
    });
    await expect(approve(batchId)).rejects.toEqual(refused('forbidden'));
    const successor = staffVisitor(await makeStaff(office.village.id, ['head']));
    const ended = { ...(await input(batchId)) };
    await expect(
      office.run((tx) => endBatch(tx, office.village, office.secretary, ended)),
    ).rejects.toEqual(refused('forbidden'));
    await approve(batchId, proven(successor));
    await carryOut(batchId);
    expect(await letters()).toHaveLength(3);
  });

  test('who died since, or got one elsewhere, is left out as it is made', async () => {
    const { batchId, listed } = await approved(3);
    await office.run(async (tx) => {
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ basic_status: 2 })
        .where('id', '=', listed[0]!.id)
        .execute();
    });
    await carryOut(batchId);
    expect((await letters()).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect((await open(batchId, office.operator, 'left-out')).items).toMatchObject([
      { leftOut: 'dead' },
    ]);
  });

  test('that a service outside stamps wait at the signing desk', async () => {
    await office.run((tx) =>
      saveService(
        tx,
        office.village,
        proven({ ...office.head, roles: ['head'] }),
        { cara: 'certificate', stempel: 'https://tsa.example.id/', 'tanpa-stempel': 'refuse' },
        '',
      ),
    );
    const { batchId } = await approved(2);
    await carryOut(batchId);
    expect(await letters()).toHaveLength(0);
    expect(await open(batchId)).toMatchObject({
      state: 'done',
      outside: true,
      counts: { made: 2 },
    });
    const desk = await office.run((tx) => openSigningDesk(tx, office.village, office.head));
    expect(desk.items.map(({ subjectName }) => subjectName)).toEqual(['PENERIMA 1', 'PENERIMA 2']);
  });

  test('are seen by overseers too, and counted in the list of lists', async () => {
    const { batchId } = await approved(1);
    await carryOut(batchId);
    const overseer = staffVisitor(await makeStaff(office.village.id, ['overseer']));
    const { lines } = await office.run((tx) => listLetterBatches(tx, office.village, overseer, 1));
    expect(lines).toMatchObject([{ id: batchId, wanted: 1, made: 1, mine: false, state: 'done' }]);
  });
});
