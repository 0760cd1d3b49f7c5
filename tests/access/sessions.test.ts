import { beforeAll, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import {
  acceptTerms,
  changePin,
  endOwnSessions,
  findOwnSessions,
  signInResident,
  signOut,
} from '../../src/lib/server/access/index.ts';
import {
  handOnLateOutboxRows,
  markRead,
  residentTopic,
} from '../../src/lib/server/notices/index.ts';
import { announce, withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { Browser } from '../callers.ts';
import { makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';
import { enter, enterOffice, goodPin, makeHolder, makeOfficer, trail } from './people.ts';

const world = useWorld();
let village: VillageContext;
beforeAll(async () => {
  village = await makeVillage();
});

const minute = 60_000;
const hour = 60 * minute;
const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Refusal) => error,
  );

async function resident() {
  const { id, nik } = await makeHolder(village);
  return { id, nik, browser: await enter(village, nik) };
}

describe('a session ends by itself', () => {
  test('a resident’s after 15 idle minutes (ASVS 7.3.1)', async () => {
    const { browser } = await resident();
    world.clock.advance(15 * minute - 1);
    expect((await browser.visitor()).kind).toBe('resident');
    world.clock.advance(15 * minute - 1);
    expect((await browser.visitor()).kind).toBe('resident');
    world.clock.advance(15 * minute);
    expect((await browser.visitor()).kind).toBe('nobody');
  });

  test('after 12 hours however busy (ASVS 7.3.2)', async () => {
    const { browser } = await resident();
    for (let passed = 0; passed < 12 * hour - 10 * minute; passed += 10 * minute) {
      world.clock.advance(10 * minute);
      expect((await browser.visitor()).kind).toBe('resident');
    }
    world.clock.advance(10 * minute);
    expect((await browser.visitor()).kind).toBe('nobody');
  });

  test('on the office’s shared screen after 2 idle minutes, and the screen stays a stranger', async () => {
    const { nik } = await makeHolder(village);
    const screen = new Browser(village);
    await signInResident(screen, { nik, pin: goodPin, kiosk: true });
    expect(screen.kept.has('balai_perangkat')).toBe(false);
    world.clock.advance(2 * minute - 1);
    expect((await screen.visitor()).kind).toBe('resident');
    expect(await screen.visitor()).toMatchObject({ kind: 'resident', kiosk: true });
    world.clock.advance(2 * minute);
    expect(await screen.visitor()).toEqual({ kind: 'nobody', kiosk: true });
  });

  test('an officer’s after an idle hour (ASVS 7.3.1)', async () => {
    const { browser } = await enterOffice(village, await makeOfficer(village, ['operator']));
    world.clock.advance(hour - 1);
    expect((await browser.visitor('kantor')).kind).toBe('staff');
    world.clock.advance(hour);
    expect((await browser.visitor('kantor')).kind).toBe('nobody');
  });

  test('and a page that asks by itself for what is new does not keep it', async () => {
    const { browser } = await enterOffice(village, await makeOfficer(village, ['operator']));
    world.clock.advance(hour / 2);
    expect((await browser.visitor('kantor', { 'x-quiet': '1' })).kind).toBe('staff');
    world.clock.advance(hour / 2);
    expect((await browser.visitor('kantor')).kind).toBe('nobody');
  });
});

describe('signing out', () => {
  test('ends the session on the server, not only in the browser (ASVS 7.4.1)', async () => {
    const { browser } = await resident();
    const kept = browser.copy();
    await signOut(browser, await browser.visitor(), 'resident');
    expect(browser.kept.has('balai_warga')).toBe(false);
    expect((await kept.visitor()).kind).toBe('nobody');
  });

  test('of all devices takes the PIN again where the sign-in is not fresh (ASVS 7.5.2)', async () => {
    const { nik, browser } = await resident();
    const other = await enter(village, nik);
    for (let n = 0; n < 2; n++) {
      world.clock.advance(10 * minute);
      await browser.visitor();
      await other.visitor();
    }
    const visitor = await browser.visitor();
    expect((await refused(endOwnSessions(browser, visitor, 'all', '')))?.fields.pin).toMatch(
      /tidak cocok/,
    );
    expect((await other.visitor()).kind).toBe('resident');
    await endOwnSessions(browser, visitor, 'all', goodPin);
    expect((await other.visitor()).kind).toBe('nobody');
    expect((await browser.visitor()).kind).toBe('nobody');
  });

  test('one device of several: the list names them, and the one is out (ASVS 7.5.2)', async () => {
    const { nik, browser } = await resident();
    const other = new Browser(village);
    other.userAgent =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    await enter(village, nik, goodPin, other);
    const visitor = await browser.visitor();
    const list = await findOwnSessions(village.id, visitor);
    expect(list.map((s) => [s.device, s.current]).sort()).toEqual([
      ['Chrome di HP Android', true],
      ['Firefox di komputer Windows', false],
    ]);
    const { id } = list.find((s) => !s.current)!;
    expect(await endOwnSessions(browser, visitor, id, '')).toBe(1);
    expect((await other.visitor()).kind).toBe('nobody');
    expect((await browser.visitor()).kind).toBe('resident');
  });

  test('somebody else’s session cannot be ended', async () => {
    const mine = await resident();
    const theirs = await resident();
    const [session] = await findOwnSessions(village.id, await theirs.browser.visitor());
    expect(await endOwnSessions(mine.browser, await mine.browser.visitor(), session!.id, '')).toBe(
      0,
    );
    expect((await theirs.browser.visitor()).kind).toBe('resident');
  });

  test('an officer ends own sessions with a fresh proof only (ASVS 7.5.2)', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const { browser, visitor } = await enterOffice(village, officer);
    world.clock.advance(16 * minute);
    expect(await refused(endOwnSessions(browser, visitor, 'all', ''))).toMatchObject({
      kind: 'proof-needed',
    });
    expect(await findOwnSessions(village.id, visitor)).toHaveLength(1);
  });
});

describe('changing the PIN', () => {
  const typed = { pin: goodPin, newPin: '740286', repeated: '740286' };

  test('takes each PIN with the space that somebody types between', async () => {
    const { nik, browser } = await resident();
    await changePin(browser, await browser.visitor(), {
      pin: '384 719',
      newPin: '740-286',
      repeated: '740 286',
    });
    expect((await (await enter(village, nik, '740286')).visitor()).kind).toBe('resident');
    // Judged as it is read: a space hides no birth date or pattern, and no sameness.
    const again = await enter(village, nik, '740286');
    for (const newPin of ['123 456', '740 286'])
      expect(
        (
          await refused(
            changePin(again, await again.visitor(), { pin: '740286', newPin, repeated: newPin }),
          )
        )?.fields['pin-baru'],
      ).toBeTruthy();
  });

  test('ends all other sessions, renews the token, and tells the owner (ASVS 7.4.3, 7.2.4)', async () => {
    const { id, nik, browser } = await resident();
    const other = await enter(village, nik);
    const before = browser.copy();
    await changePin(browser, await browser.visitor(), typed);
    expect((await other.visitor()).kind).toBe('nobody');
    expect((await before.visitor()).kind).toBe('nobody');
    expect((await browser.visitor()).kind).toBe('resident');
    world.clock.advance(3 * minute);
    await handOnLateOutboxRows(village.id);
    const notices = await withVillage(village.id, (tx) =>
      tx.selectFrom('notice').select('text').where('resident_id', '=', id).execute(),
    );
    expect(notices.map((n) => n.text).join()).toMatch(/PIN Anda sudah diganti/);
    expect((await trail(village, 'access.change-pin'))[0]).toMatchObject({ resident_id: id });
  });

  test.each([
    ['the old one is wrong (ASVS 6.2.3)', { pin: '111222' }, 'pin'],
    ['the old one is missing (ASVS 6.2.3)', { pin: '' }, 'pin'],
    ['it is a run (ASVS 6.2.4)', { newPin: '123456', repeated: '123456' }, 'pin-baru'],
    ['it is the birth date (ASVS 6.2.11)', { newPin: '150685', repeated: '150685' }, 'pin-baru'],
    ['it is the old one', { newPin: goodPin, repeated: goodPin }, 'pin-baru'],
    ['it was mistyped', { repeated: '740287' }, 'ulangi-pin'],
  ])('is refused when %s', async (_, wrong, field) => {
    const { nik, browser } = await resident();
    const answer = await refused(
      changePin(browser, await browser.visitor(), { ...typed, ...wrong }),
    );
    expect(answer).toMatchObject({ kind: 'invalid' });
    expect(Object.keys(answer!.fields)).toEqual([field]);
    await enter(village, nik);
  });

  test('the old PIN is guessed no oftener than at the door; ten wrong ones sign out', async () => {
    const { id, browser } = await resident();
    const visitor = await browser.visitor();
    for (let n = 0; n < 4; n++)
      await refused(changePin(browser, visitor, { ...typed, pin: '902846' }));
    expect(await refused(changePin(browser, visitor, typed))).toMatchObject({ kind: 'too-many' });
    expect((await browser.visitor()).kind).toBe('resident');
    for (let n = 4; n < 10; n++) {
      world.clock.advance(61 * minute);
      await refused(changePin(browser, visitor, { ...typed, pin: '902846' }));
    }
    const notEnded = () =>
      withVillage(village.id, (tx) =>
        tx
          .selectFrom('session')
          .select('id')
          .where('resident_id', '=', id)
          .where('ended_at', 'is', null)
          .execute(),
      );
    expect(await notEnded()).toHaveLength(1);
    world.clock.advance(61 * minute);
    expect(await refused(changePin(browser, visitor, typed))).toMatchObject({ kind: 'too-many' });
    expect(await notEnded()).toHaveLength(0);
  });
});

test('the terms are accepted by a tick, and which version is kept', async () => {
  const { nik, id } = await makeHolder(village, { terms_version: '2020-01' });
  const browser = await enter(village, nik);
  const visitor = await browser.visitor();
  expect(visitor).toMatchObject({ mustAcceptTerms: true });
  expect((await refused(acceptTerms(browser, visitor, false)))?.fields.setuju).toBeTruthy();
  await acceptTerms(browser, visitor, true);
  expect(await browser.visitor()).toMatchObject({ mustAcceptTerms: false });
  expect((await trail(village, 'access.accept-terms'))[0]).toMatchObject({ resident_id: id });
});

test('a new device is told to the owner of an account in use', async () => {
  const { id, nik } = await resident();
  await enter(village, nik, goodPin, new Browser(village));
  world.clock.advance(3 * minute);
  await handOnLateOutboxRows(village.id);
  const notices = await withVillage(village.id, (tx) =>
    tx.selectFrom('notice').select('text').where('resident_id', '=', id).execute(),
  );
  expect(notices).toHaveLength(1);
  expect(notices[0]?.text).toMatch(/perangkat yang belum pernah dipakai/);
});

describe('a session knows what each page of its resident shows', () => {
  test('how many notices are unread, and whether an RT or RW is led', async () => {
    const { id, browser } = await resident();
    expect(await browser.visitor()).toMatchObject({ unread: 0, leads: false });
    await withVillage(village.id, async (tx) => {
      for (const text of ['satu', 'dua'])
        await announce(tx, village.id, residentTopic, { residentId: id, text, link: '/' });
      const place = { village_id: village.id, hamlet: 'BATU', name: 'SITI', since: null };
      const row = { ...place, resident_id: id, rw: '', rt: '' };
      await tx.insertInto('area_leader').values(row).execute();
    });
    world.clock.advance(3 * minute);
    await handOnLateOutboxRows(village.id);
    // A hamlet's head introduces nobody.
    expect(await browser.visitor()).toMatchObject({ unread: 2, leads: false });
    await withVillage(village.id, async (tx) => {
      await tx.updateTable('area_leader').set({ rw: '001', rt: '002' }).execute();
      await markRead(tx, id, world.clock.now());
    });
    expect(await browser.visitor()).toMatchObject({ unread: 0, leads: true });
  });
});
