import { beforeAll, describe, expect, test } from 'vitest';
import {
  beginReplacement,
  fileAtCounter,
  handOverLetter,
  listArchive,
  listOpenReplacements,
  openCounterDraft,
  openLetter,
  openReceipt,
  printLetter,
  saveDraft,
  verifyByCode,
  withdrawAndReplace,
} from '../../src/lib/server/letters/index.ts';
import { now, withVillage } from '../../src/lib/server/platform/index.ts';
import {
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';
import { origin, photo } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

useWorld();
const office = useLetterOffice();

const all = {
  search: '',
  kind: '',
  state: '',
  type: '',
  signer: '',
  classification: '',
  from: '',
  until: '',
  page: 1,
};
const find = (asked: Partial<typeof all>, as = office.operator) =>
  office.run((tx) => listArchive(tx, office.village, as, { ...all, ...asked }));
const titles = async (search: string) => (await find({ search })).lines.map(({ party }) => party);

/** Sends, approves, and opens a letter of a resident with this name. */
async function issue(name: string, slug?: string) {
  const visitor = residentVisitor(await makeResident(office.village.id, { name }));
  const { reference } = await office.send(visitor, slug);
  await office.bringToSigning(reference);
  const { number } = await office.approve(reference);
  const { lines } = await find({ search: number });
  return { reference, number, id: lines[0]!.id, visitor };
}
const open = (id: string, as = office.operator) =>
  office.run((tx) => openLetter(tx, office.village, as, id));
const head = () => ({ ...office.head, provedAt: now() });

describe('the archive finds a letter', () => {
  let letter: Awaited<ReturnType<typeof issue>>;
  beforeAll(async () => {
    letter = await issue('RATNA DEWI KUSUMA');
    await issue('LALU WIRAJAYA', 'keterangan-usaha');
  });

  test.each([
    ['by a name, as it begins', 'ratna kus'],
    ['by a word that was printed', 'RATNA keperluan'],
    ['by another form of a word', 'ratna memperlukan'],
  ])('%s', async (_how, search) => {
    expect(await titles(search)).toEqual(['RATNA DEWI KUSUMA']);
  });

  test('by its number or a part of it, and not by a NIK', async () => {
    expect(await titles(letter.number)).toEqual(['RATNA DEWI KUSUMA']);
    expect(await titles(letter.number.slice(4, 16).toLowerCase())).toContain('RATNA DEWI KUSUMA');
    expect((await find({ search: '5207021506850001' })).total).toBe(0);
    expect((await find({ search: `zqwertyu ' " \\ % | & ! :*` })).total).toBe(0);
  });

  test('narrowed by what it is, who signed, how it stands, and when', async () => {
    const party = async (asked: Partial<typeof all>) =>
      (await find(asked)).lines.map((line) => line.party);
    expect(await party({ type: 'keterangan-usaha' })).toEqual(['LALU WIRAJAYA']);
    expect(await party({ signer: 'Nobody' })).toEqual([]);
    expect(await party({ signer: 'H. ABDUL RAHMAN' })).toHaveLength(2);
    expect(await party({ kind: 'incoming' })).toEqual([]);
    expect(await party({ state: 'dicabut' })).toEqual([]);
    expect(await party({ state: 'berlaku', from: '2026-11-23', until: '2026-11-23' })).toHaveLength(
      2,
    );
    expect(await party({ state: 'lewat-masa' })).toEqual([]);
    expect(await party({ until: '2026-11-22' })).toEqual([]);
    // What is no day does not narrow.
    expect(await party({ from: '2026-02-31', page: 9 })).toHaveLength(2);
    const { types, signers } = await find({});
    expect(types.map(({ slug }) => slug)).toContain('keterangan-usaha');
    expect(signers).toEqual(['H. ABDUL RAHMAN']);
  });

  test('of this village only, and for those who may read requests', async () => {
    const other = await makeVillage();
    const operator = staffVisitor(await makeStaff(other.id, ['operator']));
    const seen = await withVillage(other.id, (tx) => listArchive(tx, other, operator, all));
    expect(seen.lines).toEqual([]);
    await expect(
      withVillage(other.id, (tx) => openLetter(tx, other, operator, letter.id)),
    ).rejects.toEqual(refused('not-found'));
    const editor = staffVisitor(await makeStaff(office.village.id, ['editor']));
    await expect(find({}, editor)).rejects.toEqual(refused('forbidden'));
    await expect(open(letter.id, editor)).rejects.toEqual(refused('forbidden'));
  });

  test('prints the same bytes again, on record', async () => {
    const print = () =>
      office.run((tx) => printLetter(tx, office.village, office.operator, letter.reference));
    const [first, second] = [await print(), await print()];
    expect(first.bytes.equals(second.bytes)).toBe(true);
    const actions = await office.run((tx) =>
      tx.selectFrom('audit_event').select('action').where('subject_id', '=', letter.id).execute(),
    );
    expect(actions.filter(({ action }) => action === 'letters.print')).toHaveLength(2);
  });
});

describe('a letter with a mistake', () => {
  const withdraw = async (id: string, as = head()) => {
    const { request } = await open(id);
    const input = {
      letterId: id,
      requestId: request.id,
      version: request.version,
      reason: 'Nama ibu keliru ditulis.',
    };
    return office.run((tx) => withdrawAndReplace(tx, office.village, as, input));
  };
  const check = async (id: string) => {
    const { letter } = await open(id);
    return office.run((tx) => verifyByCode(tx, office.village, letter.verification_code));
  };

  test('is withdrawn and replaced: old answers, new number, and each knows the other', async () => {
    const old = await issue('MARYAM SALEH');
    await expect(
      office.run((tx) => beginReplacement(tx, office.village, office.operator, old.id)),
    ).rejects.toEqual(refused('conflict'));
    const draft = await withdraw(old.id);
    expect(await check(old.id)).toMatchObject({ state: 'withdrawn', replacedBy: null });
    const waiting = await office.run((tx) => listOpenReplacements(tx, office.operator));
    expect(waiting.map(({ id, number }) => [id, number])).toEqual([[draft, old.number]]);

    // The operator goes on with the head's form; begun again it is the same one.
    expect(
      await office.run((tx) => beginReplacement(tx, office.village, office.operator, old.id)),
    ).toBe(draft);
    const taken = await office.run((tx) =>
      openCounterDraft(tx, office.village, office.operator, draft),
    );
    const before = await office.look(old.reference);
    expect(taken.answers).toEqual(before.request.answers);
    await office.run((tx) =>
      saveDraft(tx, office.operator, draft, { purpose: 'mengurus paspor umrah' }),
    );
    const { reference } = await office.run((tx) =>
      fileAtCounter(tx, office.village, office.operator, {
        requestId: draft,
        seen: taken.requirements.map(({ key }) => key),
        origin,
      }),
    );
    const filed = await office.look(reference);
    if (filed.request.status !== 'approved') {
      for (const { role } of filed.type.chain.slice(0, -1))
        await office.move(reference, 'forward', office[role]);
      await office.approve(reference);
    }
    const opened = await open(old.id);
    const { replacedBy } = opened;
    expect(replacedBy!.number).not.toBe(old.number);
    expect(opened.mayReplace).toBe(false);
    expect((await open(replacedBy!.id)).replaces).toEqual({ id: old.id, number: old.number });
    const told = await check(old.id);
    expect(told).toMatchObject({ state: 'withdrawn', replacedBy: replacedBy!.number });
    expect(await check(replacedBy!.id)).toMatchObject({ state: 'valid', replacedBy: null });
    expect((await find({ search: 'paspor umrah' })).lines.map(({ id }) => id)).toEqual([
      replacedBy!.id,
    ]);
    expect((await find({ state: 'dicabut' })).lines.map(({ id }) => id)).toContain(old.id);
    await expect(
      office.run((tx) => beginReplacement(tx, office.village, office.operator, old.id)),
    ).rejects.toEqual(refused('conflict'));
  });

  test('is not replaced by who may not, nor without a fresh proof, nor by its holder', async () => {
    const old = await issue('HASAN BASRI');
    await expect(withdraw(old.id, { ...office.operator, provedAt: now() })).rejects.toEqual(
      refused('forbidden'),
    );
    await expect(
      withdraw(old.id, { ...office.head, provedAt: new Date('2026-11-01') }),
    ).rejects.toEqual(refused('proof-needed'));
    expect((await open(old.id)).letter.withdrawn_at).toBeNull();
    await withdraw(old.id);
    const own = staffVisitor(
      await makeStaff(office.village.id, ['operator'], { resident_id: old.visitor.residentId }),
    );
    await expect(
      office.run((tx) => beginReplacement(tx, office.village, own, old.id)),
    ).rejects.toEqual(refused('forbidden'));
    await expect(
      office.run((tx) => beginReplacement(tx, office.village, office.secretary, old.id)),
    ).rejects.toEqual(refused('forbidden'));
  });

  test('and a receipt: who took a letter, with its picture', async () => {
    const { id } = await issue('NURUL HIDAYAH', 'keterangan-tidak-mampu');
    const { request } = await open(id);
    const receipt = await photo();
    await office.run((tx) =>
      handOverLetter(tx, office.village, office.operator, {
        requestId: request.id,
        version: request.version,
        collectedBy: 'Nurul Hidayah',
        receipt,
      }),
    );
    const kept = await office.run((tx) => openReceipt(tx, office.village, office.operator, id));
    expect(kept.content.equals(Buffer.from(receipt.bytes))).toBe(true);
    expect((await find({ search: 'nurul', state: 'belum-diambil' })).total).toBe(0);
  });
});
