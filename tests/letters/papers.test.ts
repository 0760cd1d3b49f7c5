import { beforeEach, describe, expect, test } from 'vitest';
import type { ResidentVisitor, Visitor } from '../../src/lib/domain/visitor.ts';
import { doChores } from '../../src/lib/server/chores.ts';
import {
  attachFile,
  cancelRequest,
  fileAtCounter,
  findProblems,
  getOwnRequest,
  listOwnPapers,
  moveRequest,
  openCounterDraft,
  openOfferedFile,
  openOwnPaper,
  removeAttachment,
  removeOwnPaper,
  refileRequest,
  reusePaper,
  saveDraft,
  startAtCounter,
  startDraft,
  submitRequest,
} from '../../src/lib/server/letters/index.ts';
import {
  declareTestChange,
  makeFamily,
  makeResident,
  makeVillage,
  residentVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';
import { examples } from './examples.ts';
import { type LetterOffice, openLetterOffice, origin, photo } from './letter-office.ts';
import { refused } from './use-letter-office.ts';

const world = useWorld();
const day = 24 * 60 * 60_000;
const slug = 'keterangan-usaha';
const other = 'keterangan-domisili';

let office: LetterOffice;
beforeEach(async () => {
  world.clock.set('2026-08-03T02:00:00Z');
  office = await openLetterOffice(await makeVillage());
  await joinFamily();
});

/** Siti heads a family of her own, a new one each time. */
async function joinFamily() {
  const family = await makeFamily(office.village.id);
  await office.run(async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('resident')
      .set({ family_id: family, relation: 1 })
      .where('id', '=', office.siti.residentId)
      .execute();
  });
}
/** Somebody else of Siti's family. */
async function kin(relation: number, values: Parameters<typeof makeResident>[1] = {}) {
  const { family_id } = await office.run((tx) =>
    tx
      .selectFrom('resident')
      .select('family_id')
      .where('id', '=', office.siti.residentId)
      .executeTakeFirstOrThrow(),
  );
  return residentVisitor(await makeResident(office.village.id, { family_id, relation, ...values }));
}

const start = (visitor: ResidentVisitor, subjectId?: string, of = slug) =>
  office.run((tx) => startDraft(tx, office.village, visitor, { slug: of, subjectId }));
const look = (visitor: Visitor, id: string) =>
  office.run((tx) => getOwnRequest(tx, office.village, visitor, { id }));
/** Has a draft ask for a document that the register usually stands for. */
const askFor = (id: string, ...keys: string[]) =>
  office.run(async (tx) => {
    const { definition } = await tx
      .selectFrom('letter_request')
      .select('definition')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const type = definition as { requirements: { key: string; skippedWhenInRegister: boolean }[] };
    for (const one of type.requirements)
      if (keys.includes(one.key)) one.skippedWhenInRegister = false;
    await tx
      .updateTable('letter_request')
      .set({ definition: JSON.stringify(type) })
      .where('id', '=', id)
      .execute();
  });
const attach = async (visitor: Visitor, requestId: string, requirement: string) => {
  const upload = await photo();
  await office.run((tx) =>
    attachFile(tx, office.village, visitor, { requestId, requirement, upload }),
  );
};
const reuse = (visitor: Visitor, requestId: string, requirement: string) =>
  office.run((tx) => reusePaper(tx, office.village, visitor, { requestId, requirement }));
const offersOf = async (visitor: Visitor, id: string) => [
  ...(await look(visitor, id)).offers.keys(),
];

/** Sends a request with KTP, KK and a photo of the business, and has it taken on. */
async function bring(visitor: ResidentVisitor, subjectId?: string, accepted = true, of = slug) {
  const id = await start(visitor, subjectId, of);
  await askFor(id, 'idCard', 'familyCard');
  await office.run((tx) => saveDraft(tx, visitor, id, examples(of)));
  const { requirements } = await look(visitor, id);
  for (const { key, required } of requirements) if (required) await attach(visitor, id, key);
  const { reference } = await office.run((tx) =>
    submitRequest(tx, office.village, visitor, {
      requestId: id,
      idempotencyKey: crypto.randomUUID(),
    }),
  );
  if (accepted) await office.move(reference, 'accept', office.operator);
  return { id, reference };
}
/** A draft of another letter that wants KTP and KK as well. */
async function draft(visitor: ResidentVisitor, subjectId?: string) {
  const id = await start(visitor, subjectId, other);
  await askFor(id, 'idCard', 'familyCard');
  return id;
}
describe('what was brought and accepted', () => {
  test('is offered with its day, looked at, used again; the office sees that', async () => {
    await bring(office.siti);
    world.clock.set('2026-11-23T02:00:00Z');
    const id = await draft(office.siti);
    const { offers } = await look(office.siti, id);
    expect([...offers.keys()].sort()).toEqual(['familyCard', 'idCard']);
    expect(offers.get('familyCard')!.takenAt).toEqual(new Date('2026-08-03T02:00:00Z'));
    const fileId = offers.get('familyCard')!.files[0]!.id;
    const file = await office.run((tx) =>
      openOfferedFile(tx, office.village, office.siti, { requestId: id, fileId }),
    );
    expect(file.mediaType).toBe('image/jpeg');

    await reuse(office.siti, id, 'familyCard');
    expect(await offersOf(office.siti, id)).toEqual(['idCard']);
    await office.run((tx) => saveDraft(tx, office.siti, id, examples(other)));
    await attach(office.siti, id, 'idCard');
    const { reference } = await office.run((tx) =>
      submitRequest(tx, office.village, office.siti, {
        requestId: id,
        idempotencyKey: crypto.randomUUID(),
      }),
    );
    const { attachments } = await office.look(reference);
    expect(attachments.map(({ requirement, reused }) => [requirement, reused])).toEqual([
      ['familyCard', true],
      ['idCard', false],
    ]);
    expect(attachments[0]!.takenAt).toEqual(new Date('2026-08-03T02:00:00Z'));
  });

  test('brought anew takes its place; chosen and taken out again, it is offered again', async () => {
    await bring(office.siti);
    const id = await draft(office.siti);
    await attach(office.siti, id, 'idCard');
    await reuse(office.siti, id, 'familyCard');
    expect(await offersOf(office.siti, id)).toEqual([]);
    const { attachments } = await look(office.siti, id);
    for (const { id: attachmentId } of attachments)
      await office.run((tx) =>
        removeAttachment(tx, office.village, office.siti, { requestId: id, attachmentId }),
      );
    expect((await offersOf(office.siti, id)).sort()).toEqual(['familyCard', 'idCard']);
  });

  test('is not offered before it was accepted, nor when it was refused', async () => {
    const { reference } = await bring(office.siti, undefined, false);
    const id = await draft(office.siti);
    expect(await offersOf(office.siti, id)).toEqual([]);
    await expect(reuse(office.siti, id, 'idCard')).rejects.toEqual(refused('not-found'));
    await office.move(reference, 'reject', office.operator, 'KTP-nya tidak terbaca.');
    expect(await offersOf(office.siti, id)).toEqual([]);
  });

  test('is not offered when it is too old, each by its kind', async () => {
    await bring(office.siti);
    const id = await draft(office.siti);
    world.clock.advance(180 * day);
    expect((await offersOf(office.siti, id)).sort()).toEqual(['familyCard', 'idCard']);
    world.clock.advance(1);
    expect(await offersOf(office.siti, id)).toEqual(['idCard']);
    await expect(reuse(office.siti, id, 'familyCard')).rejects.toEqual(refused('not-found'));
  });

  test('a statement or proof for one letter is never offered', async () => {
    const wet = 'keterangan-tidak-mampu';
    const { reference } = await office.send(office.siti, wet);
    await office.move(reference, 'accept', office.operator);
    const id = await start(office.siti, undefined, wet);
    expect(await offersOf(office.siti, id)).toEqual(['housePhoto']);
  });
});

describe('never another person’s', () => {
  test('of nobody outside: neither offered, nor used, nor looked at by its id', async () => {
    await bring(office.siti);
    const mine = await draft(office.siti);
    const fileId = (await look(office.siti, mine)).offers.get('idCard')!.files[0]!.id;
    const stranger = residentVisitor(await makeResident(office.village.id));
    const id = await draft(stranger);
    expect(await offersOf(stranger, id)).toEqual([]);
    for (const requirement of ['idCard', 'familyCard'])
      await expect(reuse(stranger, id, requirement)).rejects.toEqual(refused('not-found'));
    await expect(
      office.run((tx) => openOfferedFile(tx, office.village, stranger, { requestId: id, fileId })),
    ).rejects.toEqual(refused('not-found'));
    await expect(reuse(stranger, mine, 'idCard')).rejects.toEqual(refused('not-found'));
    expect(await office.run((tx) => listOwnPapers(tx, office.village, stranger))).toEqual([]);
    await expect(
      office.run((tx) => openOwnPaper(tx, office.village, stranger, fileId)),
    ).rejects.toEqual(refused('not-found'));
    await expect(
      office.run((tx) => removeOwnPaper(tx, office.village, stranger, fileId)),
    ).rejects.toEqual(refused('not-found'));
  });

  test('of a grown child only the card of the family, which the head brought', async () => {
    const son = await kin(4, { birth_date: '2000-01-01' });
    await bring(office.siti);
    await bring(son);
    // The head for the son: the card, and what they brought for him themselves; not his own KTP.
    expect(await offersOf(office.siti, await draft(office.siti, son.residentId))).toEqual([
      'familyCard',
    ]);
    // The son for himself: his own; the newest card is the one that he brought.
    expect((await offersOf(son, await draft(son))).sort()).toEqual(['familyCard', 'idCard']);
    // The son for the head: nothing of hers; the card that he brought himself.
    const card = (await look(son, await draft(son, office.siti.residentId))).offers;
    expect([...card.keys()]).toEqual(['familyCard']);
    expect(card.get('familyCard')!.files[0]!.applicant_id).toBe(son.residentId);
  });

  test('a grown child is not shown the card that the head brought', async () => {
    const son = await kin(4, { birth_date: '2000-01-01' });
    await bring(office.siti);
    expect(await offersOf(son, await draft(son))).toEqual([]);
  });

  test('a minor’s papers are shown to head and spouse, whoever brought them', async () => {
    const child = await kin(4, { birth_date: '2015-01-01' });
    const wife = await kin(3);
    await bring(office.siti, child.residentId, true, other);
    expect((await offersOf(wife, await draft(wife, child.residentId))).sort()).toEqual([
      'familyCard',
      'idCard',
    ]);
    expect(await offersOf(wife, await draft(wife))).toEqual(['familyCard']);
  });

  test('the card of a family that one has left is not offered in the new one', async () => {
    await bring(office.siti);
    await joinFamily();
    expect(await offersOf(office.siti, await draft(office.siti))).toEqual(['idCard']);
  });
});

describe('the office', () => {
  test('asks for a newer one: it is taken out and not offered for this request any more', async () => {
    await bring(office.siti);
    const id = await draft(office.siti);
    await reuse(office.siti, id, 'familyCard');
    await reuse(office.siti, id, 'idCard');
    await office.run((tx) => saveDraft(tx, office.siti, id, examples(other)));
    const { reference } = await office.run((tx) =>
      submitRequest(tx, office.village, office.siti, {
        requestId: id,
        idempotencyKey: crypto.randomUUID(),
      }),
    );
    const { request } = await office.look(reference);
    await office.run((tx) =>
      moveRequest(tx, office.village, office.operator, {
        requestId: id,
        version: request.version,
        action: 'return',
        reason: 'Anggota keluarganya sudah bertambah.',
        newer: ['familyCard', 'businessPhoto'],
      }),
    );
    const own = await look(office.siti, id);
    expect(own.request).toMatchObject({
      status: 'returned',
      reason: 'Lampirkan Kartu Keluarga (KK) yang baru. Anggota keluarganya sudah bertambah.',
    });
    expect(own.attachments.map((a) => a.requirement)).toEqual(['idCard']);
    expect(own.offers.size).toBe(0);
    expect(
      Object.keys(await office.run((tx) => findProblems(tx, office.village, own.request))),
    ).toEqual(['familyCard']);
  });

  test('still wants it newer where the request was withdrawn and filed again', async () => {
    await bring(office.siti);
    const id = await draft(office.siti);
    await reuse(office.siti, id, 'familyCard');
    await reuse(office.siti, id, 'idCard');
    await office.run((tx) => saveDraft(tx, office.siti, id, examples(other)));
    const { reference } = await office.run((tx) =>
      submitRequest(tx, office.village, office.siti, {
        requestId: id,
        idempotencyKey: crypto.randomUUID(),
      }),
    );
    const { request } = await office.look(reference);
    await office.run((tx) =>
      moveRequest(tx, office.village, office.operator, {
        requestId: id,
        version: request.version,
        action: 'return',
        reason: 'Kartu ini sudah lama.',
        newer: ['familyCard'],
      }),
    );
    await office.run((tx) => cancelRequest(tx, office.village, office.siti, id));
    const again = await office.run((tx) => refileRequest(tx, office.village, office.siti, id));
    await askFor(again, 'idCard', 'familyCard');
    const own = await look(office.siti, again);
    // The card that may be used again is there with its day, and the one that was sent back is not.
    const before = (await look(office.siti, id)).attachments;
    expect(own.attachments.map((a) => [a.requirement, a.reused_from, a.taken_at])).toEqual(
      before.map((a) => [a.requirement, a.reused_from, a.taken_at]),
    );
    expect(own.attachments.map((a) => a.requirement)).toEqual(['idCard']);
    expect(await offersOf(office.siti, again)).toEqual([]);
    await expect(reuse(office.siti, again, 'familyCard')).rejects.toEqual(refused('not-found'));
    await attach(office.siti, again, 'familyCard');
    expect(
      Object.keys(await office.run((tx) => findProblems(tx, office.village, own.request))),
    ).toEqual([]);
  });

  test('of what is filed again keeps what the letter still asks for', async () => {
    const { id, reference } = await bring(office.siti, undefined, false);
    await office.move(reference, 'reject', office.operator, 'Usahanya belum berjalan.');
    await office.run((tx) =>
      tx
        .updateTable('attachment')
        .set({ requirement: 'formerProof' })
        .where('request_id', '=', id)
        .where('requirement', '=', 'idCard')
        .execute(),
    );
    const again = await office.run((tx) => refileRequest(tx, office.village, office.siti, id));
    expect((await look(office.siti, again)).attachments.map((a) => a.requirement)).toEqual([
      'businessPhoto',
      'familyCard',
    ]);
  });

  test('remembers what was seen in the original at the counter', async () => {
    const id = await office.run((tx) =>
      startAtCounter(tx, office.village, office.operator, {
        slug,
        applicantId: office.siti.residentId,
      }),
    );
    await askFor(id, 'idCard', 'familyCard');
    await office.run((tx) => saveDraft(tx, office.operator, id, examples(slug)));
    await office.run((tx) =>
      fileAtCounter(tx, office.village, office.operator, {
        requestId: id,
        seen: ['businessPhoto', 'idCard', 'familyCard'],
        origin,
      }),
    );
    world.clock.advance(10 * day);
    const later = await draft(office.siti);
    const { offers } = await look(office.siti, later);
    expect(offers.get('idCard')).toMatchObject({
      files: [],
      takenAt: new Date('2026-08-03T02:00:00Z'),
    });
    await reuse(office.siti, later, 'idCard');
    await reuse(office.siti, later, 'idCard').catch(() => undefined);
    const own = await look(office.siti, later);
    expect(own.reliedOn.map((p) => p.requirement)).toEqual(['idCard']);
    const problems = await office.run((tx) => findProblems(tx, office.village, own.request));
    expect(Object.keys(problems)).toContain('familyCard');
    expect(Object.keys(problems)).not.toContain('idCard');
    await office.run((tx) =>
      removeAttachment(tx, office.village, office.siti, {
        requestId: later,
        attachmentId: own.reliedOn[0]!.id,
      }),
    );
    expect((await look(office.siti, later)).reliedOn).toEqual([]);
  });

  test('uses at the counter what the village holds', async () => {
    await bring(office.siti);
    const id = await office.run((tx) =>
      startAtCounter(tx, office.village, office.operator, {
        slug,
        applicantId: office.siti.residentId,
      }),
    );
    await reuse(office.operator, id, 'businessPhoto');
    const open = await office.run((tx) =>
      openCounterDraft(tx, office.village, office.operator, id),
    );
    expect(open.attachments.map((a) => [a.requirement, a.reused_from !== null])).toEqual([
      ['businessPhoto', true],
    ]);
  });
});

describe('how long', () => {
  const finish = (id: string) =>
    office.run((tx) =>
      tx
        .updateTable('letter_request')
        .set({ status: 'approved', updated_at: world.clock.now() })
        .where('id', '=', id)
        .execute(),
    );

  test('a use again holds a file while it is under way, and no day longer', async () => {
    const first = await bring(office.siti);
    await finish(first.id);
    world.clock.advance(100 * day);
    const id = await draft(office.siti);
    await reuse(office.siti, id, 'idCard');
    // Somebody goes on with it now and then.
    world.clock.advance(300 * day);
    await office.run((tx) => saveDraft(tx, office.siti, id, {}));
    await doChores(office.village.id);
    const kept = async (requestId: string) =>
      (await look(office.siti, requestId)).attachments.map((a) => [
        a.requirement,
        a.deleted_at === null,
      ]);
    expect(await kept(first.id)).toEqual([
      ['businessPhoto', false],
      ['idCard', true],
      ['familyCard', false],
    ]);
    await office.run((tx) =>
      tx
        .updateTable('letter_request')
        .set({ status: 'approved', reference: 'SKD-ABCD-EFGH', updated_at: world.clock.now() })
        .where('id', '=', id)
        .execute(),
    );
    await doChores(office.village.id);
    expect(await kept(id)).toEqual([['idCard', false]]);
  });

  test('until its owner deletes it, once nothing under way needs it', async () => {
    const { id, reference } = await bring(office.siti);
    const list = () => office.run((tx) => listOwnPapers(tx, office.village, office.siti));
    expect((await list()).map((p) => [p.label, p.removable, p.inUse])).toEqual([
      ['Foto usaha', false, [reference]],
      ['KTP', false, [reference]],
      ['Kartu Keluarga (KK)', false, [reference]],
    ]);
    const idCard = (await list()).find((p) => p.label === 'KTP')!.id;
    const remove = () =>
      office.run((tx) => removeOwnPaper(tx, office.village, office.siti, idCard));
    await expect(remove()).rejects.toEqual(refused('conflict'));
    await finish(id);
    expect((await list())[0]).toMatchObject({
      removable: true,
      keptUntil: new Date(world.clock.now().getTime() + 365 * day),
    });
    await remove();
    expect((await list()).map((p) => p.label)).toEqual(['Foto usaha', 'Kartu Keluarga (KK)']);
    expect(await offersOf(office.siti, await draft(office.siti))).toEqual(['familyCard']);
    await expect(remove()).rejects.toEqual(refused('not-found'));
  });
});
