import { beforeAll, describe, expect, test } from 'vitest';
import type { ResidentVisitor } from '../../src/lib/domain/visitor.ts';
import { doChores } from '../../src/lib/server/chores.ts';
import {
  answerIntroduction,
  attachFile,
  countLedRequests,
  getOwnRequest,
  type IntroductionAnswer,
  listLedRequests,
  listOwnRequests,
  listWork,
  openLedRequest,
  saveDraft,
  saveIntroductions,
  startDraft,
  submitRequest,
  waiveIntroduction,
} from '../../src/lib/server/letters/index.ts';
import { findNotices, handOnOutboxRow } from '../../src/lib/server/notices/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import { setAreaLeader } from '../../src/lib/server/population/index.ts';
import { getVillage, refreshVillages } from '../../src/lib/server/villages/index.ts';
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
import { examples } from './examples.ts';
import { openLetterOffice, photo } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

const world = useWorld();
const office = useLetterOffice();
const slug = 'keterangan-tidak-mampu';
const day = 24 * 60 * 60_000;
const hamlet = 'ATAS';

const run: typeof office.run = (work) => office.run(work);
const areas = {} as Record<'001' | '002', string>;
let head: ResidentVisitor;
let rwHead: ResidentVisitor;
let otherHead: ResidentVisitor;

const makeArea = (rt: string) =>
  run(async (tx) => {
    const row = { village_id: office.village.id, hamlet, rw: '001', rt };
    return (await tx.insertInto('area').values(row).returning('id').executeTakeFirstOrThrow()).id;
  });
const activate = ({ residentId }: ResidentVisitor) =>
  run((tx) =>
    tx
      .insertInto('resident_account')
      .values({
        village_id: office.village.id,
        resident_id: residentId,
        pin_hash: 'x',
        issued_at: world.clock.now(),
        state: 'active',
      })
      .execute(),
  );
const person = async (values: Parameters<typeof makeResident>[1] = {}) =>
  residentVisitor(await makeResident(office.village.id, values));
const lead = (rt: string, residentId: string | undefined, name = '') =>
  run((tx) =>
    setAreaLeader(
      tx,
      office.village.id,
      office.operator,
      { hamlet, rw: '001', rt },
      {
        residentId,
        name,
        since: '',
      },
    ),
  );

async function use(slugs: string[], days = '2') {
  const admin = staffVisitor(await makeStaff(office.village.id, ['admin']));
  await run((tx) => saveIntroductions(tx, office.village, admin, { slugs, days }));
  refreshVillages();
  Object.assign(office.village, await getVillage(office.village.id));
}

beforeAll(async () => {
  areas['001'] = await makeArea('001');
  areas['002'] = await makeArea('002');
  head = await person({ area_id: areas['001'], name: 'KETUA SATU' });
  otherHead = await person({ area_id: areas['002'], name: 'KETUA DUA' });
  rwHead = await person({ area_id: areas['002'], name: 'KETUA RW' });
  for (const one of [head, otherHead, rwHead]) await activate(one);
  await lead('001', head.residentId);
  await lead('002', otherHead.residentId);
  await lead('', rwHead.residentId);
  await use([slug, 'pengantar']);
});

/** A draft of the letter with all but the introduction. */
async function write(visitor: ResidentVisitor, paper = false) {
  const id = await run((tx) => startDraft(tx, office.village, visitor, { slug }));
  await run((tx) => saveDraft(tx, visitor, id, examples(slug)));
  for (const requirement of ['statement', 'housePhoto', ...(paper ? ['introduction'] : [])]) {
    const upload = await photo();
    await run((tx) =>
      attachFile(tx, office.village, visitor, { requestId: id, requirement, upload }),
    );
  }
  return id;
}
const submit = (visitor: ResidentVisitor, requestId: string) =>
  run((tx) =>
    submitRequest(tx, office.village, visitor, {
      requestId,
      idempotencyKey: crypto.randomUUID(),
    }),
  );
async function send(visitor: ResidentVisitor) {
  const id = await write(visitor);
  return { id, visitor, ...(await submit(visitor, id)) };
}
const neighbour = (values: Parameters<typeof makeResident>[1] = {}) =>
  person({ area_id: areas['001'], ...values });
const look = (visitor: ResidentVisitor, id: string) =>
  run((tx) => getOwnRequest(tx, office.village, visitor, { id }));
const open = (visitor: ResidentVisitor, id: string) =>
  run((tx) => openLedRequest(tx, office.village, visitor, id));
const answer = (
  visitor: ResidentVisitor,
  requestId: string,
  given: IntroductionAnswer,
  reason = '',
) =>
  run((tx) =>
    answerIntroduction(tx, office.village, visitor, { requestId, answer: given, reason }),
  );
const waits = async (visitor: ResidentVisitor) =>
  (await run((tx) => listLedRequests(tx, office.village, visitor))).map((one) => one.requestId);
async function noticesOf(visitor: ResidentVisitor) {
  const rows = await run((tx) =>
    tx.selectFrom('outbox').select('id').where('handled_at', 'is', null).execute(),
  );
  for (const { id } of rows) await handOnOutboxRow(office.village.id, id);
  return (await run((tx) => findNotices(tx, visitor.residentId, 50))).map((n) => n.text);
}

describe('where the village wants it', () => {
  test('only types that ask for an introduction can be chosen', () => {
    expect(office.village.introducedLetters).toEqual([slug]);
  });

  test('the head is asked, sees what is needed and no more, and confirms', async () => {
    const siti = await neighbour({ name: 'SITI RUKMINI', phone: '+6281233334444' });
    const sent = await send(siti);
    expect((await look(siti, sent.id)).introduction).toMatchObject({
      state: 'waiting',
      asked_of: 'Ketua RT 001',
      due_on: '2026-11-25',
    });
    // Two working days for the head, two for the office.
    expect(sent.promisedOn).toBe('2026-11-27');
    const [line] = (await run((tx) => listOwnRequests(tx, siti))).filter((r) => r.id === sent.id);
    expect(line).toMatchObject({ status: 'waiting', introducer: 'Ketua RT 001' });
    expect(await noticesOf(head)).toContainEqual(
      'Ada warga yang meminta pengantar Anda sebagai Ketua RT 001.',
    );
    expect(await run((tx) => countLedRequests(tx, { ...head, leads: true }))).toBe(1);
    const detail = await open(head, sent.id);
    expect(detail).toMatchObject({
      subjectName: 'SITI RUKMINI',
      letter: 'Surat Keterangan Tidak Mampu',
      purpose: examples(slug).purpose,
      applicantName: null,
    });
    expect(detail.address).toContain('RT 001/RW 001');
    const { subject } = await office.look(sent.reference);
    const { income } = examples(slug);
    for (const secret of [subject.words.nik, '+6281233334444', income!])
      expect(JSON.stringify(detail)).not.toContain(secret);

    const { request } = await office.look(sent.reference);
    await expect(office.move(sent.reference, 'accept', office.operator)).rejects.toEqual(
      refused('conflict'),
    );
    expect((await office.look(sent.reference)).actions).not.toContain('accept');
    await answer(head, sent.id, 'confirm');
    const own = await look(siti, sent.id);
    expect(own.introduction!.state).toBe('confirmed');
    // Everything is there now: the promise is counted from here, and the office's page still holds.
    expect(own.request).toMatchObject({ promised_on: '2026-11-25', version: request.version });
    expect(own.events.map((e) => [e.action, e.actor_role])).toContainEqual([
      'confirm-introduction',
      'Ketua RT 001',
    ]);
    expect((await noticesOf(siti)).join()).toContain('Ketua RT 001 sudah memberi pengantar');
    expect((await office.look(sent.reference)).missing).not.toContain('Surat pengantar RT');
    await office.move(sent.reference, 'accept', office.operator);
    await expect(answer(head, sent.id, 'decline', 'Berubah pikiran.')).rejects.toEqual(
      refused('not-found'),
    );
  });

  test('the person it is about reads that the head looked and what they did', async () => {
    const siti = await neighbour();
    const sent = await send(siti);
    await open(head, sent.id);
    await answer(head, sent.id, 'confirm');
    const actions = await run((tx) =>
      tx
        .selectFrom('audit_event')
        .select('action')
        .where('resident_id', '=', siti.residentId)
        .where('actor_id', '=', head.residentId)
        .orderBy('seq')
        .execute(),
    );
    expect(actions.map((e) => e.action)).toEqual([
      'letters.read-introduction',
      'letters.confirm-introduction',
    ]);
  });

  test('declined with a reason, which the resident reads; sent anew it is asked anew', async () => {
    const siti = await neighbour();
    const sent = await send(siti);
    await expect(answer(head, sent.id, 'decline', '  ')).rejects.toMatchObject({
      kind: 'invalid',
      fields: { alasan: expect.any(String) as string },
    });
    await answer(head, sent.id, 'decline', 'Sudah pindah ke RT lain.');
    expect(await waits(head)).not.toContain(sent.id);
    const own = await look(siti, sent.id);
    expect(own.request.status).toBe('waiting');
    expect(own.events.at(-1)).toMatchObject({
      action: 'decline-introduction',
      note: 'Sudah pindah ke RT lain.',
    });
    await expect(office.move(sent.reference, 'accept', office.operator)).rejects.toEqual(
      refused('conflict'),
    );
    await office.move(sent.reference, 'return', office.operator, 'Lengkapi alamatnya.');
    await submit(siti, sent.id);
    expect((await look(siti, sent.id)).introduction).toMatchObject({
      state: 'waiting',
      reason: null,
    });
    expect(await waits(head)).toContain(sent.id);
  });

  test('not one of theirs: said so, and the office decides', async () => {
    const siti = await neighbour();
    const sent = await send(siti);
    await answer(head, sent.id, 'disown');
    const { introduction, request } = await office.look(sent.reference);
    expect(introduction!.state).toBe('disowned');
    const input = { requestId: sent.id, version: request.version };
    for (const officer of [office.official, office.head])
      await expect(
        run((tx) =>
          waiveIntroduction(tx, office.village, officer, { ...input, reason: 'Saya kenal.' }),
        ),
      ).rejects.toEqual(refused('forbidden'));
    await expect(
      run((tx) => waiveIntroduction(tx, office.village, office.operator, { ...input, reason: '' })),
    ).rejects.toEqual(refused('invalid'));
    await run((tx) =>
      waiveIntroduction(tx, office.village, office.operator, {
        ...input,
        reason: 'Alamatnya sudah diperiksa sendiri.',
      }),
    );
    expect((await look(siti, sent.id)).events.at(-1)).toMatchObject({
      action: 'waive-introduction',
      note: 'Alamatnya sudah diperiksa sendiri.',
    });
    await office.move(sent.reference, 'accept', office.operator);
  });
});

describe('nobody else answers', () => {
  test('head of another RT, of the RW, a neighbour, the resident, an officer, another village', async () => {
    const siti = await neighbour();
    const sent = await send(siti);
    const nothing = await open(head, crypto.randomUUID()).catch((e: Error) => e.message);
    const elsewhere = await openLetterOffice(await makeVillage());
    for (const visitor of [otherHead, rwHead, await neighbour(), siti]) {
      expect(await waits(visitor)).not.toContain(sent.id);
      expect(await open(visitor, sent.id).catch((e: Error) => e.message)).toBe(nothing);
      await expect(answer(visitor, sent.id, 'confirm')).rejects.toEqual(refused('not-found'));
    }
    await expect(
      withVillage(elsewhere.village.id, (tx) =>
        openLedRequest(tx, elsewhere.village, elsewhere.siti, sent.id),
      ),
    ).rejects.toEqual(refused('not-found'));
    await expect(answer(office.operator as never, sent.id, 'confirm')).rejects.toEqual(
      refused('not-signed-in'),
    );
    expect((await look(siti, sent.id)).introduction!.state).toBe('waiting');
  });

  test('a former head no longer, the new one instead; who moved away takes it along', async () => {
    const siti = await neighbour();
    const sent = await send(siti);
    const next = await neighbour({ name: 'KETUA BARU' });
    await lead('001', next.residentId);
    await expect(answer(head, sent.id, 'confirm')).rejects.toEqual(refused('not-found'));
    expect(await run((tx) => countLedRequests(tx, head))).toBeUndefined();
    expect(await waits(next)).toContain(sent.id);
    await lead('001', head.residentId);
    expect(await waits(head)).toContain(sent.id);
    // Not while the office does not wait: returned, taken back.
    await office.move(sent.reference, 'return', office.operator, 'Lengkapi dulu.');
    await expect(open(head, sent.id)).rejects.toEqual(refused('not-found'));
  });
});

describe('who is asked', () => {
  test('a head’s own matter goes to the RW, and theirs to the office', async () => {
    const sent = await send(head);
    expect((await look(head, sent.id)).introduction).toMatchObject({
      level: 'rw',
      asked_of: 'Ketua RW 001',
    });
    expect(await waits(head)).not.toContain(sent.id);
    await answer(rwHead, sent.id, 'confirm');

    await lead('002', rwHead.residentId);
    const own = await send(rwHead);
    expect((await look(rwHead, own.id)).introduction).toMatchObject({
      level: 'office',
      state: 'waived',
    });
    await office.move(own.reference, 'accept', office.operator);
    await lead('002', otherHead.residentId);
  });

  test('on paper, as ever: it was attached, the head does not sign in, nobody who could', async () => {
    const siti = await neighbour();
    const id = await write(siti, true);
    expect((await look(siti, id)).introducer).toBeUndefined();
    const { reference, promisedOn } = await submit(siti, id);
    expect(promisedOn).toBe('2026-11-25');
    await office.move(reference, 'accept', office.operator);

    const silent = await neighbour();
    for (const [residentId, name] of [
      [silent.residentId, ''],
      [undefined, 'PAK TUA'],
    ] as const) {
      await lead('001', residentId, name);
      const asks = await neighbour();
      expect((await look(asks, await write(asks))).introducer).toBeUndefined();
    }
    // An RT without a head is the RW's.
    await lead('001', undefined);
    const left = await neighbour();
    expect((await look(left, await write(left))).introducer).toMatchObject({
      title: 'Ketua RW 001',
    });
    await lead('001', head.residentId);
  });

  test('a head’s family is not theirs to introduce', async () => {
    const family_id = await makeFamily(office.village.id);
    await run(async (tx) => {
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ family_id })
        .where('id', '=', head.residentId)
        .execute();
    });
    const wife = await neighbour({ family_id });
    const sent = await send(wife);
    expect((await look(wife, sent.id)).introduction!.level).toBe('rw');
    // Whoever has come to lead the RW meanwhile is bound by the same.
    await lead('', head.residentId);
    await expect(answer(head, sent.id, 'confirm')).rejects.toEqual(refused('not-found'));
    await lead('', rwHead.residentId);
    expect(await waits(rwHead)).toContain(sent.id);
  });

  test('nobody where the village does not use the step', async () => {
    await use([]);
    const siti = await neighbour();
    const sent = await send(siti);
    expect((await look(siti, sent.id)).introduction).toBeUndefined();
    await use([slug]);
  });
});

describe('without an answer', () => {
  test('the office is told once, the head reminded; the list says so', async () => {
    world.clock.set('2026-11-23T00:30:00Z');
    const siti = await neighbour({ name: 'LAMA MENUNGGU' });
    const sent = await send(siti);
    const line = async () =>
      (
        await run((tx) =>
          listWork(tx, office.village, office.operator, {
            view: 'masuk',
            search: 'lama menunggu',
            page: 1,
          }),
        )
      ).items[0]!.introduction;
    expect(await line()).toBe('menunggu Ketua RT 001');
    const late = async () =>
      (await look(siti, sent.id)).events.filter((e) => e.action === 'late-introduction').length;
    world.clock.set('2026-11-25T09:00:00Z');
    await doChores(office.village.id);
    expect(await late()).toBe(0);
    world.clock.advance(day);
    await doChores(office.village.id);
    await doChores(office.village.id);
    expect(await late()).toBe(1);
    expect(await line()).toBe('Ketua RT 001 belum menjawab');
    expect((await noticesOf(head)).join()).toContain('sudah lewat waktunya');
    await answer(head, sent.id, 'confirm');
    expect(await line()).toBeNull();
  });
});
