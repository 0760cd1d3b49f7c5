import { beforeAll, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import {
  changePin,
  hashingFigures,
  signInResident,
  unlockAccount,
} from '../../src/lib/server/access/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { Browser } from '../callers.ts';
import { makeResident, makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';
import { enter, enterOffice, goodPin, makeHolder, makeOfficer, trail } from './people.ts';

const world = useWorld();
let village: VillageContext;
beforeAll(async () => {
  village = await makeVillage();
});

const minute = 60_000;
const wrong = '902846';

/** The refusal of a try, as the person at the door gets it. */
async function refusal(nik: string, pin: string, browser = new Browser(village)) {
  return signInResident(browser, { nik, pin, kiosk: false }).then(
    () => undefined,
    (error: Refusal) => error,
  );
}

describe('with the right NIK and PIN', () => {
  test('a resident is signed in, and it is on record', async () => {
    const holder = await makeHolder(village);
    const browser = await enter(village, holder.nik.replace(/(\d{4})/g, '$1 '));
    expect(await browser.visitor()).toMatchObject({
      kind: 'resident',
      residentId: holder.id,
      mustChangePin: false,
      mustAcceptTerms: false,
    });
    const [event] = await trail(village, 'access.sign-in');
    expect(event).toMatchObject({ resident_id: holder.id, origin: '10.1.1.1' });
  });

  test.each(['384 719', '384-719', ' 384719 '])('the PIN as on the slip: %j', async (pin) => {
    const holder = await makeHolder(village);
    const browser = await enter(village, holder.nik, pin);
    expect((await browser.visitor()).kind).toBe('resident');
  });

  test('the session token is new, of 160 bits, HttpOnly and Lax (ASVS 7.2.3, 7.2.4)', async () => {
    const holder = await makeHolder(village);
    const browser = new Browser(village);
    browser.kept.set('balai_warga', 'brought-along');
    await enter(village, holder.nik, goodPin, browser);
    const first = browser.kept.get('balai_warga')!;
    expect(Buffer.from(first, 'base64url')).toHaveLength(20);
    expect(browser.attributes.get('balai_warga')).toMatchObject({
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
    });
    const before = browser.copy();
    await enter(village, holder.nik, goodPin, browser);
    expect(browser.kept.get('balai_warga')).not.toBe(first);
    expect((await before.visitor()).kind).toBe('nobody');
    const stored = await withVillage(village.id, (tx) =>
      tx.selectFrom('session').select('token_hash').execute(),
    );
    expect(stored.some((s) => s.token_hash.includes(first))).toBe(false);
  });
});

describe('what is typed is looked at before it is tried', () => {
  test.each([
    ['', goodPin, 'nik'],
    ['52070215068', goodPin, 'nik'],
    ['5207021506850001', '12345', 'pin'],
    ['5207021506850001', 'abcdef', 'pin'],
  ])('%j with %j is refused at %s, and no try is counted', async (nik, pin, field) => {
    const before = hashingFigures().verified;
    const refused = await refusal(nik, pin);
    expect(refused).toMatchObject({ kind: 'invalid' });
    expect(refused?.fields[field]).toBeTruthy();
    expect(hashingFigures().verified).toBe(before);
  });
});

describe('who lives here cannot be found out (ASVS 6.3.8)', () => {
  const cases: Record<string, () => Promise<{ nik: string; pin: string }>> = {
    'a wrong PIN': async () => ({ nik: (await makeHolder(village)).nik, pin: wrong }),
    'a NIK that nobody has': async () => ({ nik: '5207029999990001', pin: goodPin }),
    'a resident without an account': async () => ({
      nik: (await makeResident(village.id)).nik,
      pin: goodPin,
    }),
    'an account that the office closed': async () => ({
      nik: (await makeHolder(village, { state: 'closed' })).nik,
      pin: goodPin,
    }),
    'somebody who died': async () => ({
      nik: (await makeHolder(village, {}, { basic_status: 2 })).nik,
      pin: goodPin,
    }),
    'somebody who moved away': async () => ({
      nik: (await makeHolder(village, {}, { basic_status: 3 })).nik,
      pin: goodPin,
    }),
    'a temporary NIK': async () => ({
      nik: (await makeHolder(village, {}, { nik: '0520702201500001', nik_temporary: true })).nik,
      pin: goodPin,
    }),
    'a resident of another village': async () => ({
      nik: (await makeHolder(await makeVillage())).nik,
      pin: goodPin,
    }),
  };

  let usual: string[] | undefined;
  test.each(Object.entries(cases))(
    '%s: the same words after each of ten tries and beyond, one hash each',
    async (_, person) => {
      const { nik, pin } = await person();
      const answers: string[] = [];
      for (let n = 1; n <= 11; n++) {
        const before = hashingFigures().verified;
        const refused = await refusal(nik, pin);
        answers.push(`${refused?.kind} ${JSON.stringify(refused?.fields)} ${refused?.message}`);
        expect(hashingFigures().verified - before).toBe(n <= 10 ? 1 : 0);
        world.clock.advance(61 * minute);
      }
      usual ??= answers;
      expect(answers).toEqual(usual);
    },
  );
});

describe('wrong tries in a row (ASVS 6.1.1)', () => {
  test('three are free, then one waits longer and longer; the tenth closes', async () => {
    const { nik } = await makeHolder(village);
    const waits = [0, 0, 0, 30, 60, 5 * 60, 15 * 60, 60 * 60, 60 * 60];
    for (const seconds of waits) {
      expect(await refusal(nik, wrong)).toMatchObject({ kind: 'invalid' });
      if (seconds === 0) continue;
      world.clock.advance(seconds * 1000 - 1);
      const tooSoon = await refusal(nik, goodPin);
      expect(tooSoon).toMatchObject({ kind: 'too-many', retryAfter: 1 });
      world.clock.advance(1);
    }
    expect(await refusal(nik, wrong)).toMatchObject({ kind: 'invalid' });
    world.clock.advance(365 * 24 * 60 * minute);
    expect(await refusal(nik, goodPin)).toMatchObject({ kind: 'too-many' });
    expect((await refusal(nik, goodPin))?.message).toMatch(/kantor desa/);
  });

  test('a right one in between starts the count anew', async () => {
    const { nik } = await makeHolder(village);
    const browser = new Browser(village);
    for (let n = 0; n < 3; n++) await refusal(nik, wrong, browser);
    await enter(village, nik, goodPin, browser);
    for (let n = 0; n < 3; n++)
      expect(await refusal(nik, wrong, browser)).toMatchObject({ kind: 'invalid' });
  });

  test('sent all at once, no more are heard than one after another', async () => {
    const { nik } = await makeHolder(village);
    const before = hashingFigures().verified;
    const refused = await Promise.all(Array.from({ length: 20 }, () => refusal(nik, wrong)));
    expect(refused.filter((r) => r?.kind === 'invalid')).toHaveLength(4);
    expect(refused.filter((r) => r?.kind === 'too-many')).toHaveLength(16);
    expect(hashingFigures().verified - before).toBe(4);
  });

  test('a stranger who closes the door does not lock the owner out of a known device', async () => {
    const { nik } = await makeHolder(village);
    const own = await enter(village, nik);
    for (let n = 0; n < 10; n++) {
      await refusal(nik, wrong, new Browser(village, '10.9.9.9'));
      world.clock.advance(61 * minute);
    }
    expect(await refusal(nik, goodPin, new Browser(village))).toMatchObject({ kind: 'too-many' });
    await enter(village, nik, goodPin, own);
  });

  test('the office opens the door again, and the PIN is as before', async () => {
    const operator = await makeOfficer(village, ['operator']);
    const { id, nik } = await makeHolder(village);
    for (let n = 0; n < 10; n++) {
      await refusal(nik, wrong);
      world.clock.advance(61 * minute);
    }
    const { visitor } = await enterOffice(village, operator);
    await unlockAccount(village.id, visitor, id);
    await enter(village, nik);
    expect((await trail(village, 'access.unlock-account'))[0]).toMatchObject({ resident_id: id });
  });

  test('failures are on record, of a known NIK with whose it is, never with the NIK', async () => {
    const { id, nik } = await makeHolder(village);
    await refusal(nik, wrong);
    await refusal('5207029999990777', wrong);
    const [unknown, known] = await trail(village, 'access.sign-in-failed');
    expect(unknown).toMatchObject({ actor_kind: 'visitor', resident_id: null });
    expect(known).toMatchObject({ actor_kind: 'visitor', resident_id: id });
    expect(JSON.stringify([unknown, known])).not.toMatch(/\d{16}/);
  });
});

describe('an address that failed fifty times in a quarter of an hour', () => {
  test('is slowed, not shut out: the right PIN still enters (ASVS 6.1.1)', async () => {
    const crowd = '10.7.7.7';
    await withVillage(village.id, (tx) =>
      tx
        .insertInto('sign_in_failure')
        .values(
          Array.from({ length: 60 }, () => ({
            village_id: village.id,
            at: world.clock.now(),
            origin: crowd,
            kind: 'resident',
          })),
        )
        .execute(),
    );
    const { nik } = await makeHolder(village);
    const crowdBrowser = () => new Browser(village, crowd);
    await enter(village, nik, goodPin, crowdBrowser());
    const others = await Promise.all(
      Array.from({ length: 1 }, () => refusal('5207029999990555', wrong, crowdBrowser())),
    );
    expect(others.every((r) => r?.kind === 'invalid')).toBe(true);
  });
});

describe('the first PIN, from a slip', () => {
  const slip = () => ({
    state: 'issued',
    expires_at: new Date(world.clock.now().getTime() + 24 * 60 * minute),
    terms_version: null,
    terms_accepted_at: null,
  });

  test('opens nothing but changing it, then the terms (ASVS 6.4.1)', async () => {
    const { nik } = await makeHolder(village, slip());
    const browser = await enter(village, nik);
    expect(await browser.visitor()).toMatchObject({ mustChangePin: true, mustAcceptTerms: true });
    await changePin(browser, await browser.visitor(), {
      pin: goodPin,
      newPin: '740286',
      repeated: '740286',
    });
    expect(await browser.visitor()).toMatchObject({ mustChangePin: false, mustAcceptTerms: true });
    expect(await refusal(nik, goodPin)).toMatchObject({ kind: 'invalid' });
    await enter(village, nik, '740286');
  });

  test('is worth nothing after 24 hours, and only its holder is told so', async () => {
    const { nik } = await makeHolder(village, slip());
    world.clock.advance(24 * 60 * minute);
    expect((await refusal(nik, goodPin))?.message).toMatch(/lewat 24 jam/);
    expect((await refusal(nik, wrong))?.message).toMatch(/tidak cocok/);
  });
});

test('counts of one village do not touch another', async () => {
  const elsewhere = await makeVillage();
  const nik = '5207021111110042';
  await makeHolder(elsewhere, {}, { nik });
  for (let n = 0; n < 10; n++) {
    await refusal(nik, wrong);
    world.clock.advance(61 * minute);
  }
  await enter(elsewhere, nik, goodPin, new Browser(elsewhere));
});
