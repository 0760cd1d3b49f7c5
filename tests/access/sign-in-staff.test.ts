import { beforeAll, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import {
  changePassword,
  findHalfwayOfficer,
  giveCode,
  hashingFigures,
  proveStaff,
  requireFreshProof,
  setStaffActive,
  signInStaff,
} from '../../src/lib/server/access/index.ts';
import { presentCode } from '../../src/lib/server/access/totp.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { Browser } from '../callers.ts';
import { makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';
import { enterOffice, goodPassword, makeOfficer, trail } from './people.ts';

const world = useWorld();
let village: VillageContext;
beforeAll(async () => {
  village = await makeVillage();
});

const second = 1000;
const minute = 60 * second;

const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Refusal) => error,
  );
const tryPassword = (username: string, password: string, browser = new Browser(village)) =>
  refused(signInStaff(browser, { username, password }));

describe('with password and code', () => {
  test('an officer is signed in, and it is on record', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const browser = new Browser(village);
    expect(
      await signInStaff(browser, {
        username: ` ${officer.username.toUpperCase()} `,
        password: goodPassword,
      }),
    ).toBe('code');
    await giveCode(browser, presentCode(officer.totpSecret));
    expect(await browser.visitor('kantor')).toMatchObject({
      kind: 'staff',
      staffId: officer.id,
      roles: ['operator'],
      position: 'Kasi Pelayanan',
      mustChangePassword: false,
    });
    expect((await trail(village, 'access.sign-in'))[0]).toMatchObject({
      actor_id: officer.id,
      origin: '10.1.1.1',
    });
  });

  test('the password alone opens nothing, and is forgotten after ten minutes', async () => {
    const officer = await makeOfficer(village, ['admin']);
    const browser = new Browser(village);
    await signInStaff(browser, { username: officer.username, password: goodPassword });
    expect((await browser.visitor('kantor')).kind).toBe('nobody');
    expect(await findHalfwayOfficer(browser)).toMatchObject({ setup: undefined });
    world.clock.advance(10 * minute);
    expect(await findHalfwayOfficer(browser)).toBeUndefined();
    expect(await refused(giveCode(browser, presentCode(officer.totpSecret)))).toMatchObject({
      kind: 'not-signed-in',
    });
  });

  test('the token that the password gave is changed when the code is given (ASVS 7.2.4)', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const browser = new Browser(village);
    await signInStaff(browser, { username: officer.username, password: goodPassword });
    const before = browser.copy();
    await giveCode(browser, presentCode(officer.totpSecret));
    expect((await before.visitor('kantor')).kind).toBe('nobody');
    expect(await findHalfwayOfficer(before)).toBeUndefined();
  });

  test('an officer is nobody on the residents’ pages, and a resident nobody in the office', async () => {
    const { browser } = await enterOffice(village, await makeOfficer(village, ['operator']));
    expect((await browser.visitor('layanan-mandiri')).kind).toBe('nobody');
  });
});

describe('the one-time code', () => {
  async function halfway() {
    const officer = await makeOfficer(village, ['operator']);
    const browser = new Browser(village);
    await signInStaff(browser, { username: officer.username, password: goodPassword });
    return { officer, browser };
  }

  test('is good once, on whatever device (ASVS 6.5.1)', async () => {
    const { officer, browser } = await halfway();
    const code = presentCode(officer.totpSecret);
    await giveCode(browser, code);
    const other = new Browser(village);
    await signInStaff(other, { username: officer.username, password: goodPassword });
    expect((await refused(giveCode(other, code)))?.message).toMatch(/sudah dipakai/);
    world.clock.advance(30 * second);
    await giveCode(other, presentCode(officer.totpSecret));
  });

  test('sent twice at once, it lets in one', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const browsers = [new Browser(village), new Browser(village)];
    for (const browser of browsers)
      await signInStaff(browser, { username: officer.username, password: goodPassword });
    const code = presentCode(officer.totpSecret);
    const answers = await Promise.all(browsers.map((b) => refused(giveCode(b, code))));
    expect(answers.filter((a) => a === undefined)).toHaveLength(1);
  });

  test.each([
    [-90, false],
    [-30, true],
    [30, true],
    [90, false],
  ])('of %i seconds from now: %s (ASVS 6.5.5)', async (seconds, good) => {
    const { officer, browser } = await halfway();
    world.clock.advance(seconds * second);
    const code = presentCode(officer.totpSecret);
    world.clock.advance(-seconds * second);
    const answer = await refused(giveCode(browser, code));
    if (good) expect(answer).toBeUndefined();
    else expect(answer).toMatchObject({ kind: 'invalid' });
  });

  test('is guessed no oftener than a password; the tenth wrong one ends the sign-in', async () => {
    const { officer, browser } = await halfway();
    const right = presentCode(officer.totpSecret);
    const wrong = right === '000000' ? '111111' : '000000';
    for (let n = 0; n < 4; n++)
      expect(await refused(giveCode(browser, wrong))).toMatchObject({ kind: 'invalid' });
    expect(await refused(giveCode(browser, right))).toMatchObject({ kind: 'too-many' });
    for (let n = 4; n < 10; n++) {
      world.clock.advance(61 * minute);
      await signInStaff(browser, { username: officer.username, password: goodPassword });
      await refused(giveCode(browser, '000000'));
    }
    world.clock.advance(61 * minute);
    await signInStaff(browser, { username: officer.username, password: goodPassword });
    const closed = await refused(giveCode(browser, presentCode(officer.totpSecret)));
    expect(closed?.message).toMatch(/10 kali/);
    expect(await findHalfwayOfficer(browser)).toBeUndefined();
  });

  test('the first one confirms the app; until then each sign-in makes a new secret', async () => {
    const officer = await makeOfficer(village, ['operator'], { enrolled: false });
    const browser = new Browser(village);
    const enter = () =>
      signInStaff(browser, { username: officer.username, password: goodPassword });
    expect(await enter()).toBe('enrol');
    const first = (await findHalfwayOfficer(browser))?.setup?.secret ?? '';
    expect(await enter()).toBe('enrol');
    const setup = (await findHalfwayOfficer(browser))?.setup;
    expect(setup?.secret).not.toBe(first);
    expect(setup?.address).toContain(`secret=${setup?.secret}`);
    expect(await refused(giveCode(browser, presentCode(first)))).toMatchObject({ kind: 'invalid' });
    await giveCode(browser, presentCode(setup!.secret));
    expect((await browser.visitor('kantor')).kind).toBe('staff');
    world.clock.advance(minute);
    expect(await enter()).toBe('code');
    expect((await trail(village, 'access.enrol-second-factor'))[0]).toMatchObject({
      actor_id: officer.id,
    });
  });

  test('its secret is not readable in the database', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const { totp_sealed } = await withVillage(village.id, (tx) =>
      tx
        .selectFrom('staff_account')
        .select('totp_sealed')
        .where('id', '=', officer.id)
        .executeTakeFirstOrThrow(),
    );
    expect(totp_sealed?.includes(officer.totpSecret)).toBe(false);
  });
});

describe('who works here cannot be found out (ASVS 6.3.8)', () => {
  let usual: string[] | undefined;
  const names: Record<string, () => Promise<string>> = {
    'a wrong password': async () => (await makeOfficer(village, ['operator'])).username,
    'a name that nobody has': async () => 'siapa.ini',
    'an account that was closed': async () => {
      const admin = await enterOffice(village, await makeOfficer(village, ['admin']));
      const { id, username } = await makeOfficer(village, ['operator']);
      await setStaffActive(village.id, admin.visitor, id, false);
      return username;
    },
  };
  test.each(Object.entries(names))('%s: the same words, one hash each', async (name, person) => {
    const username = await person();
    const password = name.includes('closed') ? goodPassword : 'bukan yang benar ini';
    const answers: string[] = [];
    for (let n = 1; n <= 11; n++) {
      const before = hashingFigures().verified;
      const answer = await tryPassword(username, password);
      answers.push(`${answer?.kind} ${answer?.message} ${JSON.stringify(answer?.fields)}`);
      expect(hashingFigures().verified - before).toBe(n <= 10 ? 1 : 0);
      world.clock.advance(61 * minute);
    }
    usual ??= answers;
    expect(answers).toEqual(usual);
  });
});

describe('a password', () => {
  test('made by the system is good for a day, and must be changed (ASVS 6.4.1)', async () => {
    const officer = await makeOfficer(village, ['operator'], { temporary: true });
    const { browser, visitor } = await enterOffice(village, officer);
    expect(visitor.mustChangePassword).toBe(true);
    const newPassword = 'sungai mengalir ke hulu';
    await changePassword(browser, visitor, {
      password: goodPassword,
      newPassword,
      repeated: newPassword,
    });
    expect(await browser.visitor('kantor')).toMatchObject({ mustChangePassword: false });

    const late = await makeOfficer(village, ['operator'], { temporary: true });
    world.clock.advance(24 * 60 * minute);
    expect((await tryPassword(late.username, goodPassword))?.message).toMatch(/tidak berlaku/);
  });

  test.each([
    ['the old one is wrong (ASVS 6.2.3)', { password: 'bukan yang lama itu' }, 'sandi'],
    ['the old one is missing (ASVS 6.2.3)', { password: '' }, 'sandi'],
    ['it is short', { newPassword: 'pendek', repeated: 'pendek' }, 'sandi-baru'],
    [
      'it is common (ASVS 6.2.4)',
      { newPassword: 'Password123456', repeated: 'Password123456' },
      'sandi-baru',
    ],
    [
      'it holds the name of the village (ASVS 6.2.11)',
      { newPassword: 'contoh teramat aneh', repeated: 'contoh teramat aneh' },
      'sandi-baru',
    ],
    ['it is the old one', { newPassword: goodPassword, repeated: goodPassword }, 'sandi-baru'],
    ['it was mistyped', { repeated: 'lain dari yang tadi' }, 'ulangi-sandi'],
  ])('is not changed when %s', async (_, typed, field) => {
    const officer = await makeOfficer(village, ['operator']);
    const { browser, visitor } = await enterOffice(village, officer);
    const answer = await refused(
      changePassword(browser, visitor, {
        password: goodPassword,
        newPassword: 'sungai mengalir ke hulu',
        repeated: 'sungai mengalir ke hulu',
        ...typed,
      }),
    );
    expect(answer).toMatchObject({ kind: 'invalid' });
    expect(Object.keys(answer!.fields)).toEqual([field]);
    expect(await tryPassword(officer.username, goodPassword)).toBeUndefined();
  });

  test('that was changed ends all other sessions (ASVS 7.4.3)', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const { browser, visitor } = await enterOffice(village, officer);
    world.clock.advance(minute);
    const other = await enterOffice(village, officer);
    const newPassword = 'sungai mengalir ke hulu';
    await changePassword(browser, visitor, {
      password: goodPassword,
      newPassword,
      repeated: newPassword,
    });
    expect((await other.browser.visitor('kantor')).kind).toBe('nobody');
    expect((await browser.visitor('kantor')).kind).toBe('staff');
  });
});

describe('the fresh proof (ASVS 7.5.1)', () => {
  test('lasts fifteen minutes from signing in, and can be given again', async () => {
    const officer = await makeOfficer(village, ['head']);
    const { browser, visitor } = await enterOffice(village, officer);
    expect(() => requireFreshProof(visitor)).not.toThrow();
    world.clock.advance(15 * minute);
    expect(() => requireFreshProof(visitor)).toThrow(
      expect.objectContaining({ kind: 'proof-needed' }),
    );
    const before = browser.copy();
    await proveStaff(browser, visitor, {
      password: goodPassword,
      code: presentCode(officer.totpSecret),
    });
    const again = await browser.visitor('kantor');
    if (again.kind !== 'staff') throw new Error('signed out');
    expect(() => requireFreshProof(again)).not.toThrow();
    // The token changed with it (ASVS 7.2.4).
    expect((await before.visitor('kantor')).kind).toBe('nobody');
  });

  test('takes both: the right password, and a code not used before', async () => {
    const officer = await makeOfficer(village, ['head']);
    const { browser, visitor } = await enterOffice(village, officer);
    const used = presentCode(officer.totpSecret);
    const prove = (password: string, code: string) =>
      refused(proveStaff(browser, visitor, { password, code }));
    expect((await prove(goodPassword, used))?.fields.kode).toMatch(/sudah dipakai/);
    world.clock.advance(minute);
    const fresh = presentCode(officer.totpSecret);
    expect((await prove('bukan yang benar ini', fresh))?.fields.sandi).toMatch(/tidak cocok/);
    expect((await prove('', ''))?.fields).toMatchObject({
      sandi: expect.any(String),
      kode: expect.any(String),
    });
    expect(await prove(goodPassword, fresh)).toBeUndefined();
  });

  test('ten wrong passwords in a row sign the officer out everywhere', async () => {
    const officer = await makeOfficer(village, ['head']);
    const { browser, visitor } = await enterOffice(village, officer);
    for (let n = 0; n < 10; n++) {
      await refused(proveStaff(browser, visitor, { password: 'salah terus ini', code: '123456' }));
      world.clock.advance(61 * minute);
    }
    const answer = await refused(
      proveStaff(browser, visitor, { password: goodPassword, code: '123456' }),
    );
    expect(answer).toMatchObject({ kind: 'too-many' });
    const open = await withVillage(village.id, (tx) =>
      tx
        .selectFrom('session')
        .select('id')
        .where('staff_id', '=', officer.id)
        .where('ended_at', 'is', null)
        .execute(),
    );
    expect(open).toEqual([]);
  });
});
