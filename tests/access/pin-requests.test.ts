import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import { staffRoles } from '../../src/lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '../../src/lib/domain/visitor.ts';
import {
  askForPin,
  countWaitingPinRequests,
  grantPinRequest,
  listPinRequests,
  newFormToken,
  openPinRequest,
  openPinRequestPicture,
  readPinRequestDesk,
  refusePinRequest,
  type TypedPinRequest,
} from '../../src/lib/server/access/index.ts';
import { doChores } from '../../src/lib/server/chores.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { Browser } from '../callers.ts';
import {
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import { useWorld } from '../world.ts';
import { enter, key, makeHolder, trail } from './people.ts';

const world = useWorld();
const minute = 60_000;
const day = 24 * 60 * minute;
let village: VillageContext;
let operator: StaffVisitor;
let caller: Browser;

beforeEach(async () => {
  world.clock.set('2026-11-23T00:30:00Z');
  village = await makeVillage();
  operator = staffVisitor(await makeStaff(village.id, ['operator']));
  caller = new Browser(village);
});

const fresh = () => ({ ...operator, provedAt: world.clock.now() });
const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Refusal) => error,
  );

const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#456' } })
  .withExif({ IFD0: { Copyright: 'rahasia' } })
  .jpeg()
  .toBuffer();
const picture = (content = bytes) => new File([new Uint8Array(content)], 'ktp.jpg');

/** A form that a person has filled in. */
function typed(values: Partial<TypedPinRequest> = {}): TypedPinRequest {
  const opened = newFormToken(village.id);
  world.clock.advance(4000);
  return {
    name: 'Siti Aminah',
    nik: '5207 0241 0690 0003',
    phone: '0812 3456 7890',
    picture: picture(),
    key: key(),
    opened,
    trap: '',
    ...values,
  };
}
const ask = (values: Partial<TypedPinRequest> = {}) => askForPin(caller, typed(values));
const kept = () => run((tx) => tx.selectFrom('pin_request').selectAll().execute());
async function asked(values: Partial<TypedPinRequest> = {}) {
  await ask(values);
  const rows = await run((tx) =>
    tx.selectFrom('pin_request').select('id').orderBy('created_at').orderBy('id').execute(),
  );
  return rows.at(-1)!.id;
}
const open = (id: string, visitor: Visitor = operator) =>
  run((tx) => openPinRequest(tx, village.id, visitor, id));
const grant = (id: string, residentId: string, more = {}, visitor: Visitor = fresh()) =>
  grantPinRequest(village.id, visitor, {
    id,
    residentId,
    checked: true,
    issueKey: key(),
    ...more,
  });
const refuse = (id: string, reason = 'Foto bukan KTP.') =>
  run((tx) => refusePinRequest(tx, village.id, operator, { id, reason }));

describe('asking', () => {
  test('keeps what was typed, apart from the register, with the picture made anew', async () => {
    const id = await asked();
    expect(await kept()).toMatchObject([
      {
        id,
        name: 'SITI AMINAH',
        nik: '5207024106900003',
        contact: '+6281234567890',
        state: 'waiting',
        resident_id: null,
      },
    ]);
    const file = await run((tx) => openPinRequestPicture(tx, village.id, operator, id));
    expect(file.mediaType).toBe('image/jpeg');
    expect(file.content.includes('rahasia')).toBe(false);
    const [event] = await trail(village, 'access.ask-for-pin');
    expect(event).toMatchObject({ subject_id: id, actor_kind: 'visitor', origin: '10.1.1.1' });
    expect(JSON.stringify(event?.details)).not.toMatch(/5207|812/);
    expect(await run((tx) => tx.selectFrom('resident_account').selectAll().execute())).toEqual([]);
  });

  test('is answered alike whether the NIK is on the register, active, dead, or nobody’s', async () => {
    const holder = await makeHolder(village);
    const dead = await makeResident(village.id, { basic_status: 2 });
    const answers = [];
    for (const nik of [holder.nik, dead.nik, '5207021506859876']) answers.push(await ask({ nik }));
    expect(answers).toEqual([undefined, undefined, undefined]);
    const rows = await kept();
    expect(rows.map((r) => [r.state, r.resident_id])).toEqual(Array(3).fill(['waiting', null]));
    const notices = await run((tx) => tx.selectFrom('outbox').selectAll().execute());
    expect(notices).toEqual([]);
  });

  test('sent twice over a bad line it is one request', async () => {
    const form = typed();
    await askForPin(caller, form);
    await askForPin(caller, form);
    expect(await kept()).toHaveLength(1);
    await doChores(village.id);
    const files = await run((tx) =>
      tx.selectFrom('stored_file').select('deleted_at').orderBy('created_at').execute(),
    );
    expect(files.filter((f) => f.deleted_at === null)).toHaveLength(1);
  });

  test.each<[string, Partial<TypedPinRequest>, string, RegExp]>([
    ['no name', { name: ' ' }, 'nama', /nama lengkap/],
    ['a name of digits', { name: '12345' }, 'nama', /huruf/],
    ['no NIK', { nik: '' }, 'nik', /16 angka/],
    ['a short NIK', { nik: '5207' }, 'nik', /Yang Anda tulis 4/],
    ['an impossible NIK', { nik: '5207024106900000' }, 'nik', /bukan NIK/],
    ['no phone', { phone: '' }, 'telepon', /nomor HP/],
    ['a phone that is none', { phone: 'tidak punya' }, 'telepon', /tidak lengkap/],
    ['no picture', { picture: undefined }, 'foto', /foto KTP/],
    ['an empty picture', { picture: new File([], 'a.jpg') }, 'foto', /foto KTP/],
    ['a PDF', { picture: new File(['%PDF-1.7\n'], 'ktp.jpg') }, 'foto', /foto/],
    ['no picture at all', { picture: new File(['<svg/>'], 'ktp.jpg') }, 'foto', /foto/],
    ['a key that is none', { key: 'x' }, '', /Muat ulang/],
  ])('with %s is refused at its field', async (_, values, field, words) => {
    const error = await refused(ask(values));
    expect(error?.kind).toBe('invalid');
    expect(error?.fields[field]).toMatch(words);
    expect(await kept()).toEqual([]);
  });

  test('by a machine: the trap filled in, sent at once, a made-up or old form', async () => {
    await ask({ trap: 'https://contoh.id' });
    const early = { ...typed(), opened: newFormToken(village.id) };
    expect((await refused(askForPin(caller, early)))?.message).toMatch(/Tunggu/);
    const opened = newFormToken(village.id);
    const [, signature] = opened.split('.');
    for (const forged of ['', 'x', `0.${signature}`, `${Date.parse('2026-11-22')}.${signature}`])
      expect((await refused(ask({ opened: forged })))?.kind).toBe('invalid');
    const elsewhere = newFormToken((await makeVillage()).id);
    expect((await refused(ask({ opened: elsewhere })))?.kind).toBe('invalid');
    const form = typed();
    world.clock.advance(day);
    expect((await refused(askForPin(caller, form)))?.kind).toBe('invalid');
    expect(await kept()).toEqual([]);
  });

  test('is held to thirty a day from one address; others may go on', async () => {
    for (let n = 0; n < 30; n++) await ask({ nik: `520702410690${1001 + n}` });
    expect(await refused(ask({ nik: '5207024106902001' }))).toMatchObject({
      kind: 'too-many',
      retryAfter: 3600,
    });
    caller = new Browser(village, '10.2.2.2');
    await ask({ nik: '5207024106902002' });
    expect(await kept()).toHaveLength(31);
    caller = new Browser(village);
    world.clock.advance(day + minute);
    await ask({ nik: '5207024106902003' });
  });

  test('is held to two hundred a day in the village', async () => {
    await run((tx) =>
      tx
        .insertInto('pin_request')
        .values(
          Array.from({ length: 200 }, (_, n) => ({
            village_id: village.id,
            name: 'X',
            nik: `52070241069${10_001 + n}`,
            contact: '+6281234567890',
            origin: `10.3.3.${n}`,
            created_at: world.clock.now(),
          })),
        )
        .execute(),
    );
    expect((await refused(ask()))?.kind).toBe('too-many');
  });

  test('for one NIK again and again is answered alike, and kept three times', async () => {
    for (let n = 0; n < 5; n++) expect(await ask()).toBeUndefined();
    expect(await kept()).toHaveLength(3);
  });
});

describe('what the office sees', () => {
  test('the one with the NIK, held against what was typed; that is a recorded reading', async () => {
    const siti = await makeResident(village.id, {
      nik: '5207024106900003',
      name: 'SITI AMINAH',
      phone: '+6281234567890',
    });
    await makeResident(village.id, { name: 'SITI AMINAH' });
    const id = await asked();
    const request = await open(id);
    expect(request).toMatchObject({
      name: 'SITI AMINAH',
      phone: '0812-3456-7890',
      state: 'waiting',
    });
    expect(request.candidates).toMatchObject([
      { id: siti.id, sameName: true, wrongDigits: 0, samePhone: true, hindrance: undefined },
    ]);
    expect(JSON.stringify(request.candidates)).not.toMatch(/\d{16}|81234567890|0812-3456/);
    const events = await trail(village, 'access.read-pin-request');
    expect(events.map((e) => e.resident_id)).toEqual([siti.id, null]);
  });

  test('else who comes near: a digit off, or a name alike; at most five', async () => {
    const near = await makeResident(village.id, { nik: '5207024106900008', name: 'LAIN SEKALI' });
    const alike = await makeResident(village.id, { name: 'SITI AMINAH' });
    await makeResident(village.id, { name: 'BUDI SANTOSO' });
    const { candidates } = await open(await asked());
    expect(candidates.map((c) => [c.id, c.wrongDigits <= 2, c.sameName])).toEqual([
      [near.id, true, false],
      [alike.id, false, true],
    ]);
    for (let n = 0; n < 6; n++) await makeResident(village.id, { name: 'SITI AMINAH' });
    expect((await open(await asked())).candidates).toHaveLength(5);
  });

  test('nobody, a hidden double, and why somebody can have no PIN', async () => {
    expect((await open(await asked())).candidates).toEqual([]);
    await makeResident(village.id, { nik: '5207024106900003', basic_status: 2 });
    expect((await open(await asked())).candidates).toMatchObject([{ hindrance: /meninggal/ }]);
    const kept = await makeResident(village.id);
    await makeResident(village.id, { nik: '5207024106900011', merged_into: kept.id });
    expect((await open(await asked({ nik: '5207024106900011' }))).candidates).not.toMatchObject([
      { wrongDigits: 0 },
    ]);
  });

  test('the list by state, who waits longest first, with counts', async () => {
    const first = await asked();
    const second = await asked({ name: 'Budi', nik: '5207021506850001' });
    await refuse(first);
    const list = (view: 'waiting' | 'granted' | 'refused' | 'today') =>
      run((tx) => listPinRequests(tx, village, operator, { view, page: 7 }));
    expect((await list('waiting')).lines).toMatchObject([
      { id: second, name: 'BUDI', maskedNik: '5207••••••••0001' },
    ]);
    expect((await list('refused')).lines).toMatchObject([{ id: first, decidedBy: operator.name }]);
    expect((await list('granted')).counts).toEqual({ waiting: 1, refused: 1, today: 2 });
    expect(await run(countWaitingPinRequests)).toBe(1);
    const desk = () => run((tx) => readPinRequestDesk(tx, village, operator));
    expect(await desk()).toEqual({ waiting: 1, receivedToday: 2 });
    expect((await list('today')).lines.map(({ id }) => id)).toEqual([second, first]);
    world.clock.advance(24 * 60 * 60_000);
    expect(await desk()).toEqual({ waiting: 1, receivedToday: 0 });
    expect((await list('today')).lines).toEqual([]);
  });
});

describe('deciding', () => {
  let siti: Awaited<ReturnType<typeof makeResident>>;
  beforeEach(async () => {
    siti = await makeResident(village.id, { nik: '5207024106900003', name: 'SITI AMINAH' });
  });

  test('granted, a PIN is made that lets in', async () => {
    const id = await asked();
    const { pin, name } = await grant(id, siti.id);
    expect(name).toBe('SITI AMINAH');
    const browser = await enter(village, siti.nik, pin);
    expect(await browser.visitor()).toMatchObject({ mustChangePin: true });
    expect(await open(id)).toMatchObject({
      state: 'granted',
      resident: { id: siti.id },
      decidedBy: operator.name,
      candidates: [],
    });
    expect((await trail(village, 'access.grant-pin-request'))[0]).toMatchObject({
      subject_id: id,
      resident_id: siti.id,
    });
    expect((await trail(village, 'access.issue-pin'))[0]).toMatchObject({ resident_id: siti.id });
  });

  test('once: pressed by two officers at a time there is one PIN', async () => {
    const id = await asked();
    const answers = await Promise.all([refused(grant(id, siti.id)), refused(grant(id, siti.id))]);
    expect(answers.map((a) => a?.kind).sort()).toEqual(['conflict', undefined]);
    expect(await trail(village, 'access.issue-pin')).toHaveLength(1);
    expect((await refused(refuse(id)))?.kind).toBe('conflict');
  });

  test('refused with a reason that stays in the office', async () => {
    const id = await asked();
    expect((await refused(refuse(id, '  ')))?.fields).toHaveProperty('alasan');
    await refuse(id);
    expect(await open(id)).toMatchObject({ state: 'refused', reason: 'Foto bukan KTP.' });
    expect((await refused(grant(id, siti.id)))?.kind).toBe('conflict');
    expect(await run((tx) => tx.selectFrom('resident_account').selectAll().execute())).toEqual([]);
  });

  test('wants the comparison, a fresh proof, somebody likely, and never oneself', async () => {
    const id = await asked();
    const other = await makeResident(village.id, { name: 'BUDI SANTOSO' });
    const stale = { ...operator, provedAt: new Date(world.clock.now().getTime() - 16 * minute) };
    expect((await refused(grant(id, siti.id, { checked: false })))?.kind).toBe('invalid');
    expect((await refused(grant(id, siti.id, {}, stale)))?.kind).toBe('proof-needed');
    expect((await refused(grant(id, other.id)))?.kind).toBe('invalid');
    const self = { ...fresh(), residentId: siti.id };
    expect((await refused(grant(id, siti.id, {}, self)))?.kind).toBe('forbidden');
    expect((await open(id)).state).toBe('waiting');
    expect((await refused(grant(key(), siti.id)))?.kind).toBe('not-found');
  });

  test('is undone where the PIN cannot be kept', async () => {
    const id = await asked();
    expect((await refused(grant(id, siti.id, { issueKey: 'x' })))?.kind).toBe('invalid');
    expect((await open(id)).state).toBe('waiting');
  });

  test('is for operator and admin, of this village', async () => {
    const id = await asked();
    const wrong = staffVisitor(
      await makeStaff(
        village.id,
        staffRoles.filter((role) => role !== 'operator' && role !== 'admin'),
      ),
    );
    for (const visitor of [wrong, residentVisitor(siti), { kind: 'nobody' as const }])
      for (const work of [
        () => run((tx) => listPinRequests(tx, village, visitor, { view: 'waiting', page: 1 })),
        () => run((tx) => readPinRequestDesk(tx, village, visitor)),
        () => open(id, visitor),
        () => run((tx) => openPinRequestPicture(tx, village.id, visitor, id)),
        () => grant(id, siti.id, {}, visitor),
        () => run((tx) => refusePinRequest(tx, village.id, visitor, { id, reason: 'x' })),
      ])
        expect(['forbidden', 'not-signed-in']).toContain((await refused(work()))?.kind);
    const elsewhere = await makeVillage();
    const work = withVillage(elsewhere.id, (tx) => openPinRequest(tx, elsewhere.id, operator, id));
    expect((await refused(work))?.kind).toBe('not-found');
  });
});

describe('is forgotten', () => {
  const files = () =>
    run((tx) => tx.selectFrom('stored_file').select(['deleted_at', 'swept_at']).execute());

  test('the picture a month after the decision, the request when uploads are', async () => {
    const id = await asked();
    await refuse(id);
    world.clock.advance(30 * day - minute);
    await doChores(village.id);
    expect((await open(id)).hasPicture).toBe(true);
    world.clock.advance(2 * minute);
    await doChores(village.id);
    expect((await open(id)).hasPicture).toBe(false);
    expect(await files()).toEqual([{ deleted_at: expect.any(Date), swept_at: expect.any(Date) }]);
    const gone = run((tx) => openPinRequestPicture(tx, village.id, operator, id));
    expect((await refused(gone))?.kind).toBe('not-found');
    world.clock.advance(340 * day);
    await doChores(village.id);
    expect(await kept()).toEqual([]);
    expect((await trail(village, 'access.drop-pin-request-pictures'))[0]?.details).toEqual({
      count: 1,
    });
    expect((await trail(village, 'access.drop-old-pin-requests'))[0]?.details).toEqual({
      count: 1,
    });
  });

  test('one that nobody decides, after 90 days, with its picture', async () => {
    await asked();
    world.clock.advance(89 * day);
    await doChores(village.id);
    expect(await kept()).toHaveLength(1);
    world.clock.advance(2 * day);
    await doChores(village.id);
    expect(await kept()).toEqual([]);
    expect(await files()).toMatchObject([{ deleted_at: expect.any(Date) }]);
  });
});
