import { beforeAll, describe, expect, test } from 'vitest';
import { pinProblem } from '../../src/lib/domain/pin-policy.ts';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import { staffRoles } from '../../src/lib/domain/roles.ts';
import {
  closeAccount,
  endResidentSessions,
  issuePin,
  listAccounts,
  openAccount,
  signInResident,
  unlockAccount,
} from '../../src/lib/server/access/index.ts';
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
import { enter, goodPin, key, makeHolder, trail } from './people.ts';

const world = useWorld();
let village: VillageContext;
let operator: ReturnType<typeof staffVisitor>;
beforeAll(async () => {
  village = await makeVillage();
  operator = staffVisitor(await makeStaff(village.id, ['operator']));
});

const minute = 60_000;
const fresh = () => ({ ...operator, provedAt: world.clock.now() });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Refusal) => error,
  );
const accountOf = (residentId: string) =>
  withVillage(village.id, (tx) =>
    tx
      .selectFrom('resident_account')
      .selectAll()
      .where('resident_id', '=', residentId)
      .executeTakeFirst(),
  );

describe('a PIN from the office', () => {
  test('is random, keeps to the policy, lets in once within a day (ASVS 6.4.1)', async () => {
    const seen = new Set<string>();
    for (let n = 0; n < 12; n++) {
      const { id, nik, birth_date, phone } = await makeResident(village.id, {
        phone: '+6281234567890',
      });
      const issued = await issuePin(village.id, fresh(), id, key());
      expect(pinProblem(issued.pin, { nik, birthDate: birth_date, phone })).toBeUndefined();
      expect(issued.validUntil.getTime() - world.clock.now().getTime()).toBe(24 * 60 * minute);
      seen.add(issued.pin);
      if (n > 0) continue;
      const browser = await enter(village, nik, issued.pin);
      expect(await browser.visitor()).toMatchObject({ mustChangePin: true });
    }
    expect(seen.size).toBe(12);
  });

  test('stands nowhere afterwards: only its peppered hash, and no digit of it in the trail', async () => {
    const { id } = await makeResident(village.id);
    const { pin } = await issuePin(village.id, fresh(), id, key());
    const account = await accountOf(id);
    expect(account?.pin_hash).toMatch(/^1:\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(account)).not.toContain(pin);
    const [event] = await trail(village, 'access.issue-pin');
    expect(event).toMatchObject({ resident_id: id, actor_id: operator.staffId });
    expect(JSON.stringify(event?.details)).not.toContain(pin);
  });

  test('in place of a forgotten one ends the old, all sessions, known devices and closed doors', async () => {
    const { id, nik } = await makeHolder(village);
    const browser = await enter(village, nik);
    for (let n = 0; n < 10; n++) {
      await refused(enter(village, nik, '902846'));
      world.clock.advance(61 * minute);
    }
    await enter(village, nik, goodPin, browser);
    const { pin } = await issuePin(village.id, fresh(), id, key());
    expect((await browser.visitor()).kind).toBe('nobody');
    expect(await refused(enter(village, nik, goodPin))).toMatchObject({ kind: 'invalid' });
    await enter(village, nik, pin);
    const devices = await withVillage(village.id, (tx) =>
      tx.selectFrom('known_device').select('id').where('resident_id', '=', id).execute(),
    );
    expect(devices).toHaveLength(1);
  });

  test('is made once for one press of the button', async () => {
    const { id, nik } = await makeResident(village.id);
    const sameKey = key();
    const { pin } = await issuePin(village.id, fresh(), id, sameKey);
    expect(await refused(issuePin(village.id, fresh(), id, sameKey))).toMatchObject({
      kind: 'conflict',
    });
    await enter(village, nik, pin);
  });

  test.each([
    ['somebody who died', { basic_status: 2 }],
    ['somebody who moved away', { basic_status: 3 }],
    ['a temporary NIK', { nik: '0520702201500077', nik_temporary: true }],
  ])('is not made for %s', async (_, values) => {
    const { id } = await makeResident(village.id, values);
    expect(await refused(issuePin(village.id, fresh(), id, key()))).toMatchObject({
      kind: 'invalid',
    });
    expect(await accountOf(id)).toBeUndefined();
  });

  test('is not made for a resident of another village', async () => {
    const { id } = await makeResident((await makeVillage()).id);
    expect(await refused(issuePin(village.id, fresh(), id, key()))).toMatchObject({
      kind: 'not-found',
    });
  });
});

describe('an account', () => {
  test('that is closed lets nobody in, until a new PIN is made', async () => {
    const { id, nik } = await makeHolder(village);
    const browser = await enter(village, nik);
    expect((await refused(closeAccount(village.id, fresh(), id, ' ')))?.fields.alasan).toBeTruthy();
    await closeAccount(village.id, fresh(), id, 'HP dicuri');
    expect((await browser.visitor()).kind).toBe('nobody');
    expect(await refused(enter(village, nik))).toMatchObject({ kind: 'invalid' });
    expect((await trail(village, 'access.close-account'))[0]).toMatchObject({
      resident_id: id,
      details: { reason: 'HP dicuri' },
    });
    const { pin } = await issuePin(village.id, fresh(), id, key());
    await enter(village, nik, pin);
  });

  test('whose phone is lost is signed out everywhere by the office (ASVS 7.4.5)', async () => {
    const { id, nik } = await makeHolder(village);
    const browser = await enter(village, nik);
    await endResidentSessions(village.id, fresh(), id);
    expect((await browser.visitor()).kind).toBe('nobody');
    await enter(village, nik);
  });

  test('is opened on record, and shows no whole NIK', async () => {
    const { id, nik } = await makeHolder(village);
    const account = await openAccount(village.id, fresh(), id);
    expect(account).toMatchObject({ state: 'active', lockedOut: false, sessions: 0 });
    expect(JSON.stringify(account)).not.toContain(nik);
    expect((await trail(village, 'access.open-account'))[0]).toMatchObject({ resident_id: id });
  });

  test('shows that ten wrong tries locked it', async () => {
    const { id, nik } = await makeHolder(village);
    for (let n = 0; n < 10; n++) {
      await refused(signInResident(new Browser(village), { nik, pin: '902846', kiosk: false }));
      world.clock.advance(61 * minute);
    }
    expect(await openAccount(village.id, fresh(), id)).toMatchObject({ lockedOut: true });
    await unlockAccount(village.id, fresh(), id);
    expect(await openAccount(village.id, fresh(), id)).toMatchObject({ lockedOut: false });
  });
});

describe('the list', () => {
  test('finds by part of a name and by whole NIK, filters by state, and masks', async () => {
    const place = await makeVillage();
    const overseer = staffVisitor(await makeStaff(place.id, ['operator']));
    const holder = await makeHolder(place, {}, { name: 'SITI RAHMAWATI' });
    await makeResident(place.id, { name: 'SITI 100% ADA' });
    await makeResident(place.id, { name: 'SITI SUDAH PINDAH', basic_status: 3 });
    const list = (words: string, filter?: 'none' | 'active') =>
      listAccounts(place.id, overseer, { words, filter, page: 1 });
    expect((await list('siti')).lines.map((l) => l.name)).toEqual([
      'SITI 100% ADA',
      'SITI RAHMAWATI',
    ]);
    expect((await list('100%')).total).toBe(1);
    expect((await list('1_0')).total).toBe(0);
    expect((await list(holder.nik)).lines.map((l) => l.id)).toEqual([holder.id]);
    expect((await list('', 'active')).lines.map((l) => l.id)).toEqual([holder.id]);
    expect(Object.fromEntries((await list('')).counts)).toEqual({ active: 1, none: 1 });
    expect(JSON.stringify((await list('')).lines)).not.toContain(holder.nik);
  });

  test('a page beyond the last is empty, nonsense is the first', async () => {
    const page = (n: number) =>
      listAccounts(village.id, operator, { words: '', filter: undefined, page: n });
    expect((await page(9999)).lines).toEqual([]);
    expect((await page(Number.NaN)).lines.length).toBeGreaterThan(0);
    expect((await page(-3)).lines.length).toBeGreaterThan(0);
  });
});

describe('who may (ASVS 8.2.1, 8.2.2)', () => {
  const acts: Record<string, (v: ReturnType<typeof fresh>, id: string) => Promise<unknown>> = {
    'issue a PIN': (v, id) => issuePin(village.id, v, id, key()),
    'close an account': (v, id) => closeAccount(village.id, v, id, 'alasan'),
    'unlock an account': (v, id) => unlockAccount(village.id, v, id),
    'sign somebody out': (v, id) => endResidentSessions(village.id, v, id),
  };

  describe.each(Object.entries(acts))('%s', (_, act) => {
    test.each(staffRoles)('as %s', async (role) => {
      const { id } = await makeHolder(village);
      const visitor = staffVisitor(await makeStaff(village.id, [role]));
      const answer = await refused(act(visitor, id));
      if (role === 'admin' || role === 'operator') expect(answer).toBeUndefined();
      else expect(answer).toMatchObject({ kind: 'forbidden' });
    });

    test('needs a fresh proof (ASVS 7.5.1)', async () => {
      const { id } = await makeHolder(village);
      const stale = { ...fresh(), provedAt: new Date(world.clock.now().getTime() - 15 * minute) };
      expect(await refused(act(stale, id))).toMatchObject({ kind: 'proof-needed' });
    });

    test('not for oneself', async () => {
      const { id } = await makeHolder(village);
      const self = staffVisitor(await makeStaff(village.id, ['operator'], { resident_id: id }));
      expect(await refused(act(self, id))).toMatchObject({ kind: 'forbidden' });
    });

    test('not as a resident', async () => {
      const { id, name } = await makeHolder(village);
      const resident = residentVisitor({ id, name }) as unknown as ReturnType<typeof fresh>;
      expect(await refused(act(resident, id))).toMatchObject({ kind: 'not-signed-in' });
    });
  });
});
